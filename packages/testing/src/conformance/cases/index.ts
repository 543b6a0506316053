import type { ConformanceCase } from "../case.ts";
import { abort } from "./abort.ts";
import { caching } from "./caching.ts";
import { capabilities } from "./capabilities.ts";
import { completion } from "./completion.ts";
import { contract } from "./contract.ts";
import { credentials } from "./credentials.ts";
import { definitions } from "./definitions.ts";
import { embeddings } from "./embeddings.ts";
import { errorKinds } from "./error-kinds.ts";
import { errors } from "./errors.ts";
import { faults } from "./faults.ts";
import { files } from "./files.ts";
import { frames } from "./frames.ts";
import { groq } from "./groq.ts";
import { image } from "./image.ts";
import { listing } from "./listing.ts";
import { moderation } from "./moderation.ts";
import { ollamaAnswers } from "./ollama-answers.ts";
import { ollamaFaults } from "./ollama-faults.ts";
import { ollamaRequests } from "./ollama-requests.ts";
import { options } from "./options.ts";
import { ordering } from "./ordering.ts";
import { reasoning } from "./reasoning.ts";
import { reranking } from "./reranking.ts";
import { secrecy } from "./secrecy.ts";
import { sources } from "./sources.ts";
import { speech } from "./speech.ts";
import { structuredOutput } from "./structured-output.ts";
import { text } from "./text.ts";
import { timeouts } from "./timeouts.ts";
import { toolCalls } from "./tool-calls.ts";
import { toolRequests } from "./tool-requests.ts";
import { transcription } from "./transcription.ts";
import { usage } from "./usage.ts";

/** Every case of the suite, group by group. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...contract,
  ...text,
  ...frames,
  ...reasoning,
  ...toolCalls,
  ...toolRequests,
  ...structuredOutput,
  ...files,
  ...sources,
  ...ordering,
  ...usage,
  ...errors,
  ...errorKinds,
  ...secrecy,
  ...faults,
  ...timeouts,
  ...abort,
  ...options,
  ...definitions,
  ...caching,
  ...capabilities,
  ...completion,
  ...embeddings,
  ...image,
  ...speech,
  ...transcription,
  ...reranking,
  ...moderation,
  ...listing,
  ...credentials,
  ...groq,
  ...ollamaAnswers,
  ...ollamaRequests,
  ...ollamaFaults,
];

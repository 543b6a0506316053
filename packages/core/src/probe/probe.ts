import { InvalidArgumentError, type LanguageModelV4, type ProviderV4 } from "@ai-sdk/provider";
import { forProbing } from "../language-model/probeable.ts";
import { Bench, ProbeStopped } from "./bench.ts";
import { checkBaseline } from "./checks/baseline.ts";
import { checkAudioInput, checkImageInput } from "./checks/inputs.ts";
import { checkReasoning } from "./checks/reasoning.ts";
import { checkLogprobs, checkSeed, checkStopSequences, checkSystemMessages } from "./checks/settings.ts";
import { checkJSONObject, checkJSONSchema, checkSchemaWithTools } from "./checks/structured-output.ts";
import { checkTools } from "./checks/tools.ts";
import { factsOf, type Evidence, type ProbedCapability, type ProbeResult } from "./result.ts";

/** A model, or a provider and the id of one of its models. */
export type ProbeTarget = LanguageModelV4 | { readonly provider: Pick<ProviderV4, "languageModel">; readonly modelId: string };

export interface ProbeOptions {
  /** Stops the probe at once; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Most calls. What is left when they are spent stays unknown. @default 24, enough for everything */
  readonly maxRequests?: number | undefined;
  /** Most milliseconds. What is left when they are over stays unknown. @default 300_000 */
  readonly deadlineMs?: number | undefined;
  /** Told of each finding as soon as there is one, so that a probe that fails halfway has not been for nothing. The last one said of a capability counts. */
  readonly onEvidence?: ((capability: ProbedCapability, evidence: Evidence) => void) | undefined;
}

/** The most telling first, in case the budget ends. */
const checks: readonly ((bench: Bench) => Promise<void>)[] = [
  checkTools,
  checkJSONSchema,
  checkJSONObject,
  checkReasoning,
  checkImageInput,
  checkSchemaWithTools,
  checkStopSequences,
  checkSystemMessages,
  checkLogprobs,
  checkSeed,
  checkAudioInput,
];

/**
 * What a model does, asked of its live endpoint with at most two dozen short calls, one after another.
 *
 * It spends tokens: a few thousand, more where a model thinks. Any AI SDK model will do; one of Portolan's is asked also for what it is
 * known not to do. A weak model that answers badly leaves a capability `"unknown"`.
 *
 * @throws InvalidArgumentError for options that cannot be
 * @throws APICallError, or what the provider throws, when the model cannot be reached or used (key, quota, rate limit, network, no such
 * model): none of these is read as a missing capability
 */
export async function probe(target: ProbeTarget, options: ProbeOptions = {}): Promise<ProbeResult> {
  const { signal, maxRequests = 24, deadlineMs = 300_000, onEvidence = () => undefined } = options;
  if (!Number.isInteger(maxRequests) || maxRequests < 1) throw new InvalidArgumentError({ argument: "maxRequests", message: `maxRequests is a whole number above 0, not ${maxRequests}` });
  if (!(deadlineMs > 0)) throw new InvalidArgumentError({ argument: "deadlineMs", message: `deadlineMs is a number above 0, not ${deadlineMs}` });
  const model = "doStream" in target ? target : target.provider.languageModel(target.modelId);
  const startedAt = performance.now();
  const measuredAt = new Date().toISOString();
  const bench = new Bench(forProbing(model), { signal, maxRequests, deadlineMs }, onEvidence);
  const evidence = bench.conclude(await measure(bench));
  return {
    model: `${bench.providerId}/${model.modelId}`,
    measuredAt,
    facts: factsOf(evidence),
    evidence,
    requests: bench.requests,
    tokens: { ...bench.tokens },
    durationMs: Math.round(performance.now() - startedAt),
  };
}

/** Runs what there is time and budget for; returns why the rest was not. */
async function measure(bench: Bench): Promise<string> {
  try {
    await checkBaseline(bench);
    for (const check of checks) await check(bench);
    return "it did not come up";
  } catch (error) {
    if (!(error instanceof ProbeStopped)) throw error;
    // Nothing was answered at all: that is a fault, and no finding.
    if (bench.first === undefined) throw new DOMException(`the model gave no answer in time: ${error.message}`, "TimeoutError");
    return error.message;
  }
}

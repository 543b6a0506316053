import type { JSONObject } from "@ai-sdk/provider";
import type { Connection, Extending } from "@portolan/core";
import { capabilitiesOf } from "../capabilities.ts";
import { dateIn, definedIn, objectIn, textIn, textsIn } from "../read-fields.ts";
import { detailsIn, type OllamaModelDetails } from "./model-details.ts";
import { aliasesOf, namedModel } from "./model-name.ts";

/** Everything the server tells of one model. */
export interface OllamaModelInfo {
  /** Ollama's words, such as `"completion"`, `"tools"`, `"thinking"`, `"vision"`, `"insert"`, `"embedding"`. Absent: an older server. */
  readonly capabilities?: readonly string[];
  /** Tokens the model was trained for; what it is loaded with is in `running()`. */
  readonly contextLength?: number;
  /** Numbers of a vector. */
  readonly embeddingLength?: number;
  readonly details: OllamaModelDetails;
  readonly template?: string;
  readonly system?: string;
  /** Options it is called with unless a call says otherwise, one a line as in a Modelfile. */
  readonly parameters?: string;
  readonly modelfile?: string;
  readonly license?: string;
  readonly modifiedAt?: Date;
  /** What the model's file tells of itself, under its own names. */
  readonly modelInfo: JSONObject;
  /** The server's answer as it came. */
  readonly raw: JSONObject;
}

export interface ShowOptions {
  /** Long lists too, such as the model's vocabulary: megabytes. @default false */
  readonly verbose?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Asks for one model; what is told feeds `capabilities`. */
export async function showModel(to: Connection, learn: Extending["learn"], name: string, { verbose, signal }: ShowOptions = {}): Promise<OllamaModelInfo> {
  const model = namedModel(name);
  const raw = await askFor(to, model, verbose === true, signal);
  const facts = capabilitiesOf(raw);
  learn({ id: model, aliases: aliasesOf(model), facts });
  return {
    ...definedIn({
      capabilities: textsIn(raw["capabilities"]),
      contextLength: facts.contextWindow,
      embeddingLength: facts.embeddingDimensions,
      template: textIn(raw["template"]),
      system: textIn(raw["system"]),
      parameters: textIn(raw["parameters"]),
      modelfile: textIn(raw["modelfile"]),
      license: textIn(raw["license"]),
      modifiedAt: dateIn(raw["modified_at"]),
    }),
    details: detailsIn(raw["details"]),
    modelInfo: objectIn(raw["model_info"]),
    raw,
  };
}

/** `/api/show`, in the words of servers old and new: the old ones call the model `name`. */
export async function askFor(to: Connection, model: string, verbose: boolean, signal: AbortSignal | undefined): Promise<JSONObject> {
  const { body } = await to.json({ method: "POST", path: "/api/show", body: { model, name: model, ...(verbose ? { verbose } : {}) }, signal, modelId: model });
  return objectIn(body);
}

import { InvalidArgumentError, type JSONObject, type JSONValue } from "@ai-sdk/provider";
import type { Connection } from "@portolan/core";
import { toOptionFields } from "../model-options.ts";
import type { OllamaModelOptions } from "../options.ts";
import { definedIn } from "../read-fields.ts";
import { namedModel } from "./model-name.ts";
import { LayerTotals, reportProgress, type OllamaProgress } from "./progress.ts";
import { digestOf, hasBlob, uploadBlob, type OllamaFile } from "./upload-blob.ts";

/** What a model is made of: another one, or files. */
export interface CreateOptions {
  /** What it will be called. */
  readonly model: string;
  /** The model it is made from. */
  readonly from?: string | undefined;
  /** Weights by the names of their files, e.g. `{ "model.gguf": bytes }`. What the server does not have is uploaded. */
  readonly files?: Readonly<Record<string, OllamaFile>> | undefined;
  /** Adapters (LoRA) by the names of their files. */
  readonly adapters?: Readonly<Record<string, OllamaFile>> | undefined;
  /** In Go's template language; what of `.Tools`, `.Thinking` and `.Suffix` it uses decides what the model can do. */
  readonly template?: string | undefined;
  readonly system?: string | undefined;
  /** Options it is called with unless a call says otherwise. */
  readonly parameters?: OllamaModelOptions | undefined;
  /** Turns that come before every conversation. */
  readonly messages?: readonly { readonly role: "system" | "user" | "assistant"; readonly content: string }[] | undefined;
  readonly license?: string | readonly string[] | undefined;
  /** Makes the weights smaller, e.g. `"q4_K_M"`. */
  readonly quantize?: string | undefined;
  readonly renderer?: string | undefined;
  readonly parser?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Uploads, and makes a large model smaller, may say nothing for minutes. */
const patience = { headersMs: Infinity, idleMs: Infinity } as const;

/** Makes a model, from the first step of the iteration on; uploads are part of the progress. */
export function createModel(to: Connection, options: CreateOptions): AsyncGenerator<OllamaProgress, void, void> {
  const model = namedModel(options.model);
  if (options.from === undefined && options.files === undefined) {
    throw new InvalidArgumentError({ argument: "from", message: `ollama/${model}: a model is made from another one (from) or from files (files)` });
  }
  return made(to, model, options);
}

async function* made(to: Connection, model: string, options: CreateOptions): AsyncGenerator<OllamaProgress, void, void> {
  const { signal } = options;
  const totals = new LayerTotals();
  const digests: Record<string, JSONObject> = {};
  for (const kind of ["files", "adapters"] as const) {
    for (const [name, file] of Object.entries(options[kind] ?? {})) {
      signal?.throwIfAborted();
      const digest = await digestOf(file, `${kind}[${JSON.stringify(name)}]`);
      digests[kind] = { ...digests[kind], [name]: digest };
      if (typeof file !== "string") yield* uploaded(to, name, file, digest, totals, signal);
    }
  }
  const body = { ...bodyOf(model, options), ...digests };
  yield* reportProgress(to, { method: "POST", path: "/api/create", body, signal, modelId: model, timeouts: patience }, totals);
}

async function* uploaded(to: Connection, name: string, bytes: Uint8Array, digest: string, totals: LayerTotals, signal: AbortSignal | undefined): AsyncGenerator<OllamaProgress, void, void> {
  const total = bytes.byteLength;
  const report = (completed: number): OllamaProgress => {
    totals.add(digest, total, completed);
    return { status: `uploading ${name}`, digest, total, completed, overall: totals.overall };
  };
  yield report(0);
  if (!(await hasBlob(to, digest, signal))) await uploadBlob(to, digest, bytes, signal);
  yield report(total);
}

function bodyOf(model: string, { from, template, system, parameters, messages, license, quantize, renderer, parser }: CreateOptions): JSONObject {
  const settings = parameters === undefined ? undefined : toOptionFields(parameters as JSONObject);
  const fields: Readonly<Record<string, JSONValue | undefined>> = {
    from: from === undefined ? undefined : namedModel(from, "from"),
    template,
    system,
    parameters: settings,
    messages: messages as JSONValue | undefined,
    license: license as JSONValue | undefined,
    quantize,
    renderer,
    parser,
  };
  return { model, name: model, stream: true, ...definedIn(fields) };
}

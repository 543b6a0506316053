import { InvalidArgumentError, type JSONObject } from "@ai-sdk/provider";
import { describeError, type Connection } from "@portolan/core";
import { definedIn } from "../read-fields.ts";
import { wireOf, type OllamaSettings } from "../settings.ts";
import { namedModel } from "./model-name.ts";

export interface PreloadOptions extends Pick<OllamaSettings, "keepAlive" | "options"> {
  /** Tokens of context it is loaded with. @default the provider's setting, where that is a number */
  readonly contextWindow?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A model may take minutes to load, and the server says nothing meanwhile. */
const patience = { headersMs: Infinity } as const;

/**
 * Loads a model, so that the first call does not wait for it. With the provider's own settings, since a call that needs another context
 * would load it again; and `keepAlive` is how long it stays.
 */
export async function preloadModel(to: Connection, settings: OllamaSettings, name: string, { signal, ...own }: PreloadOptions = {}): Promise<void> {
  const model = namedModel(name);
  const { keepAlive, contextWindow, options = {} } = wireOf({ ...settings, ...definedIn(own), options: { ...settings.options, ...own.options } });
  if (keepAlive !== undefined && !/[1-9]/.test(String(keepAlive))) {
    throw new InvalidArgumentError({ argument: "keepAlive", message: `ollama/${model}: a model that is kept for no time is unloaded at once: give preload() another keepAlive` });
  }
  const loading = { ...options, ...(typeof contextWindow === "number" ? { num_ctx: contextWindow } : {}) };
  const body: JSONObject = { model, ...(keepAlive === undefined ? {} : { keep_alive: keepAlive }), ...(Object.keys(loading).length === 0 ? {} : { options: loading }) };
  await askToLoad(to, model, body, signal);
}

/** A model that only embeds has no part in chats, and is loaded by embedding nothing. */
async function askToLoad(to: Connection, model: string, body: JSONObject, signal: AbortSignal | undefined): Promise<void> {
  const ask = async (path: string, what: JSONObject): Promise<unknown> =>
    await to.json({ method: "POST", path, body: { ...body, ...what }, signal, modelId: model, timeouts: patience });
  try {
    await ask("/api/chat", { messages: [], stream: false });
  } catch (error) {
    if (signal?.aborted === true || !/does not support chat/.test(describeError(error).message)) throw error;
    await ask("/api/embed", { input: [] });
  }
}

/** Has a model taken out of memory. The server says yes at once, and does it when the model's last call has ended. */
export async function unloadModel(to: Connection, name: string, signal: AbortSignal | undefined): Promise<void> {
  const model = namedModel(name);
  await to.json({ method: "POST", path: "/api/chat", body: { model, messages: [], keep_alive: 0, stream: false }, signal, modelId: model });
}

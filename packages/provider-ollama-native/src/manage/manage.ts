import type { Connection, Extending } from "@portolan/core";
import type { OllamaSettings } from "../settings.ts";
import { copyModel } from "./copy.ts";
import { createModel, type CreateOptions } from "./create.ts";
import { deleteModel } from "./delete.ts";
import { preloadModel, unloadModel, type PreloadOptions } from "./load.ts";
import type { OllamaProgress } from "./progress.ts";
import { readRunning, type OllamaRunningModel } from "./running.ts";
import { showModel, type OllamaModelInfo, type ShowOptions } from "./show.ts";
import { transfer, type TransferOptions } from "./transfer.ts";
import { readVersion } from "./version.ts";

interface AbortOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * The models of a server, and what is done with them. Names are Ollama's: without a tag, `latest` is meant.
 *
 * What fails rejects with an `APICallError` in the server's words; an abort rejects with the signal's reason.
 */
export interface OllamaManagement {
  /** What is in the server's memory, with the context that each was loaded with. */
  running(options?: AbortOptions): Promise<readonly OllamaRunningModel[]>;
  /** Everything the server tells of a model; `capabilities` knows it from then on. */
  show(model: string, options?: ShowOptions): Promise<OllamaModelInfo>;
  /** Fetches a model from its registry. Nothing is sent before the first step; leaving the loop stops it. */
  pull(model: string, options?: TransferOptions): AsyncIterable<OllamaProgress>;
  /** Uploads a model to its registry. Nothing is sent before the first step; leaving the loop stops it. */
  push(model: string, options?: TransferOptions): AsyncIterable<OllamaProgress>;
  /** Makes a model from another one or from files. Nothing is sent before the first step; leaving the loop stops it. */
  create(options: CreateOptions): AsyncIterable<OllamaProgress>;
  copy(source: string, destination: string, options?: AbortOptions): Promise<void>;
  delete(model: string, options?: AbortOptions): Promise<void>;
  /** Loads a model with the provider's settings, so that the first call does not wait for it. */
  preload(model: string, options?: PreloadOptions): Promise<void>;
  /** Has a model taken out of memory, which the server does a moment later, or when the model's last call has ended. */
  unload(model: string, options?: AbortOptions): Promise<void>;
  version(options?: AbortOptions): Promise<string>;
}

export function manageModels(to: Connection, { settings, learn }: Extending<OllamaSettings>): OllamaManagement {
  return {
    running: (options) => readRunning(to, options?.signal),
    show: (model, options) => showModel(to, learn, model, options),
    pull: (model, options) => transfer(to, "/api/pull", model, options),
    push: (model, options) => transfer(to, "/api/push", model, options),
    create: (options) => createModel(to, options),
    copy: (source, destination, options) => copyModel(to, source, destination, options?.signal),
    delete: (model, options) => deleteModel(to, model, options?.signal),
    preload: (model, options) => preloadModel(to, settings, model, options),
    unload: (model, options) => unloadModel(to, model, options?.signal),
    version: (options) => readVersion(to, options?.signal),
  };
}

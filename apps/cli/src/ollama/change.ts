import { exitCodes, type ExitCode } from "../exit-codes.ts";
import type { Session } from "../session.ts";
import { printable } from "../terminal.ts";
import { renderDuration } from "../render.ts";
import { toJSON, useOllama, type OllamaCommandOptions } from "./use-ollama.ts";

/** Removes models, one after the other. */
export async function removeModels(models: readonly string[], options: OllamaCommandOptions, session: Session): Promise<ExitCode> {
  return await useOllama(
    async (ollama) => {
      for (const model of models) {
        await ollama.delete(model, { signal: session.signal });
        await tell({ removed: model }, `removed ${printable(model)}`, options, session);
      }
      return exitCodes.ok;
    },
    options,
    session,
  );
}

export interface PreloadCommandOptions extends OllamaCommandOptions {
  readonly keepAlive?: string;
  readonly context?: number;
}

/** Loads a model, so that the first call does not wait for it. */
export async function preloadModel(model: string, { keepAlive, context, ...options }: PreloadCommandOptions, session: Session): Promise<ExitCode> {
  const { signal, err } = session;
  return await useOllama(
    async (ollama) => {
      const startedAt = performance.now();
      if (err.isTerminal) await err.line(err.style("dim", `Loading ${printable(model)} …`));
      const staying = keepAlive === undefined ? undefined : readKeepAlive(keepAlive);
      await ollama.preload(model, { signal, ...(staying === undefined ? {} : { keepAlive: staying }), ...(context === undefined ? {} : { contextWindow: context }) });
      const ms = performance.now() - startedAt;
      await tell({ loaded: model, ms: Math.round(ms) }, `loaded ${printable(model)} in ${renderDuration(ms)}`, options, session);
      return exitCodes.ok;
    },
    options,
    session,
  );
}

/** Takes a model out of memory. */
export async function unloadModel(model: string, options: OllamaCommandOptions, session: Session): Promise<ExitCode> {
  return await useOllama(
    async (ollama) => {
      await ollama.unload(model, { signal: session.signal });
      await tell({ unloaded: model }, `unloaded ${printable(model)}`, options, session);
      return exitCodes.ok;
    },
    options,
    session,
  );
}

/** A bare number is seconds, as in Ollama's own settings. */
function readKeepAlive(text: string): number | string {
  return /^-?\d+$/.test(text.trim()) ? Number(text) : text.trim();
}

async function tell(fact: object, words: string, { json }: OllamaCommandOptions, session: Session): Promise<void> {
  await session.out.line(json === true ? toJSON(fact, session) : words);
}

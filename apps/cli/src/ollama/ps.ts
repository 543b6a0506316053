import type { OllamaRunningModel } from "@portolan/provider-ollama-native";
import { exitCodes, type ExitCode } from "../exit-codes.ts";
import { renderBytes, renderDuration, renderTable, renderTokens } from "../render.ts";
import type { Session } from "../session.ts";
import { printable } from "../terminal.ts";
import { toJSON, useOllama, type OllamaCommandOptions } from "./use-ollama.ts";

const titles = ["MODEL", "MEMORY", "ON GPU", "CONTEXT", "UNTIL"] as const;

/** What is in memory. */
export async function listRunning(options: OllamaCommandOptions, session: Session): Promise<ExitCode> {
  const { out, err } = session;
  return await useOllama(
    async (ollama) => {
      const models = await ollama.running({ signal: session.signal });
      if (options.json === true) await out.line(toJSON(models, session));
      else if (models.length === 0) await err.line("No model is loaded.");
      else await out.line(renderTable([titles.map((title) => out.style("bold", title)), ...models.map(toRow)]));
      return exitCodes.ok;
    },
    options,
    session,
  );
}

function toRow({ name, sizeBytes, sizeVramBytes, contextLength, expiresAt }: OllamaRunningModel): readonly string[] {
  const share = sizeBytes === 0 ? 0 : Math.round((sizeVramBytes / sizeBytes) * 100);
  const until = expiresAt === undefined ? "it is unloaded by hand" : `${renderDuration(Math.max(0, expiresAt.getTime() - Date.now()))} from now`;
  return [printable(name), renderBytes(sizeBytes), `${share} %`, renderTokens(contextLength), until];
}

import { exitCodes, type ExitCode } from "../exit-codes.ts";
import { renderBytes, renderTable, renderTokens } from "../render.ts";
import type { Session } from "../session.ts";
import { printable } from "../terminal.ts";
import { toJSON, useOllama, type OllamaCommandOptions } from "./use-ollama.ts";

const titles = ["MODEL", "SIZE", "CONTEXT", "CAN", "LOADED"] as const;
/** Flags by the words for them. */
const abilities = { tools: "tools", reasoning: "thinking", imageInput: "vision", audioInput: "audio" } as const;

/** What is installed. */
export async function listModels(options: OllamaCommandOptions, session: Session): Promise<ExitCode> {
  const { out, err, command } = session;
  return await useOllama(
    async (ollama) => {
      const models = (await ollama.listModels({ signal: session.signal })).map(({ id, capabilities: { kind, flags, limits }, sizeBytes, isLoaded }) => {
        const can = Object.entries(abilities).flatMap(([flag, word]) => (flags[flag as keyof typeof abilities] === true ? [word] : []));
        return { model: id, sizeBytes, contextLength: limits.contextWindow, capabilities: kind === "embedding" ? ["embedding"] : can, loaded: isLoaded };
      });
      if (options.json === true) await out.line(toJSON(models, session));
      else if (models.length === 0) await err.line(`No model is installed. ${command} ollama pull llama3.2  gets one.`);
      else {
        const rows = models.map(({ model, sizeBytes, contextLength, capabilities, loaded }) => [
          printable(model),
          sizeBytes === undefined ? "?" : renderBytes(sizeBytes),
          renderTokens(contextLength),
          capabilities.join(" ") || "-",
          loaded === undefined ? "?" : loaded ? out.style("green", "yes") : "no",
        ]);
        await out.line(renderTable([titles.map((title) => out.style("bold", title)), ...rows]));
      }
      return exitCodes.ok;
    },
    options,
    session,
  );
}

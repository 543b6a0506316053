import type { OllamaModelInfo } from "@portolan/provider-ollama-native";
import { exitCodes, type ExitCode } from "../exit-codes.ts";
import { renderTable } from "../render.ts";
import type { Session } from "../session.ts";
import { printable } from "../terminal.ts";
import { toJSON, useOllama, type OllamaCommandOptions } from "./use-ollama.ts";

/** Everything of one model. */
export async function showModel(model: string, options: OllamaCommandOptions, session: Session): Promise<ExitCode> {
  const { out } = session;
  return await useOllama(
    async (ollama) => {
      const shown = await ollama.show(model, { signal: session.signal });
      if (options.json === true) await out.line(toJSON(shown.raw, session));
      else await out.line(renderTable(toRows(shown).map(([name, value]) => [out.style("bold", name), value])));
      return exitCodes.ok;
    },
    options,
    session,
  );
}

function toRows({ capabilities, contextLength, embeddingLength, details, parameters, system, license }: OllamaModelInfo): readonly (readonly [string, string])[] {
  const count = (value: number | undefined, unit: string): string | undefined => (value === undefined ? undefined : `${value.toLocaleString("en")} ${unit}`);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["capabilities", capabilities?.join(" ") ?? "the server is too old to tell"],
    ["context", count(contextLength, "tokens")],
    ["embedding", count(embeddingLength, "numbers")],
    ["family", details.family],
    ["parameters", details.parameterSize],
    ["quantization", details.quantizationLevel],
    ["options", parameters],
    ["system", system],
    ["license", license],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : linesOf(value).map((line, place) => [place === 0 ? name : "", line] as const)));
}

/** Enough to know it by: a license is long. */
const shownLines = 4;

function linesOf(text: string): readonly string[] {
  const lines = printable(text).split("\n").map((line) => line.trim().replaceAll(/ {2,}/g, " ")).filter((line) => line !== "");
  return lines.length > shownLines ? [...lines.slice(0, shownLines), "…"] : lines;
}

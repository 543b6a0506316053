import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Capabilities, Provider, Support } from "@portolan/core";
import { root } from "./workspace.ts";

/** Columns of a table of models. */
export const modelColumns: readonly string[] = ["model", "kind", "tools", "JSON schema", "reasoning", "images", "context", "output"];
const place = /(<!-- capabilities: [^\n]* -->\n)[^]*?(<!-- \/capabilities -->)/;

/** What a provider's README says of its models, as a Markdown table between two comments that name the command. */
export async function withCapabilityTable(providerId: string, readme: string): Promise<string> {
  const source = join(root, "packages", `provider-${providerId}`, "src/index.ts");
  const exported = (await import(pathToFileURL(source).href)) as Readonly<Record<string, unknown>>;
  const provider = exported[providerId] as Provider;
  const lines = [modelColumns, modelColumns.map(() => "---"), ...provider.knownModels.map((modelId) => modelRow(modelId, provider.capabilities(modelId)))];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
  if (!place.test(readme)) throw new Error(`the README of ${providerId} has no place for the table`);
  return readme.replace(place, (_, before: string, after: string) => `${before}${table}${after}`);
}

/** A model's capabilities as cells of `modelColumns`. */
export function modelRow(modelId: string, { kind, flags, limits, reasoningLevels }: Capabilities): readonly string[] {
  const isChat = kind === "language";
  const levels = reasoningLevels === "unknown" || reasoningLevels.length === 0 ? word(flags.reasoning) : reasoningLevels.join(", ");
  const said = isChat ? [word(flags.tools), word(flags.jsonSchema), levels, word(flags.imageInput)] : ["", "", "", ""];
  return [`\`${modelId}\``, kind, ...said, count(limits.contextWindow), count(limits.maxOutputTokens)];
}

function word(support: Support): string {
  if (support === "unknown") return "?";
  return support ? "yes" : "no";
}

function count(tokens: number | undefined): string {
  return tokens === undefined ? "" : tokens.toLocaleString("en-US");
}

if (import.meta.main) {
  const [providerId = ""] = process.argv.slice(2);
  const file = join(root, "packages", `provider-${providerId}`, "README.md");
  writeFileSync(file, await withCapabilityTable(providerId, readFileSync(file, "utf8")));
}

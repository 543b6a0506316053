import type { ComparedResult } from "./run-contender.ts";

export interface ContenderResults {
  readonly name: string;
  readonly results: readonly ComparedResult[];
}

const marks: Readonly<Record<ComparedResult["outcome"], string>> = { passed: "pass", failed: "FAIL", skipped: "skip", "not offered": "·" };

/** Cases × providers, group by group, with totals at the end. */
export function writeTable(columns: readonly ContenderResults[]): string {
  const cases = columns[0]?.results ?? [];
  const width = Math.max(...cases.map(({ name }) => name.length)) + 2;
  const row = (title: string, cells: readonly string[]): string => `${title.padEnd(width)}${cells.map((cell, place) => cell.padEnd((columns[place]?.name.length ?? 0) + 2)).join("")}`.trimEnd();
  const lines = [row("", columns.map(({ name }) => name))];
  let group = "";
  for (const [place, one] of cases.entries()) {
    if (one.group !== group) {
      group = one.group;
      lines.push("", group.toUpperCase());
    }
    lines.push(row(one.name, columns.map(({ results }) => marks[results[place]?.outcome ?? "not offered"])));
  }
  lines.push("");
  for (const outcome of ["passed", "failed", "not offered"] as const) {
    lines.push(row(outcome, columns.map(({ results }) => String(results.filter((result) => result.outcome === outcome).length))));
  }
  return `${lines.join("\n")}\n`;
}

/** Why each failed case failed, provider by provider. */
export function writeFailures(columns: readonly ContenderResults[]): string {
  return columns
    .map(({ name, results }) => {
      const failed = results.filter(({ outcome }) => outcome === "failed");
      const told = failed.map((result) => `  ${result.name}\n      ${inShort(result.reason)}`);
      return `${name}: ${failed.length === 0 ? "no failures" : `${failed.length} failed`}\n${told.join("\n")}`;
    })
    .join("\n\n");
}

function inShort(reason = ""): string {
  const line = reason.replaceAll(/\s+/g, " ").trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

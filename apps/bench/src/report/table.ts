import { isNoisy, type Noise } from "../measure/noise.ts";
import { type Gate, judge } from "./gate.ts";
import type { Column, FinishedBenchmark, Row } from "./report.ts";

function writeNumber(value: number | undefined, digits = 2): string {
  return value === undefined || Number.isNaN(value) ? "" : value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A Markdown table whose columns line up, names left and figures right. */
export function writeTable(columns: readonly Column[], rows: readonly Row[]): string {
  const cells = [
    ["", ...columns.map(({ title }) => title)],
    ...rows.map(({ name, figures }) => [name, ...columns.map(({ key, digits }) => writeNumber(figures[key], digits))]),
  ];
  const widths = columns.map((_, index) => Math.max(4, ...cells.map((row) => row[index + 1]?.length ?? 0)));
  const nameWidth = Math.max(...cells.map(([name = ""]) => name.length));
  const writeRow = ([name = "", ...figures]: readonly string[]): string =>
    `| ${name.padEnd(nameWidth)} | ${figures.map((figure, index) => figure.padStart(widths[index] ?? 0)).join(" | ")} |`;
  const rule = `| ${"-".repeat(nameWidth)} | ${widths.map((width) => `${"-".repeat(width - 1)}:`).join(" | ")} |`;
  const [header = [], ...body] = cells;
  return [writeRow(header), rule, ...body.map(writeRow)].join("\n");
}

function writeGate(gate: Gate): string {
  const { met, stretchMet, missedBy } = judge(gate);
  const { atMost, atLeast, stretch, unit = "x" } = gate.bound;
  const sign = atLeast === undefined ? "≤" : "≥";
  const bounds = [`gate ${sign} ${atLeast ?? atMost} ${unit}`, ...(stretch === undefined ? [] : [`stretch ${sign} ${stretch} ${unit}`])].join(", ");
  const verdict = met ? `met${stretchMet ? ", stretch too" : ""}` : `missed by ${Math.round(missedBy * 100)} %`;
  return `  ${met ? "+" : "-"} ${gate.what}: ${writeNumber(gate.value)} ${unit} (${bounds}): ${verdict}`;
}

function writeShare(share: number | undefined): string {
  return share === undefined ? "unknown" : `${(share * 100).toFixed(1)} %`;
}

function writeNoise(noise: Noise): string {
  const figures = `steal ${writeShare(noise.stealShare)}, other processes ${writeShare(noise.othersShare)} of all CPU time, load ${noise.load.toFixed(2)}`;
  return isNoisy(noise) ? `${figures}. NOISY: take ratios as indications and absolute figures not at all` : figures;
}

/** One benchmark as a reader of the terminal sees it. */
export function writeBenchmark({ name, title, seconds, noise, report, failure }: FinishedBenchmark): string {
  const head = `## ${name}: ${title}`;
  if (report === undefined) return [head, "", `could not be run: ${failure ?? "no reason known"}`, ""].join("\n");
  const { columns, rows, gates, notes = [] } = report;
  return [
    head,
    "",
    writeTable(columns, rows),
    "",
    ...gates.map(writeGate),
    ...(gates.length === 0 ? [] : [""]),
    ...notes,
    `${seconds.toFixed(0)} s; ${writeNoise(noise)}`,
    "",
  ].join("\n");
}

/** How many promises were kept. */
export function writeSummary(finished: readonly FinishedBenchmark[]): string {
  const gates = finished.flatMap(({ report }) => report?.gates ?? []);
  const missed = gates.filter((gate) => !judge(gate).met);
  const failed = finished.filter(({ report }) => report === undefined);
  return [
    `${gates.length - missed.length} of ${gates.length} gates met`,
    ...(failed.length === 0 ? [] : [`not run: ${failed.map(({ name }) => name).join(", ")}`]),
  ].join("; ");
}

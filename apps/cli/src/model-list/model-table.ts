import { stripVTControlCharacters } from "node:util";
import type { Support } from "@portolan/core";
import { renderBytes, renderTable, renderTokens } from "../render.ts";
import { printable, type Channel } from "../terminal.ts";
import type { ModelRow } from "./model-row.ts";

interface Column {
  readonly title: string;
  readonly cell: (row: ModelRow, out: Channel) => string;
}

const model: Column = { title: "MODEL", cell: ({ provider, id }) => printable(`${provider}/${id}`) };
const kind: Column = { title: "KIND", cell: (row, out) => (row.kind === "unknown" ? unknown(out) : row.kind) };
const context: Column = {
  title: "CONTEXT",
  cell: ({ contextWindow, isContextCatalogued }, out) => tokens(contextWindow, out) + (isContextCatalogued && contextWindow !== undefined ? unknown(out) : ""),
};
const output: Column = { title: "OUTPUT", cell: (row, out) => tokens(row.maxOutputTokens, out) };
const tools: Column = { title: "TOOLS", cell: ({ can }, out) => support(can.tools, out) };
const vision: Column = { title: "VISION", cell: ({ can }, out) => support(can.imageInput, out) };
const reasoning: Column = { title: "REASONING", cell: ({ can }, out) => support(can.reasoning, out) };
const schema: Column = { title: "SCHEMA", cell: ({ can }, out) => support(can.jsonSchema, out) };
const priceIn: Column = { title: "IN", cell: ({ price }, out) => (price === undefined ? unknown(out) : dollars(price.input)) };
const priceOut: Column = { title: "OUT", cell: ({ price }, out) => (price === undefined ? unknown(out) : price.output === undefined ? "-" : dollars(price.output)) };
const size: Column = { title: "SIZE", cell: ({ sizeBytes }) => (sizeBytes === undefined ? "" : renderBytes(sizeBytes)) };
const loaded: Column = { title: "LOADED", cell: ({ isLoaded }, out) => (isLoaded === true ? out.style("green", "yes") : isLoaded === false ? "no" : "") };
const successor: Column = { title: "", cell: (row) => (row.successor === undefined ? "" : `retired: use ${printable(row.successor)}`) };

const columns: readonly Column[] = [model, kind, context, output, tools, vision, reasoning, schema, priceIn, priceOut, size, loaded, successor];
/** Of servers of one's own: shown where one tells. */
const ofOwnServers: readonly Column[] = [size, loaded];
/** Given up first where a terminal is narrow. */
const dispensable: readonly Column[] = [output, kind, schema, reasoning, vision, tools];

/** The models as a table, as wide as it is; on a terminal as wide as fits, with the lesser columns left out. */
export function renderModels(rows: readonly ModelRow[], out: Channel): { readonly table: string; readonly leftOut: readonly string[] } {
  const leftOut: Column[] = [];
  const isOwn = rows.some(({ sizeBytes, isLoaded }) => sizeBytes !== undefined || isLoaded !== undefined);
  const usual = isOwn ? columns : columns.filter((column) => !ofOwnServers.includes(column));
  for (;;) {
    const shown = usual.filter((column) => !leftOut.includes(column));
    const body = rows.map((row) => shown.map(({ cell }) => cell(row, out)));
    const table = renderTable([shown.map(({ title }) => out.style("bold", title)), ...body]);
    const next = dispensable[leftOut.length];
    if (out.width === undefined || next === undefined || widthOf(table) <= out.width) return { table, leftOut: leftOut.map(({ title }) => title) };
    leftOut.push(next);
  }
}

/** Of what every line has; the words of a retired model may run on. */
function widthOf(table: string): number {
  const lines = stripVTControlCharacters(table).split("\n");
  return Math.max(...lines.map((line) => line.replace(/ {2}retired: use .*$/, "").length));
}

function support(value: Support, out: Channel): string {
  if (value === "unknown") return unknown(out);
  return value ? out.style("green", "yes") : "no";
}

function tokens(count: number | undefined, out: Channel): string {
  return count === undefined ? unknown(out) : renderTokens(count);
}

/** `$30`, `$0.60`, `$0.0375`. */
function dollars(amount: number): string {
  const [, decimals = ""] = String(amount).split(".");
  return amount === 0 ? "0" : `$${decimals.length === 1 ? amount.toFixed(2) : amount}`;
}

function unknown(out: Channel): string {
  return out.style("dim", "?");
}

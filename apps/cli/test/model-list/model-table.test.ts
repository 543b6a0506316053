import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import type { ModelRow } from "../../src/model-list/model-row.ts";
import { renderModels } from "../../src/model-list/model-table.ts";
import { Channel } from "../../src/terminal.ts";

const row: ModelRow = {
  provider: "acme",
  id: "large",
  kind: "language",
  contextWindow: 131_072,
  isContextCatalogued: false,
  maxOutputTokens: undefined,
  can: { tools: true, imageInput: "unknown", reasoning: false, jsonSchema: true },
  price: { input: 0.6, output: 30, source: "list" },
  successor: undefined, sizeBytes: undefined, isLoaded: undefined,
};

function channel(columns: number | undefined): Channel {
  return new Channel(Object.assign(new PassThrough(), { isTTY: columns !== undefined, columns }) as unknown as NodeJS.WriteStream);
}

const titles = (table: string): readonly string[] => (table.split("\n", 1)[0] ?? "").split(/ +/);

describe("renderModels", () => {
  it("writes a table without styles where nobody looks", () => {
    const { table, leftOut } = renderModels([row], channel(undefined));
    expect(table.split("\n")).toEqual([
      "MODEL       KIND      CONTEXT  OUTPUT  TOOLS  VISION  REASONING  SCHEMA  IN     OUT",
      "acme/large  language  131k     ?       yes    ?       no         yes     $0.60  $30",
    ]);
    expect(leftOut).toEqual([]);
  });

  it.each([
    [200, ["MODEL", "KIND", "CONTEXT", "OUTPUT", "TOOLS", "VISION", "REASONING", "SCHEMA", "IN", "OUT"]],
    [75, ["MODEL", "KIND", "CONTEXT", "TOOLS", "VISION", "REASONING", "SCHEMA", "IN", "OUT"]],
    [60, ["MODEL", "CONTEXT", "TOOLS", "VISION", "REASONING", "IN", "OUT"]],
    [10, ["MODEL", "CONTEXT", "IN", "OUT"]],
  ])("leaves the lesser columns out on a terminal of %d", (columns, expected) => {
    const { table: styled, leftOut } = renderModels([row], channel(columns));
    const table = stripVTControlCharacters(styled);
    expect(titles(table)).toEqual(expected);
    expect([...expected, ...leftOut]).toHaveLength(10);
    // What is never left out is 36 wide.
    expect(Math.max(...table.split("\n").map((line) => line.length))).toBeLessThanOrEqual(Math.max(columns, 36));
  });

  it("shows doubt, models that write nothing, and where to go from a retired one", () => {
    const { table } = renderModels(
      [
        { ...row, isContextCatalogued: true },
        { ...row, id: "embed", kind: "embedding", price: { input: 0.0375, source: "catalogue" } },
        { ...row, id: "free", price: { input: 0, output: 0, source: "declared" }, successor: "large" },
        { ...row, id: "\u001b[2Junknown", kind: "unknown", contextWindow: undefined, isContextCatalogued: true, price: undefined },
      ],
      channel(undefined),
    );
    const [, doubted, embedding, free, unknown] = table.split("\n");
    expect(doubted).toContain("131k?");
    expect(embedding).toMatch(/\$0\.0375 +-$/);
    expect(free).toMatch(/ 0 +0 +retired: use large$/);
    expect(unknown).toMatch(/^acme\/\ufffd\[2Junknown +\? +\? +\? .* \? +\?$/);
  });
});

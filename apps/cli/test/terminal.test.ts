import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { Channel } from "../src/terminal.ts";

const stream = (told: Pick<NodeJS.WriteStream, "isTTY" | "columns">): NodeJS.WriteStream => Object.assign(new PassThrough(), told) as unknown as NodeJS.WriteStream;

describe("the width of a channel", () => {
  it.each([
    ["a terminal's own", { isTTY: true, columns: 132 }, 132],
    ["the usual one where a terminal does not tell", { isTTY: true, columns: 0 }, 80],
    ["none in a pipe", { isTTY: false, columns: 0 }, undefined],
  ])("is %s", (_, told, width) => {
    expect(new Channel(stream(told)).width).toBe(width);
  });
});

import type { JSONObject } from "@ai-sdk/provider";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Emulator } from "../src/emulator/script.ts";
import { replay, type Recording } from "../src/recording.ts";
import { readForeignAnswers, readOwnRecordings, recordedAt, type NamedAnswer } from "./recordings/files.ts";
import { orderFault } from "./recordings/part-order.ts";
import { bodyReader, foldParts, pieceSizes, startReplaying, streamReader } from "./recordings/replayed.ts";

const toNamed = (recording: Recording): NamedAnswer => ({ name: `${recording.server}: ${recording.case}`, answer: replay(recording) });
const isStream = ({ request }: Recording): boolean => (request.body as JSONObject | null)?.["stream"] === true;

const recordings = recordedAt(await readOwnRecordings(), "/v1/chat/completions", "answered");
const streams = recordings.filter(isStream).map(toNamed);
const bodies = recordings.filter((recording) => !isStream(recording)).map(toNamed);

/** A folder of answers recorded by others, which are not ours to pass on. */
const foreignFolder = process.env["PORTOLAN_RECORDED"] ?? "";
const foreign = foreignFolder === "" ? { streams: [], bodies: [] } : await readForeignAnswers(foreignFolder);

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startReplaying();
});
afterAll(() => emulator.close());

it("every recording of a chat model is replayed", () => {
  expect({ streams: streams.length, bodies: bodies.length }).toEqual({ streams: 19, bodies: 13 });
});

it("answers recorded by others are replayed too", ({ skip }) => {
  skip(foreignFolder === "", "the variable PORTOLAN_RECORDED names no folder of them");
  expect(foreign.streams.length + foreign.bodies.length).toBeGreaterThan(0);
});

describe("a recorded stream is read as what it says, however it is split", () => {
  it.each([...streams, ...foreign.streams])("$name", { timeout: 120_000 }, async ({ answer }) => {
    const { expected, read } = streamReader(emulator, answer);
    const unsplit = await read();
    expect(orderFault(unsplit)).toBeUndefined();
    expect(foldParts(unsplit)).toEqual(expected);
    const splits = fc.asyncProperty(pieceSizes(answer), async (pieceBytes) => {
      expect(await read(pieceBytes)).toEqual(unsplit);
    });
    await fc.assert(splits, { numRuns: 4 });
  });
});

describe("a recorded answer that came whole is read as what it says, however it is split", () => {
  it.each([...bodies, ...foreign.bodies])("$name", async ({ answer }) => {
    const { expected, read } = bodyReader(emulator, answer);
    const splits = fc.asyncProperty(pieceSizes(answer), async (pieceBytes) => {
      expect(await read(pieceBytes)).toEqual(expected);
    });
    await fc.assert(splits, { numRuns: 4 });
  });
});

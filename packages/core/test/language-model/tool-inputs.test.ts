import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ToolInputDelta } from "../../src/dialects/dialect.ts";
import { ToolInputs } from "../../src/language-model/tool-inputs.ts";

interface Call {
  readonly id: string;
  readonly name: string;
  readonly input: string;
}

function read(deltas: readonly ToolInputDelta[], cut = false): { calls: Call[]; log: string[]; nameless: number } {
  const calls: Call[] = [];
  const log: string[] = [];
  let nameless = 0;
  const inputs = new ToolInputs({
    start: (id, name) => log.push(`start ${id} ${name}`),
    delta: (id, delta) => log.push(`delta ${id} ${delta}`),
    end: (id) => log.push(`end ${id}`),
    call: ({ id, name, input }) => calls.push({ id, name, input }),
    nameless: () => {
      nameless += 1;
    },
  });
  for (const delta of deltas) inputs.add(delta);
  inputs.finish({ cut });
  return { calls, log, nameless };
}

const named = (calls: readonly Call[]): [string, string][] => calls.map(({ name, input }) => [name, input]);

describe("ToolInputs", () => {
  it("streams a call as it comes", () => {
    const { log, calls } = read([
      { index: 0, id: "a", name: "f", delta: "" },
      { index: 0, delta: '{"x"' },
      { index: 0, delta: ":1}" },
    ]);
    expect(log).toEqual(["start a f", 'delta a {"x"', "delta a :1}", "end a"]);
    expect(calls).toEqual([{ id: "a", name: "f", input: '{"x":1}' }]);
  });

  it.each<[string, ToolInputDelta[], [string, string][]]>([
    ["interleaved by index", [{ index: 0, id: "a", name: "f", delta: "{" }, { index: 1, id: "b", name: "g", delta: "{" }, { index: 0, delta: "}" }, { index: 1, delta: "}" }], [["f", "{}"], ["g", "{}"]]],
    ["without index, by id", [{ id: "a", name: "f", delta: "{" }, { id: "b", name: "g", delta: "{" }, { id: "a", delta: "}" }, { id: "b", delta: "}" }], [["f", "{}"], ["g", "{}"]]],
    ["without index and id, in order", [{ name: "f", delta: "{" }, { delta: "}" }, { name: "g", delta: "{}" }], [["f", "{}"], ["g", "{}"]]],
    ["whole, all with index 0", [{ index: 0, id: "a", name: "f", delta: "{}" }, { index: 0, id: "b", name: "g", delta: "{}" }], [["f", "{}"], ["g", "{}"]]],
    ["whole, all with index 0 and without ids", [{ index: 0, id: "", name: "f", delta: '{"a":1}' }, { index: 0, id: "", name: "f", delta: '{"a":2}' }, { index: 0, name: "g", delta: "{}" }], [["f", '{"a":1}'], ["f", '{"a":2}'], ["g", "{}"]]],
    ["with its name repeated beside braces in a text", [{ index: 0, name: "f", delta: '{"a":"{}' }, { index: 0, name: "f", delta: "{}" }, { index: 0, name: "f", delta: '{}"}' }], [["f", '{"a":"{}{}{}"}']]],
    ["with its name repeated beside a nested object", [{ index: 0, name: "f", delta: '{"a":' }, { index: 0, name: "f", delta: "{}}" }], [["f", '{"a":{}}']]],
    ["two in one chunk with the same id", [{ id: "a", name: "f", delta: "{}", position: 0 }, { id: "a", name: "g", delta: "{}", position: 1 }], [["f", "{}"], ["g", "{}"]]],
    ["id and name repeated with every delta", [{ index: 0, id: "a", name: "f", delta: "{" }, { index: 0, id: "a", name: "f", delta: "}" }], [["f", "{}"]]],
    ["in pieces, all with index 0", [{ index: 0, id: "a", name: "f", delta: "{}" }, { index: 0, id: "b", name: "g", delta: "{" }, { index: 0, delta: "}" }], [["f", "{}"], ["g", "{}"]]],
    ["with another id for every piece", [{ index: 0, id: "a", name: "f", delta: "{" }, { index: 0, id: "b", delta: '"x":' }, { index: 0, id: "a", name: "f", delta: "1}" }], [["f", '{"x":1}']]],
    ["with an index for the first piece alone", [{ index: 0, id: "a", name: "f", delta: "{" }, { index: 1, id: "b", name: "g", delta: "{" }, { id: "a", delta: "}" }, { id: "b", delta: "}" }], [["f", "{}"], ["g", "{}"]]],
    ["without index, the id late", [{ name: "f", delta: "{" }, { id: "a", delta: "}" }], [["f", "{}"]]],
    ["with another name after the arguments began", [{ index: 0, id: "a", name: "f", delta: "{" }, { index: 0, name: "g", delta: "}" }], [["f", "{}"]]],
    ["continuations with an empty id", [{ index: 0, id: "a", name: "f", delta: "{" }, { index: 0, id: "", name: "", delta: "}" }], [["f", "{}"]]],
    ["the name in pieces", [{ index: 0, id: "a", name: "get_" }, { index: 0, name: "weather" }, { index: 0, delta: "{}" }], [["get_weather", "{}"]]],
    ["the name growing", [{ index: 0, id: "a", name: "get_" }, { index: 0, name: "get_weather", delta: "{}" }], [["get_weather", "{}"]]],
    ["arguments before the name", [{ index: 0, id: "a", delta: "{" }, { index: 0, name: "f", delta: "}" }], [["f", "{}"]]],
    ["no arguments at all", [{ index: 0, id: "a", name: "f" }], [["f", "{}"]]],
    ["blank arguments", [{ index: 0, id: "a", name: "f", delta: "  " }], [["f", "{}"]]],
  ])("puts calls together that come %s", (_, deltas, expected) => {
    expect(named(read(deltas).calls)).toEqual(expected);
  });

  it("starts calls in the order in which they came", () => {
    const { log } = read([
      { index: 0, id: "a", name: "f" },
      { index: 1, id: "b", name: "g", delta: "{}" },
    ]);
    expect(log.filter((line) => line.startsWith("start"))).toEqual(["start a f", "start b g"]);
  });

  it("keeps all that a call has to be sent back with", () => {
    const kept: unknown[] = [];
    const inputs = new ToolInputs({ start: () => undefined, delta: () => undefined, end: () => undefined, call: ({ metadata }) => kept.push(metadata), nameless: () => undefined });
    inputs.add({ index: 0, name: "f", metadata: { a: 1 } });
    inputs.add({ index: 0, delta: "{}", metadata: { b: 2 } });
    inputs.finish({ cut: false });
    expect(kept).toEqual([{ a: 1, b: 2 }]);
  });

  it.each(["1", '"a"', "null", ""])("of cut input %j makes no call", (delta) => {
    expect(read([{ index: 0, id: "a", name: "f", delta }], true).calls).toEqual([]);
  });

  it("gives ids of its own where there is none or one is used twice", () => {
    const { calls } = read([
      { index: 0, id: "a", name: "f", delta: "{}" },
      { index: 1, id: "a", name: "f", delta: "{}" },
      { index: 2, id: "", name: "f", delta: "{}" },
      { index: 3, name: "f", delta: "{}" },
    ]);
    expect(calls[0]?.id).toBe("a");
    expect(new Set(calls.map(({ id }) => id)).size).toBe(4);
    expect(calls.every(({ id }) => id !== "")).toBe(true);
  });

  it("takes an id that comes after the name", () => {
    expect(read([{ index: 0, name: "f" }, { index: 0, id: "late", delta: "{}" }]).calls).toEqual([{ id: "late", name: "f", input: "{}" }]);
  });

  it("leaves a call without a name out and says so", () => {
    const { calls, nameless } = read([{ index: 0, id: "a", delta: "{}" }]);
    expect(calls).toEqual([]);
    expect(nameless).toBe(1);
  });

  it("of cut input passes on what is whole", () => {
    const { calls, log } = read(
      [
        { index: 0, id: "a", name: "f", delta: '{"x":1}' },
        { index: 1, id: "b", name: "g", delta: '{"x":' },
        { index: 2, id: "c", name: "h" },
      ],
      true,
    );
    expect(calls.map(({ id }) => id)).toEqual(["a"]);
    expect(log.filter((line) => line.startsWith("end"))).toEqual(["end a", "end b", "end c"]);
  });

  it("passes the same arguments on however they are cut and mixed", () => {
    const cuts = (input: string): fc.Arbitrary<string[]> =>
      fc.array(fc.nat(input.length), { maxLength: 6 }).map((at) => {
        const points = [0, ...at.toSorted((a, b) => a - b), input.length];
        return points.slice(1).map((end, index) => input.slice(points[index], end));
      });
    const inputs = ['{"city":"Oslo"}', '{"n":[1,2,3]}'];
    fc.assert(
      fc.property(cuts(inputs[0] as string), cuts(inputs[1] as string), fc.infiniteStream(fc.boolean()), (first, second, coin) => {
        const queues = [first, second].map((pieces, index) => pieces.map((delta, at): ToolInputDelta => (at === 0 ? { index, id: `c${index}`, name: `t${index}`, delta } : { index, delta })));
        const deltas: ToolInputDelta[] = [];
        while (queues.some((queue) => queue.length > 0)) {
          const pick = coin.next().value === true ? 0 : 1;
          const next = (queues[pick]?.length ? queues[pick] : queues[1 - pick])?.shift();
          if (next !== undefined) deltas.push(next);
        }
        expect(Object.fromEntries(read(deltas).calls.map(({ id, input }) => [id, input]))).toEqual({ c0: inputs[0], c1: inputs[1] });
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { DefinedModels } from "../../src/provider/defined-models.ts";
import { KnownModels } from "../../src/provider/known-models.ts";

const known = (): KnownModels<{ n: number }> =>
  new KnownModels<{ n: number }>(
    [
      { can: { tools: true, contextWindow: 1 }, wire: { n: 1 } },
      { match: ["a", "b"], can: { contextWindow: 2 }, wire: { n: 2 } },
      { match: ["b", "old"], can: { seed: false } },
      { match: /^old/, retired: { use: "a" } },
      { match: ["old-1"], retired: { on: "2026-01-01", use: "b" } },
    ],
    new DefinedModels({ a: { seed: true }, b: { tools: "unknown" } }, "models"),
  );

describe("KnownModels", () => {
  it("rule < list < user, and unknown never overwrites", () => {
    const models = known();
    models.learn([{ id: "b", facts: { contextWindow: 3, seed: "unknown" } }]);
    expect(models.capabilities("a")).toMatchObject({ flags: { tools: true, seed: true }, limits: { contextWindow: 2 }, sources: { tools: "rule", seed: "user", contextWindow: "rule" } });
    expect(models.capabilities("b")).toMatchObject({ flags: { tools: true, seed: false }, limits: { contextWindow: 3 }, sources: { tools: "rule", seed: "rule", contextWindow: "list" } });
  });

  it("a list replaces what an earlier one told", () => {
    const models = known();
    models.learn([{ id: "c", facts: { contextWindow: 3, maxOutputTokens: 3 } }]);
    models.learn([{ id: "c", facts: { contextWindow: 4 } }]);
    expect(models.capabilities("c").limits).toEqual({ contextWindow: 4 });
    models.learn([]);
    expect(models.capabilities("c").limits).toEqual({ contextWindow: 1 });
  });

  it("knows a model by its other ids too, unless they are another's own", () => {
    const models = known();
    models.learn([{ id: "c", facts: { contextWindow: 3 } }, { id: "c:latest", aliases: ["c", "d"], facts: { contextWindow: 4 } }]);
    expect(["c", "d", "c:latest"].map((id) => models.capabilities(id).limits.contextWindow)).toEqual([3, 4, 4]);
  });

  it("adds what is told of one model to what a list told", () => {
    const models = known();
    models.learn([{ id: "c", facts: { contextWindow: 3 } }, { id: "d", facts: { contextWindow: 3 } }]);
    models.capabilities("d");
    models.learnOf({ id: "d", facts: { contextWindow: 5 } });
    expect(["c", "d"].map((id) => models.capabilities(id).limits.contextWindow)).toEqual([3, 5]);
  });

  it("lays the rules' wires in their order", () => {
    expect([known().wires("b"), known().wires("c")]).toEqual([[{ n: 1 }, { n: 2 }], [{ n: 1 }]]);
  });

  it("knows the ids that rules name, once, without the retired", () => {
    expect(known().ids).toEqual(["a", "b"]);
    expect([known().retired("old-1"), known().retired("old-2"), known().retired("a")]).toEqual([{ on: "2026-01-01", use: "b" }, { use: "a" }, undefined]);
  });

  it("knows where a model is answered that this provider cannot speak to, unless the user says what it is", () => {
    const rules = [{ match: /^far-/, elsewhere: "use the other" }];
    const models = new KnownModels(rules, new DefinedModels({ "far-2": { kind: "language" }, "far-3": { tools: true } }, "models"));
    expect(["far-1", "far-2", "far-3", "near"].map((id) => models.elsewhere(id))).toEqual(["use the other", undefined, "use the other", undefined]);
  });

  it.each(["constructor", "__proto__", "toString"])("knows no more of a model named %s than of any other", (modelId) => {
    expect(known().capabilities(modelId)).toEqual(known().capabilities("c"));
  });
});

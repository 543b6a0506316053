import { describe, expect, it } from "vitest";
import { withNotices } from "../../src/provider/with-notices.ts";

const notice = { type: "deprecated", setting: "model", message: "old is retired; use new" } as const;

class Painter {
  readonly #colour = "red";
  readonly modelId = "old";
  async doPaint({ fails }: { readonly fails?: boolean }): Promise<{ readonly colour: string; readonly warnings: readonly object[] }> {
    if (fails === true) throw new Error("spilt");
    return { colour: this.#colour, warnings: [{ type: "other", message: "wet" }] };
  }
  async doPaintFromUrl(_: object): Promise<undefined> {}
  colour(): string {
    return this.#colour;
  }
}

describe("withNotices", () => {
  it("puts them in front of the warnings of every result", async () => {
    const model = withNotices(new Painter(), [notice]);
    expect(await model.doPaint({})).toEqual({ colour: "red", warnings: [notice, { type: "other", message: "wet" }] });
    expect([model.modelId, model.colour()]).toEqual(["old", "red"]);
  });

  it("leaves failures and answers that are none as they are", async () => {
    const model = withNotices(new Painter(), [notice]);
    await expect(model.doPaint({ fails: true })).rejects.toThrow("spilt");
    expect(await model.doPaintFromUrl({})).toBeUndefined();
  });

  it("is the model itself where there are none", () => {
    const model = new Painter();
    expect(withNotices(model, [])).toBe(model);
  });
});

import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { post, withEmulator, type Json } from "./client.ts";

const draw = (fields: Record<string, unknown>): Promise<Json> =>
  withEmulator("openai", {}, async (emulator) => (await post(emulator, "/images/generations", { model: "gpt-image-1", prompt: "A port", ...fields })).json());

const png = (row: Json): Buffer => Buffer.from(row.b64_json, "base64");

describe("images", () => {
  it("are PNG files of the size asked for", async () => {
    const { data, usage } = await draw({ size: "40x24" });
    const file = png(data[0]);
    expect([file.toString("latin1", 1, 4), file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual(["PNG", 40, 24]);
    const start = file.indexOf("IDAT");
    expect(inflateSync(file.subarray(start + 4, start + 4 + file.readUInt32BE(start - 4)))).toHaveLength(24 * (1 + 5));
    expect(usage).toMatchObject({ input_tokens: 2, output_tokens: 272, total_tokens: 274 });
  });

  it("are the same for the same prompt and seed, and differ within one answer", async () => {
    const fields = { n: 2, width: 16, height: 16, seed: 4 };
    const first = (await draw(fields)).data.map(png);
    expect((await draw(fields)).data.map(png)).toEqual(first);
    expect(first[1]).not.toEqual(first[0]);
    expect((await draw({ ...fields, seed: 5 })).data.map(png)).not.toEqual(first);
  });

  it("come as links that need no key, as dall-e's do", () =>
    withEmulator("openai", {}, async (emulator) => {
      const { data } = (await (await post(emulator, "/images/generations", { model: "dall-e-3", prompt: "A port", size: "32x32" })).json()) as Json;
      const linked = await fetch(data[0].url);
      expect([linked.status, linked.headers.get("content-type")]).toEqual([200, "image/png"]);
      const { data: packed } = (await (await post(emulator, "/images/generations", { model: "dall-e-3", prompt: "A port", size: "32x32", response_format: "b64_json" })).json()) as Json;
      expect(Buffer.from(await linked.arrayBuffer())).toEqual(png(packed[0]));
    }));

  it("are made of pictures too, in a form, and refused without one", () =>
    withEmulator("openai", {}, async (emulator) => {
      const edit = async (...pictures: string[]): Promise<Json> => {
        const form = new FormData();
        for (const [name, value] of Object.entries({ model: "gpt-image-1", prompt: "A port", n: "2", size: "16x16" })) form.append(name, value);
        for (const picture of pictures) form.append("image[]", new Blob([picture], { type: "image/png" }), "a.png");
        return (await fetch(`${emulator.baseURL}/images/edits`, { method: "POST", headers: { authorization: `Bearer ${emulator.apiKey}` }, body: form })).json();
      };
      const [one, other] = [await edit("one"), await edit("other")];
      expect(one.data).toHaveLength(2);
      expect(png(one.data[0]).equals(png(other.data[0]))).toBe(false);
      expect((await edit()).error.param).toBe("image");
    }));

  it.each([
    [{ size: "large" }, "size"],
    [{ size: "9999x2" }, "size"],
    [{ n: 11 }, "n"],
  ])("refuse %j", async (fields, param) => {
    expect((await draw(fields)).error).toMatchObject({ code: "invalid_value", param });
  });
});

import type { JSONObject } from "@ai-sdk/provider";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../../../src/bytes/base64.ts";
import { decode, delta } from "./said.ts";

interface SaidFile {
  readonly mediaType: string;
  readonly data: { readonly data: Uint8Array };
}

const samples = Uint8Array.from({ length: 300 }, (_, index) => index % 251);
const wave = Uint8Array.from([..."RIFF"].map((letter) => letter.charCodeAt(0)).concat([...samples]));
const done = delta({}, { finish_reason: "stop" });
const audio = (value: JSONObject): JSONObject => delta({ audio: value });

describe("spoken output", () => {
  it("is one file, and its words are text", () => {
    const said = decode([audio({ id: "audio_1", transcript: "Ahoy" }), audio({ data: encodeBase64(samples) }), audio({ transcript: ", you." }), done]);
    expect(said.text).toBe("Ahoy, you.");
    expect(said.files).toHaveLength(1);
    expect(said.files[0]).toMatchObject({ mediaType: "audio/wav", data: { type: "data" } });
  });

  it("is not said twice where the content says it too", () => {
    expect(decode([delta({ content: "Ahoy." }), audio({ transcript: "Ahoy.", data: encodeBase64(wave) }), done]).text).toBe("Ahoy.");
  });

  it("gets the header that players need, unless it has one", () => {
    const [bare] = decode([audio({ data: encodeBase64(samples) }), done]).files as readonly SaidFile[];
    const bytes = bare?.data.data ?? new Uint8Array();
    const view = new DataView(bytes.buffer);
    expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe("RIFF");
    expect([view.getUint32(4, true), view.getUint32(24, true), view.getUint16(22, true), view.getUint32(40, true)]).toEqual([336, 24_000, 1, 300]);
    expect(bytes.subarray(44)).toEqual(samples);
    const [whole] = decode([audio({ data: encodeBase64(wave) }), done]).files as readonly SaidFile[];
    expect(whole?.data.data).toEqual(wave);
  });

  it("is whole wherever its text was cut", () => {
    const text = encodeBase64(wave);
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 6 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const frames = places.slice(1).map((end, index) => audio({ data: text.slice(places[index], end) }));
        const [file] = decode([...frames, done]).files as readonly SaidFile[];
        expect(file?.data.data).toEqual(wave);
      }),
    );
  });

  it("takes pieces that are padded each", () => {
    const [first, second] = [wave.subarray(0, 100), wave.subarray(100)];
    const [file] = decode([audio({ data: encodeBase64(first) }), audio({ data: encodeBase64(second) }), done]).files as readonly SaidFile[];
    expect(file?.data.data).toEqual(wave);
  });

  it("of an answer that broke off is no file", () => {
    expect(decode([audio({ data: encodeBase64(samples) })]).files).toEqual([]);
  });

  it("comes with a whole answer too", () => {
    const said = decode([{ choices: [{ index: 0, message: { content: null, audio: { id: "a", data: encodeBase64(wave), transcript: "Ahoy." } }, finish_reason: "stop" }] }]);
    expect([said.text, said.files.length]).toEqual(["Ahoy.", 1]);
  });

  it.each([[null], ["text"], [{}], [{ data: "" }], [{ data: 1, transcript: 2 }]])("of another shape (%j) does no harm", (value) => {
    expect(decode([delta({ audio: value as JSONObject }), done])).toMatchObject({ text: "", files: [] });
  });
});

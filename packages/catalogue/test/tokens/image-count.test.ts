import type { LanguageModelV4FilePart } from "@ai-sdk/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countImage } from "../../src/tokens/image-count.ts";
import { imageSize } from "../../src/tokens/image-size.ts";
import { png } from "./images.ts";

const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...part].map((letter) => letter.charCodeAt(0)) : part)));

describe("imageSize", () => {
  it.each<[string, Uint8Array, number, number]>([
    ["PNG", png(640, 480), 640, 480],
    ["GIF", bytesOf("GIF89a", [0x80, 0x02, 0xe0, 0x01]), 640, 480],
    ["JPEG", bytesOf([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 9, 0xff, 0xc2, 0, 17, 8, 0x01, 0xe0, 0x02, 0x80, 3]), 640, 480],
    ["WebP, lossy", bytesOf("RIFF", [0, 0, 0, 0], "WEBPVP8 ", [0, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01]), 640, 480],
    ["WebP, lossless", bytesOf("RIFF", [0, 0, 0, 0], "WEBPVP8L", [0, 0, 0, 0, 0x2f, 0x7f, 0xc2, 0x77, 0x00, 0, 0, 0, 0, 0]), 640, 480],
    ["WebP, extended", bytesOf("RIFF", [0, 0, 0, 0], "WEBPVP8X", [10, 0, 0, 0, 0, 0, 0, 0, 0x7f, 0x02, 0, 0xdf, 0x01, 0]), 640, 480],
  ])("%s", (_, bytes, width, height) => {
    expect(imageSize(bytes)).toEqual({ width, height });
    expect(imageSize(btoa(String.fromCharCode(...bytes)))).toEqual({ width, height });
  });

  it("of anything else is not known", () => {
    expect(imageSize("not base64!")).toBeUndefined();
    expect(imageSize("")).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.constantFrom("", "\u0089PNG", "GIF8", "RIFF....WEBPVP8X", "\u00ff\u00d8\u00ff\u00c0"), (rest, beginning) => {
        const size = imageSize(bytesOf(beginning, [...rest]));
        expect(size === undefined || (size.width >= 0 && size.height >= 0)).toBe(true);
      }),
    );
  });
});

describe("countImage", () => {
  const image = (width: number, height: number, detail?: string): LanguageModelV4FilePart => ({
    type: "file",
    mediaType: "image/png",
    data: { type: "data", data: png(width, height) },
    ...(detail === undefined ? {} : { providerOptions: { openai: { imageDetail: detail } } }),
  });

  // The examples of OpenAI's page, and of its price calculator.
  it.each([
    ["gpt-4o", 1024, 1024, "high", 765],
    ["gpt-4o", 2048, 4096, "high", 1105],
    ["gpt-4o", 4096, 8192, "low", 85],
    ["gpt-4o", 150, 150, "high", 255],
    ["gpt-4o-mini", 512, 512, "high", 8500],
    ["gpt-4-turbo", 513, 512, "high", 425],
  ])("%s: %d × %d at %s detail is %d tokens", (model, width, height, detail, tokens) => {
    expect(countImage(model, image(width, height, detail))).toEqual({ tokens, isAssumed: false });
  });

  it("takes a picture to be of high detail where nothing is said", () => {
    expect(countImage("gpt-4o-2024-08-06", image(1024, 1024))).toEqual({ tokens: 765, isAssumed: true });
    expect(countImage("gpt-4o", image(1024, 1024, "auto"))).toEqual({ tokens: 765, isAssumed: true });
  });

  it("does not count what no rule speaks of", () => {
    expect(countImage("gpt-4.1", image(10, 10))).toBeUndefined();
    expect(countImage("gpt-4o", { ...image(10, 10), mediaType: "audio/wav" })).toBeUndefined();
    expect(countImage("gpt-4o", { ...image(10, 10), data: { type: "url", url: new URL("https://example.com/a.png") } })).toBeUndefined();
  });
});

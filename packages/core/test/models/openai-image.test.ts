import { InvalidArgumentError, InvalidResponseDataError, UnsupportedFunctionalityError, type ImageModelV4CallOptions, type JSONObject, type JSONValue } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import type { DownloadRequest } from "../../src/connection/connection.ts";
import { openaiImage } from "../../src/openai-models.ts";
import { fakeConnection, type FakeConnection } from "./fake-connection.ts";

type Spec = NonNullable<Parameters<typeof openaiImage>[0]>;

const call = (options: Partial<ImageModelV4CallOptions> = {}): ImageModelV4CallOptions => ({
  prompt: "A port",
  n: 1,
  size: undefined,
  aspectRatio: undefined,
  seed: undefined,
  files: undefined,
  mask: undefined,
  providerOptions: {},
  ...options,
});

const picture = "iVBORw0KGgo=";
const drawn: JSONObject = { created: 1_780_000_000, data: [{ b64_json: picture }] };

async function sent(spec: Spec, options: Partial<ImageModelV4CallOptions>) {
  const to = fakeConnection(drawn);
  const { warnings } = await openaiImage(spec)(to, "m").doGenerate(call(options));
  return { body: to.lastRequest.body, warnings };
}

const linking = (body: JSONValue, fetched: (request: DownloadRequest) => Promise<Uint8Array>): FakeConnection => fakeConnection(body, {}, fetched);

describe("openaiImage", () => {
  it("maps every call option that the service has a field for", async () => {
    const to = fakeConnection(drawn, { "x-request-id": "1" });
    const { signal } = new AbortController();
    const model = openaiImage({ aspectRatio: "aspect_ratio", seed: "seed", responseFormat: "b64_json", maxPerCall: 4, fields: { watermark: false } })(to, "m");
    expect(model).toMatchObject({ specificationVersion: "v4", provider: "test.image", modelId: "m", maxImagesPerCall: 4, supportsFileInputs: false });
    const options = { n: 2, size: "64x32", aspectRatio: "2:1", seed: 7, headers: { "x-trace": "1" }, abortSignal: signal, providerOptions: { test: { outputFormat: "png" } } } as const;
    const result = await model.doGenerate(call(options));
    const body = { model: "m", prompt: "A port", n: 2, size: "64x32", aspect_ratio: "2:1", seed: 7, response_format: "b64_json", watermark: false, output_format: "png" };
    expect(to.lastRequest).toEqual({ method: "POST", path: "/images/generations", body, headers: { "x-trace": "1" }, signal, modelId: "m" });
    expect(result).toEqual({
      images: [picture],
      warnings: [],
      response: { timestamp: expect.any(Date), modelId: "m", headers: { "x-request-id": "1" } },
      providerMetadata: { test: { images: [{}] } },
    });
  });

  it("sends what a plain call needs and no more", async () => {
    expect(await sent({}, {})).toEqual({ body: { model: "m", prompt: "A port" }, warnings: [] });
  });

  it("writes the size as the service wants it", async () => {
    expect((await sent({ size: { width: "width", height: "height" } }, { size: "64x32" })).body).toEqual({ model: "m", prompt: "A port", width: 64, height: 32 });
    expect((await sent({ size: "image_size" }, { size: "64x32" })).body).toMatchObject({ image_size: "64x32" });
  });

  it("warns of what the service has no field for", async () => {
    const { body, warnings } = await sent({ size: false }, { size: "64x32", aspectRatio: "2:1", seed: 7 });
    expect(body).toEqual({ model: "m", prompt: "A port" });
    expect(warnings).toEqual(["size", "aspectRatio", "seed"].map((feature) => ({ type: "unsupported", feature })));
  });

  it("asks for a form by the model, and for as many pictures", async () => {
    const spec: Spec = { responseFormat: (id) => (id === "m" ? undefined : "url"), maxPerCall: (id) => (id === "m" ? 1 : undefined) };
    expect((await sent(spec, {})).body).not.toHaveProperty("response_format");
    expect(openaiImage(spec)(fakeConnection(drawn), "other").maxImagesPerCall).toBeUndefined();
  });

  it.each<[string, Partial<ImageModelV4CallOptions>, (error: unknown) => boolean, RegExp]>([
    ["no prompt", { prompt: undefined }, InvalidArgumentError.isInstance, /test\/m: a picture needs a prompt/],
    ["too many pictures", { n: 3 }, InvalidArgumentError.isInstance, /test\/m: 3 pictures in one request, 2 at the most/],
    ["pictures", { files: [{ type: "url", url: "https://a.example/b.png" }] }, UnsupportedFunctionalityError.isInstance, /pictures as input/],
    ["pictures and a mask", { files: [{ type: "url", url: "https://a.example/b.png" }], mask: { type: "url", url: "https://a.example/c.png" } }, UnsupportedFunctionalityError.isInstance, /a mask/],
    ["a mask alone", { mask: { type: "url", url: "https://a.example/b.png" } }, InvalidArgumentError.isInstance, /needs the picture/],
  ])("refuses %s before anything is sent", async (_, options, isKind, message) => {
    const to = fakeConnection(drawn);
    const rejection: unknown = await Promise.resolve(openaiImage({ maxPerCall: 2 })(to, "m").doGenerate(call(options))).catch((error: unknown) => error);
    expect(isKind(rejection)).toBe(true);
    expect((rejection as Error).message).toMatch(message);
    expect(to.requests).toHaveLength(0);
  });
});

describe("pictures", () => {
  it("are base64 as it came, data URLs without their head", async () => {
    const to = fakeConnection({ data: [{ b64_json: picture }, { b64_json: `data:image/png;base64,${picture}` }, { url: `data:image/png;base64,${picture}` }] });
    expect((await openaiImage()(to, "m").doGenerate(call())).images).toEqual([picture, picture, picture]);
  });

  it("are fetched from where the service left them, all bytes where they came both ways", async () => {
    const asked: DownloadRequest[] = [];
    const to = linking({ data: [{ url: "https://a.example/1" }, { b64_json: "AQI=" }] }, async (request) => {
      asked.push(request);
      return Uint8Array.of(9);
    });
    const { images } = await openaiImage()(to, "m").doGenerate(call());
    expect(images.map((image) => [...(image as Uint8Array)])).toEqual([[9], [1, 2]]);
    expect(asked).toMatchObject([{ url: "https://a.example/1", modelId: "m" }]);
  });

  it("are not fetched further when one cannot be, or when the caller aborts", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const broken = new Error("gone");
    const to = linking({ data: [{ url: "https://a.example/1" }, { url: "https://a.example/2" }] }, async ({ url, signal }) => {
      signals.push(signal);
      if (url.endsWith("1")) throw broken;
      return new Promise(() => undefined);
    });
    await expect(openaiImage()(to, "m").doGenerate(call())).rejects.toBe(broken);
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
    const caller = new AbortController();
    const aborting = linking({ data: [{ url: "https://a.example/1" }] }, async ({ signal }) => {
      caller.abort("enough");
      signal?.throwIfAborted();
      return Uint8Array.of();
    });
    await expect(openaiImage()(aborting, "m").doGenerate(call({ abortSignal: caller.signal }))).rejects.toBe("enough");
  });

  it.each<[string, JSONValue, string]>([
    ["no list", { created: 1 }, "test/m: the answer holds no list of pictures."],
    ["a row without a picture", { data: [{ b64_json: "AQ==" }, { b64_json: null, url: "" }] }, "test/m: picture 1 is neither in base64 nor at an address."],
  ])("that did not come are an error: %s", async (_, body, message) => {
    const rejection: unknown = await Promise.resolve(openaiImage()(fakeConnection(body), "m").doGenerate(call())).catch((error: unknown) => error);
    expect(InvalidResponseDataError.isInstance(rejection)).toBe(true);
    expect(rejection).toMatchObject({ message });
  });

  it("of which there are none are not asked for again", async () => {
    expect(await openaiImage()(fakeConnection({ data: [] }), "m").doGenerate(call())).toMatchObject({ images: [], isRetryable: false });
  });

  it("come with usage, the prompt as it was revised, and fields that are kept", async () => {
    const body = { ...drawn, data: [{ b64_json: picture, revised_prompt: "An old port" }], size: "64x32", usage: { input_tokens: 2, output_tokens: 272, total_tokens: 274 } };
    const { usage, providerMetadata } = await openaiImage({ keep: { size: "size" } })(fakeConnection(body), "m").doGenerate(call());
    expect(usage).toEqual({ inputTokens: 2, outputTokens: 272, totalTokens: 274 });
    expect(providerMetadata).toEqual({ test: { images: [{ revisedPrompt: "An old port" }], size: "64x32" } });
  });
});

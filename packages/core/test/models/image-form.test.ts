import { InvalidArgumentError, type ImageModelV4CallOptions, type ImageModelV4File } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import type { DownloadRequest } from "../../src/connection/connection.ts";
import { openaiImage } from "../../src/openai-models.ts";
import { fakeConnection } from "./fake-connection.ts";

const bytes: ImageModelV4File = { type: "file", mediaType: "image/png", data: Uint8Array.of(1, 2) };
const base64: ImageModelV4File = { type: "file", mediaType: "image/webp", data: "Aw==" };
const linked: ImageModelV4File = { type: "url", url: "https://a.example/b" };

async function edit(options: Partial<ImageModelV4CallOptions>, type = "image/jpeg") {
  const asked: DownloadRequest[] = [];
  const to = fakeConnection({ data: [{ b64_json: "AA==" }] }, { "content-type": type }, async (request) => {
    asked.push(request);
    return Uint8Array.of(7);
  });
  const call = { prompt: "A port", n: 1, size: undefined, aspectRatio: undefined, seed: undefined, files: [bytes], mask: undefined, providerOptions: {}, ...options };
  const result = await openaiImage({ edits: "/images/edits" })(to, "m").doGenerate(call);
  const request = to.lastRequest;
  if (!(request.body instanceof FormData)) throw new Error("no form was sent");
  return { result, asked, request, form: request.body };
}

const filesOf = async (form: FormData): Promise<readonly unknown[]> => {
  const files = [...form].filter((entry): entry is [string, File] => typeof entry[1] !== "string");
  return Promise.all(files.map(async ([name, file]) => [name, file.name, file.type, [...new Uint8Array(await file.arrayBuffer())]]));
};

describe("pictures to be changed", () => {
  it("are sent in a form, with the fields that a new picture has", async () => {
    const { signal } = new AbortController();
    const { request, form, result } = await edit({ n: 2, size: "64x32", headers: { "x-trace": "1" }, abortSignal: signal, providerOptions: { test: { inputFidelity: "high" } } });
    expect(request).toMatchObject({ method: "POST", path: "/images/edits", headers: { "x-trace": "1" }, signal, modelId: "m" });
    expect(Object.fromEntries([...form].filter(([, value]) => typeof value === "string"))).toEqual({ model: "m", prompt: "A port", n: "2", size: "64x32", input_fidelity: "high" });
    expect(await filesOf(form)).toEqual([["image", "image-0.png", "image/png", [1, 2]]]);
    expect(result.images).toEqual(["AA=="]);
  });

  it("may be several, and have a mask", async () => {
    const { form } = await edit({ files: [bytes, base64, { type: "url", url: "data:image/gif;base64,BA==" }], mask: bytes });
    expect(await filesOf(form)).toEqual([
      ["image[]", "image-0.png", "image/png", [1, 2]],
      ["image[]", "image-1.webp", "image/webp", [3]],
      ["image[]", "image-2.gif", "image/gif", [4]],
      ["mask", "mask.png", "image/png", [1, 2]],
    ]);
  });

  it("are fetched from an address, as the caller's own", async () => {
    const { signal } = new AbortController();
    const { form, asked } = await edit({ files: [linked], abortSignal: signal });
    expect(asked).toEqual([{ url: "https://a.example/b", argument: "files", signal, modelId: "m" }]);
    expect(await filesOf(form)).toEqual([["image", "image-0.jpeg", "image/jpeg", [7]]]);
  });

  it("are refused where there is a page in their place", async () => {
    const rejection: unknown = await edit({ files: [linked] }, "text/html").catch((error: unknown) => error);
    expect(InvalidArgumentError.isInstance(rejection)).toBe(true);
    expect(rejection).toMatchObject({ message: "test/m: files holds an address where there is no picture, but text/html" });
  });

  it("are taken by models that say so", () => {
    expect(openaiImage({ edits: "/images/edits" })(fakeConnection({}), "m")).toMatchObject({ supportsFileInputs: true, supportsMaskInputs: true });
  });
});

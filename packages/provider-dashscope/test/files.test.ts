import { generateText, uploadFile } from "ai";
import { describe, expect, it } from "vitest";
import { failureOf, useDashScope } from "./calls.ts";

const text = new TextEncoder().encode("The ship is in port.");

describe("documents", () => {
  const test = useDashScope();

  it("are uploaded through the AI SDK and read by reference", async () => {
    const { providerReference, filename, byteSize, providerMetadata } = await uploadFile({ api: test.dashscope, data: text, mediaType: "text/plain", filename: "log.txt" });
    expect({ filename, byteSize, providerMetadata }).toEqual({ filename: "log.txt", byteSize: 20, providerMetadata: { dashscope: { status: "processed" } } });
    expect(test.emulator.lastRequest).toMatchObject({ body: { purpose: "file-extract" }, files: [{ name: "file", filename: "log.txt", contentType: "text/plain", bytes: { length: 20 } }] });
    await generateText({
      model: test.dashscope("qwen-long"),
      messages: [{ role: "user", content: [{ type: "file", mediaType: "text/plain", data: { type: "reference", reference: providerReference } }, { type: "text", text: "Where is it?" }] }],
    });
    expect(test.sent["messages"]).toEqual([{ role: "system", content: `fileid://${providerReference["dashscope"]}` }, { role: "user", content: "Where is it?" }]);
  });

  it.each<[string, object, string, string]>([
    ["base64", { type: "data", data: "VGhl" }, "application/pdf", "document.pdf"],
    ["text", { type: "text", text: "The" }, "text/markdown", "document.md"],
    ["a stream", { type: "stream", stream: new Blob(["The"]).stream() }, "application/octet-stream", "document.txt"],
  ])("come as %s too, under a name that says what they are", async (_, data, mediaType, filename) => {
    await test.dashscope.files().uploadFile({ data: data as never, mediaType });
    expect(test.emulator.lastRequest.files).toMatchObject([{ filename, bytes: text.subarray(0, 3) }]);
  });

  it("are deleted", async () => {
    expect(await test.dashscope.files().deleteFile?.({ file: { dashscope: "file-fe-1/2" } })).toEqual({ providerReference: { dashscope: "file-fe-1/2" }, deleted: true, warnings: [] });
    expect(test.paths).toEqual(["DELETE /compatible-mode/v1/files/file-fe-1%2F2"]);
    const { error } = await failureOf(Promise.resolve(test.dashscope.files().deleteFile?.({ file: { other: "1" } })));
    expect(error.name).toBe("AI_NoSuchProviderReferenceError");
  });

  it("belong to the key they were uploaded with", async () => {
    const { info } = await failureOf(test.dashscope.withCredentials({ apiKey: "test-key-other" }).files().uploadFile({ data: { type: "data", data: text }, mediaType: "text/plain" }));
    expect(info).toMatchObject({ kind: "auth", code: "invalid_api_key" });
  });
});

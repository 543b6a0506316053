import { createRegistry } from "@portolan/core";
import { embed, embedMany, generateImage, generateSpeech, generateText, NoImageGeneratedError, rerank, streamText, transcribe } from "ai";
import { describe, expect, it } from "vitest";
import { useService } from "./service.ts";

const service = useService();

describe("text completions", () => {
  it("[S1-13] continue a text beside models that chat", async () => {
    service.answers({ kind: "model", text: ", a ship came in." }, { kind: "model", text: "A chat." });
    const continued = await generateText({ model: service.provider.completionModel("gpt-3.5-turbo-instruct"), prompt: "At dawn", maxOutputTokens: 9 });
    expect(continued.text).toBe(", a ship came in.");
    expect(service.emulator.lastRequest).toMatchObject({ path: "/v1/completions", body: { prompt: "At dawn", max_tokens: 9 } });
    expect((await generateText({ model: service.provider("gpt-4.1-nano"), prompt: "At dawn" })).text).toBe("A chat.");
    expect(service.emulator.lastRequest.path).toBe("/v1/chat/completions");
  });

  it("[S1-13] are streamed with their usage, and fill a gap", async () => {
    service.answers({ kind: "model", text: "return a + b", deltaSize: 3, usage: { prompt_tokens: 5, completion_tokens: 4, total_tokens: 9 } });
    const result = streamText({
      model: service.provider.completionModel("gpt-3.5-turbo-instruct"),
      prompt: "function add(a, b) {",
      providerOptions: { reference: { suffix: "}" } },
    });
    let text = "";
    for await (const delta of result.textStream) text += delta;
    expect(text).toBe("return a + b");
    expect(await result.usage).toMatchObject({ inputTokens: 5, outputTokens: 4 });
    expect(service.emulator.lastRequest.body).toMatchObject({ prompt: "function add(a, b) {", suffix: "}", stream: true });
  });
});

describe("embeddings", () => {
  it("[S1-15] [S1-30] of a text are made by a model that is named", async () => {
    const { embedding, usage } = await embed({ model: service.provider.embeddingModel("text-embedding-3-small"), value: "ships at sea" });
    expect(embedding).toHaveLength(1536);
    expect(usage.tokens).toBeGreaterThan(0);
    expect(service.emulator.lastRequest.body).toMatchObject({ model: "text-embedding-3-small", input: ["ships at sea"] });
  });

  it("[S1-15] of many texts keep their order", async () => {
    const values = ["ships at sea", "bread", "ships at sea"];
    const { embeddings } = await embedMany({ model: service.provider.embeddingModel("text-embedding-3-small"), values });
    expect(embeddings[0]).toEqual(embeddings[2]);
    expect(embeddings[0]).not.toEqual(embeddings[1]);
  });

  it("[S2-15] stand beside completions under one provider's name", async () => {
    const registry = createRegistry({ mine: service.provider });
    service.answers({ kind: "model", text: "Aye." });
    expect((await generateText({ model: registry.languageModel("mine/gpt-4.1-nano"), prompt: "Ready?" })).text).toBe("Aye.");
    expect((await embed({ model: registry.embeddingModel("mine/text-embedding-3-small"), value: "ready" })).embedding).toHaveLength(1536);
  });
});

describe("generateImage", () => {
  it("draws several pictures, one a request where the model does not say how many it makes", async () => {
    const { images, usage, warnings } = await generateImage({ model: service.provider.imageModel("gpt-image-1"), prompt: "A port", n: 2, size: "64x32", seed: 3 });
    expect(images.map(({ mediaType }) => mediaType)).toEqual(["image/png", "image/png"]);
    const file = Buffer.from(images[0]?.uint8Array ?? []);
    expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([64, 32]);
    expect(usage.totalTokens).toBeGreaterThan(0);
    expect(service.emulator.requests).toHaveLength(2);
    expect(warnings).toContainEqual({ type: "unsupported", feature: "seed" });
  });

  it("fetches what the service links to", async () => {
    const { image } = await generateImage({ model: service.provider.imageModel("dall-e-3"), prompt: "A port", size: "64x32" });
    expect([image.mediaType, Buffer.from(image.uint8Array).readUInt32BE(16)]).toEqual(["image/png", 64]);
    const [asked, fetched] = service.emulator.requests;
    expect([asked?.headers["authorization"], fetched?.headers["authorization"]]).toEqual([`Bearer ${service.emulator.apiKey}`, undefined]);
  });

  it("changes a picture by another", async () => {
    const model = service.provider.imageModel("gpt-image-1");
    const { image: first } = await generateImage({ model, prompt: "A port", size: "64x32" });
    const { image } = await generateImage({ model, prompt: { text: "The same at night", images: [first.uint8Array] }, size: "64x32" });
    expect(Buffer.from(image.uint8Array).readUInt32BE(16)).toBe(64);
    const { path, files } = service.emulator.lastRequest;
    expect([path, files.map(({ name, contentType }) => [name, contentType])]).toEqual(["/v1/images/edits", [["image", "image/png"]]]);
  });

  it("asks once where the service draws nothing", async () => {
    service.answers({ kind: "chunks", chunks: [{ created: 1, data: [] }] });
    const nothing = generateImage({ model: service.provider.imageModel("gpt-image-1"), prompt: "A port" });
    await expect(nothing).rejects.toSatisfy((error) => NoImageGeneratedError.isInstance(error));
    expect(service.emulator.requests).toHaveLength(1);
  });
});

describe("generateSpeech and transcribe", () => {
  it("speak a text, and write down what is spoken", async () => {
    const { audio } = await generateSpeech({ model: service.provider.speechModel("tts-1"), text: "Land in sight.", voice: "alloy", outputFormat: "wav" });
    expect([audio.format, audio.mediaType]).toEqual(["wav", "audio/wav"]);
    service.answers({ kind: "model", text: "Land in sight." });
    const { text } = await transcribe({ model: service.provider.transcriptionModel("whisper-1"), audio: audio.uint8Array });
    expect(text).toBe("Land in sight.");
    expect(Buffer.from(service.emulator.lastRequest.files[0]?.bytes ?? []).equals(Buffer.from(audio.uint8Array))).toBe(true);
  });
});

describe("rerank", () => {
  it("puts texts and objects in the order of their relevance", async () => {
    const model = service.provider.rerankingModel("reranker");
    const texts = await rerank({ model, documents: ["bread and butter", "ships at sea", "a sea of bread"], query: "ships at sea", topN: 2 });
    expect(texts.rerankedDocuments).toEqual(["ships at sea", "a sea of bread"]);
    expect(texts.ranking[0]).toMatchObject({ originalIndex: 1, document: "ships at sea" });
    const objects = await rerank({ model, documents: [{ title: "bread" }, { title: "ships" }], query: "ships" });
    expect(objects.rerankedDocuments).toEqual([{ title: "ships" }, { title: "bread" }]);
  });
});

it("[S1-16] moderation models judge texts, which the AI SDK has no function for", async () => {
  const { results } = await service.provider.moderationModel("omni-moderation-latest").doModerate({ values: ["I will murder you", "A quiet harbour"] });
  expect(results.map(({ flagged }) => flagged)).toEqual([true, false]);
  expect(results[0]?.categories["violence"]).toBe(true);
});

it("tries a kind's request again where the service says that it may", async () => {
  service.emulator.use({ failNext: [{ kind: "error", error: { status: 503, message: "overloaded" }, headers: { "retry-after-ms": "1" } }] });
  const { ranking } = await rerank({ model: service.provider.rerankingModel("reranker"), documents: ["a", "b"], query: "b" });
  expect([ranking[0]?.originalIndex, service.emulator.requests.length]).toEqual([1, 2]);
});

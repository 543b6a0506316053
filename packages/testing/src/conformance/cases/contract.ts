import assert from "node:assert/strict";
import { NoSuchModelError } from "@ai-sdk/provider";
import { casesOf, type ConformanceCase } from "../case.ts";
import { ofType, readAll, textOf } from "../parts.ts";
import { greeting, weather } from "../prompts.ts";
import { chunk, finishChunk } from "../wire.ts";

const kinds = ["languageModel", "embeddingModel", "imageModel", "transcriptionModel", "speechModel", "rerankingModel"] as const;

export const contract: readonly ConformanceCase[] = casesOf("contract", [
  {
    name: "the provider speaks version 4 of the provider interface",
    fact: "The AI SDK wraps anything else in adapters that lose files, skills and usage details.",
    async run({ provider }) {
      assert.equal(provider.specificationVersion, "v4");
      for (const kind of ["languageModel", "embeddingModel", "imageModel"] as const) assert.equal(typeof provider[kind], "function", kind);
    },
  },
  {
    name: "the provider can be called to make a language model",
    fact: "Users write `groq(\"…\")`; official providers all allow it.",
    async run({ provider, models }) {
      assert.equal(typeof provider, "function");
      const model = (provider as unknown as (modelId: string) => { readonly modelId: string })(models.text);
      assert.equal(model.modelId, models.text);
    },
  },
  {
    name: "a language model says its version, provider and id",
    fact: "Telemetry and warnings name a model as `provider.kind` and model id.",
    async run({ model, models }) {
      const { specificationVersion, provider, modelId } = model();
      assert.equal(specificationVersion, "v4");
      assert.match(provider, /^[^./\s]+(\.[^./\s]+)*$/);
      assert.equal(modelId, models.text);
    },
  },
  {
    name: "a kind of model the service lacks throws NoSuchModelError",
    fact: "Callers tell a missing kind from a broken one by this error type.",
    async run({ provider, models }) {
      for (const kind of kinds) {
        try {
          const model = provider[kind]?.(models.embedding ?? models.text);
          assert.equal(model?.specificationVersion ?? "v4", "v4", kind);
        } catch (error) {
          assert.ok(NoSuchModelError.isInstance(error), `${kind} threw ${String(error)}`);
        }
      }
    },
  },
  {
    name: "making a provider and its models sends nothing",
    fact: "Programs make providers while they start, with or without a network.",
    async run({ provider, model, emulator, models }) {
      provider.languageModel(models.text);
      await model().supportedUrls;
      assert.equal(emulator.requests.length, 0);
    },
  },
  {
    name: "the model id is sent as it was given",
    fact: "Ids hold slashes, colons and paths of files; the service alone knows what they mean.",
    async run({ use, provider, emulator, wire }) {
      const modelId = "vendor/some-model:free-2026";
      use({ answers: () => ({ kind: "model", text: "ok" }), models: [wire.row(modelId)] });
      await provider.languageModel(modelId).doGenerate({ prompt: greeting });
      assert.equal(emulator.lastRequest.body?.["model"], modelId);
    },
  },
  {
    name: "a model id cannot change the address of a request",
    fact: "Ids come from users of a program, and may hold dots, slashes and question marks.",
    async run({ use, provider, emulator, profile, wire }) {
      use({ answers: () => ({ kind: "model", text: "ok" }) });
      await rejectionOrNothing(provider.languageModel("../../admin?x=1#y").doGenerate({ prompt: greeting }));
      assert.deepEqual(emulator.requests.map(({ path }) => path), [profile.basePath + wire.chatPath]);
    },
  },
  {
    name: "call options are read and never changed",
    fact: "The AI SDK hands the same options to each retry and to middleware.",
    needs: ["tools"],
    async run({ answer, model }) {
      answer({ kind: "model", text: "ok" });
      const options = { prompt: structuredClone(greeting), tools: [structuredClone(weather)], stopSequences: ["END"], providerOptions: { other: { deep: { value: 1 } } } };
      deepFreeze(options);
      const before = JSON.stringify(options);
      await readAll((await model("tools").doStream(options)).stream);
      await model("tools").doGenerate(options);
      assert.equal(JSON.stringify(options), before);
    },
  },
  {
    name: "calls at the same time do not mix",
    fact: "One model object serves a whole program.",
    async run({ use, model }) {
      use({ answers: ({ body }) => ({ kind: "model", text: `answer to ${JSON.stringify(body?.["messages"])}`, deltaSize: 5, pace: { betweenFramesMs: 1 } }) });
      const shared = model();
      const texts = await Promise.all(
        ["red", "green", "blue"].map(async (color) => {
          const { stream } = await shared.doStream({ prompt: [{ role: "user", content: [{ type: "text", text: color }] }] });
          return textOf(await readAll(stream));
        }),
      );
      for (const [place, color] of ["red", "green", "blue"].entries()) {
        assert.ok(texts[place]?.includes(color), `${color}: ${texts[place]}`);
        assert.equal(["red", "green", "blue"].filter((other) => texts[place]?.includes(other)).length, 1);
      }
    },
  },
  {
    name: "a URL that the service fetches itself may carry a query string",
    fact: "Signed links end in a query; a pattern that ends in a file extension makes the AI SDK download them.",
    needs: ["imageInput"],
    async run({ model }) {
      const urls = await model("vision").supportedUrls;
      for (const [mediaType, patterns] of Object.entries(urls)) {
        if (!mediaType.startsWith("image/") && mediaType !== "*/*") continue;
        const url = "https://example.com/photo.png?signature=abc";
        const bare = "https://example.com/photo.png";
        assert.equal(patterns.some((pattern) => pattern.test(url)), patterns.some((pattern) => pattern.test(bare)), mediaType);
      }
    },
  },
  {
    name: "a whole answer says what was asked and what came back",
    fact: "Request body, response id, model, time and headers are what logs and bug reports are made of.",
    async run({ answer, generate, models, wire }) {
      answer({ kind: "chunks", chunks: [wire.whole("ok")] });
      const { request, response } = await generate();
      const body = typeof request?.body === "string" ? (JSON.parse(request.body) as Record<string, unknown>) : (request?.body as Record<string, unknown> | undefined);
      assert.equal(body?.["model"], models.text);
      if (wire.head.id !== undefined) assert.equal(response?.id, wire.head.id);
      assert.equal(response?.modelId, wire.head.modelId);
      assert.equal(response.timestamp?.getTime(), wire.head.time);
      assert.match(response.headers?.["content-type"] ?? "", /application\/(x-nd)?json/);
      assert.ok(response.body !== undefined, "response.body");
    },
  },
  {
    name: "a stream says what was asked and which headers came back",
    fact: "Request ids and limits travel in headers, which arrive before any part.",
    async run({ answer, model, models }) {
      answer({ kind: "model", text: "ok", headers: { "x-request-id": "req-canary" } });
      const { request, response, stream } = await model().doStream({ prompt: greeting });
      await stream.cancel();
      const body = typeof request?.body === "string" ? (JSON.parse(request.body) as Record<string, unknown>) : (request?.body as Record<string, unknown> | undefined);
      assert.equal(body?.["model"], models.text);
      assert.equal(body?.["stream"], true);
      assert.equal(response?.headers?.["x-request-id"], "req-canary");
    },
  },
  {
    name: "a placeholder in front of the answer does not hide its id and model",
    fact: "Azure's model router sends a first chunk with empty strings; the real values follow.",
    needs: ["openai-chat"],
    async run({ answer, stream }) {
      const placeholder = { id: "", object: "", created: 0, model: "", choices: [], prompt_filter_results: [] };
      answer({ kind: "chunks", chunks: [placeholder, chunk({ content: "ok" }), finishChunk] });
      const metadata = ofType(await stream(), "response-metadata");
      const merged = Object.assign({}, ...metadata) as { id?: string; modelId?: string };
      assert.deepEqual([merged.id, merged.modelId], ["chatcmpl-1", "emulated"]);
    },
  },
]);

/** Some services refuse the id; the address is what counts. */
async function rejectionOrNothing(call: PromiseLike<unknown>): Promise<void> {
  try {
    await call;
  } catch {
    // Refused.
  }
}

function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}

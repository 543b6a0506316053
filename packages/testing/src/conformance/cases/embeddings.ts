import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { TooManyEmbeddingValuesForCallError, type EmbeddingModelV4CallOptions, type JSONObject, type JSONValue } from "@ai-sdk/provider";
import { casesOfKind, type CaseOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { rejectionOf } from "../rejection.ts";
import { casesOfAnyKind, type KindOfCall } from "./any-kind.ts";

const values = ["one", "two"];

function vectors(...rows: readonly { readonly index?: number; readonly embedding: JSONValue }[]): JSONObject {
  return { object: "list", model: "emulated", data: rows.map((row) => ({ object: "embedding", ...row })), usage: { prompt_tokens: 4, total_tokens: 4 } };
}

async function embed({ answer, embeddingModel }: ConformanceContext, body: JSONObject, options: Partial<EmbeddingModelV4CallOptions> = {}) {
  answer({ kind: "chunks", chunks: [body] });
  return embeddingModel().doEmbed({ values, ...options });
}

const plain = ({ wire }: ConformanceContext): JSONObject => wire.embeddings([[1, 0], [0, 1]], 4);

const cases: readonly CaseOf[] = [
  {
    name: "values are embedded in one request",
    fact: "OpenAI's form: `input` is a list.",
    async run(context) {
      const { embeddings } = await embed(context, plain(context));
      assert.deepEqual(embeddings, [[1, 0], [0, 1]]);
      assert.deepEqual(context.emulator.lastRequest.body?.["input"], values);
      assert.equal(context.emulator.lastRequest.body["model"], context.models.embedding);
    },
  },
  {
    name: "vectors are put in the order of their values",
    fact: "Rows carry an index and may come in any order; a swapped vector is never noticed.",
    needs: ["openai-chat"],
    async run(context) {
      const { embeddings } = await embed(context, vectors({ index: 1, embedding: [0, 1] }, { index: 0, embedding: [1, 0] }));
      assert.deepEqual(embeddings, [[1, 0], [0, 1]]);
    },
  },
  {
    name: "vectors without an index keep the order of their rows",
    fact: "Small servers leave the field out.",
    needs: ["openai-chat"],
    async run(context) {
      const { embeddings } = await embed(context, vectors({ embedding: [1, 0] }, { embedding: [0, 1] }));
      assert.deepEqual(embeddings, [[1, 0], [0, 1]]);
    },
  },
  {
    name: "vectors in base64 are read",
    fact: "Little-endian 32-bit floats, of llama.cpp when asked; signed bytes, of Perplexity always.",
    needs: ["openai-chat"],
    async run(context) {
      const signed = context.profile.embeddingBytes === "int8";
      const encode = (numbers: readonly number[]): string => Buffer.from((signed ? Int8Array.from(numbers) : Float32Array.from(numbers)).buffer).toString("base64");
      const rows = signed ? [[1, -128], [127, 2]] : [[1, -0.5], [0.25, 2]];
      const { embeddings } = await embed(context, vectors(...rows.map((row, index) => ({ index, embedding: encode(row) }))));
      assert.deepEqual(embeddings.map((row) => [...row]), rows);
    },
  },
  {
    name: "tokens of an embedding are read",
    fact: "Embeddings cost too.",
    async run(context) {
      assert.equal((await embed(context, plain(context))).usage?.tokens, 4);
    },
  },
  {
    name: "the dimensions asked for are sent",
    fact: "A call option of the AI SDK; published libraries know it only as their own.",
    async run(context) {
      const { warnings } = await embed(context, plain(context), { dimensions: 2 });
      const sent = ["dimensions", "output_dimension"].some((field) => context.emulator.lastRequest.body?.[field] === 2);
      assert.ok(sent || warnings.some((warning) => "feature" in warning && warning.feature === "dimensions"), "neither sent nor warned about");
    },
  },
  {
    name: "too many values for a call are refused before anything is sent",
    fact: "The AI SDK splits by `maxEmbeddingsPerCall`; a caller of the model itself is told.",
    async run({ embeddingModel, emulator }) {
      const model = embeddingModel();
      const most = await model.maxEmbeddingsPerCall;
      if (most === undefined || most === Number.POSITIVE_INFINITY) return;
      const error = await rejectionOf(model.doEmbed({ values: Array.from({ length: most + 1 }, () => "x") }));
      assert.ok(TooManyEmbeddingValuesForCallError.isInstance(error), String(error));
      assert.equal(emulator.requests.length, 0);
    },
  },
  {
    name: "fewer vectors than values are an error",
    fact: "The AI SDK pairs them by place.",
    async run(context) {
      await assert.rejects(embed(context, context.wire.embeddings([[1, 0]], 4)));
    },
  },
];

const asAnyKind: KindOfCall = {
  noun: "an embedding",
  call: async (provider, models, { words = "one", ...options }) => provider.embeddingModel(models.embedding ?? "").doEmbed({ values: [words], ...options }),
};

export const embeddings: readonly ConformanceCase[] = casesOfKind("embeddings", [...cases, ...casesOfAnyKind(asAnyKind)]);

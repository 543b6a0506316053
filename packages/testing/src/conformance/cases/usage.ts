import assert from "node:assert/strict";
import type { JSONObject } from "@ai-sdk/provider";
import type { UsagePlace } from "../../emulator/script.ts";
import { casesOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { finishOf } from "../parts.ts";
import { chunk, completion, finishChunk } from "../wire.ts";

const plain = { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 };

const places: readonly { readonly place: UsagePlace; readonly name: string; readonly fact: string }[] = [
  { place: "own-chunk", name: "usage in a chunk of its own is read", fact: "OpenAI's form: a last chunk with `choices: []`." },
  { place: "finish-chunk", name: "usage on the finish chunk is read", fact: "Mistral, DeepSeek and Cerebras." },
  { place: "chunk-with-choice-after-finish", name: "usage on a chunk with a choice after the finish is read", fact: "LiteLLM's proxy sends it so." },
  { place: "every-chunk", name: "of running totals the last one counts", fact: "Perplexity and NVIDIA send growing totals; they must not be added up." },
  { place: "x_groq", name: "usage inside x_groq is read", fact: "Groq's own place for it." },
];

const spellings: readonly { readonly fact: string; readonly name: string; readonly usage: JSONObject }[] = [
  { name: "prompt_tokens_details.cached_tokens", fact: "OpenAI, Groq, xAI, Cerebras, OpenRouter.", usage: { prompt_tokens_details: { cached_tokens: 8 } } },
  { name: "prompt_token_details.cached_tokens", fact: "Mistral's spelling.", usage: { prompt_token_details: { cached_tokens: 8 } } },
  { name: "num_cached_tokens", fact: "Mistral's other spelling.", usage: { num_cached_tokens: 8 } },
  { name: "prompt_cache_hit_tokens", fact: "DeepSeek.", usage: { prompt_cache_hit_tokens: 8, prompt_cache_miss_tokens: 4 } },
  { name: "cached_tokens", fact: "Together and Moonshot, at the top level.", usage: { cached_tokens: 8 } },
  { name: "cache_read_input_tokens", fact: "LiteLLM in front of Anthropic.", usage: { cache_read_input_tokens: 8 } },
];

const writes: readonly { readonly fact: string; readonly name: string; readonly usage: JSONObject }[] = [
  { name: "prompt_tokens_details.cache_write_tokens", fact: "OpenRouter.", usage: { prompt_tokens_details: { cache_write_tokens: 3 } } },
  { name: "prompt_tokens_details.cache_creation_input_tokens", fact: "DashScope.", usage: { prompt_tokens_details: { cache_creation_input_tokens: 3 } } },
];

/** Fields of a chunk with usage in both of its places: Groq fills the two. */
const everywhere = (counts: JSONObject): JSONObject => ({ usage: counts, x_groq: { usage: counts } });

const reasoningInside = { prompt_tokens: 12, completion_tokens: 322, total_tokens: 334, completion_tokens_details: { reasoning_tokens: 320 } };
const reasoningOutside = { prompt_tokens: 12, completion_tokens: 2, total_tokens: 334, completion_tokens_details: { reasoning_tokens: 320 } };

function expectReasoningCase(usage: JSONObject) {
  return async ({ answer, bothWays, profile }: ConformanceContext): Promise<void> => {
    answer({ kind: "model", text: "ok", usage, usageOn: profile.usage.on });
    for (const { usage: read, how } of await bothWays({}, "reasoning")) {
      assert.deepEqual([read.outputTokens.total, read.outputTokens.text, read.outputTokens.reasoning], [322, 2, 320], how);
    }
  };
}

export const usage: readonly ConformanceCase[] = casesOf("usage", [
  {
    name: "tokens of a whole answer are read",
    fact: "Prompt and completion tokens.",
    async run({ answer, generate, wire }) {
      answer({ kind: "model", text: "ok", usage: wire.usage(12, 5) });
      const read = (await generate()).usage;
      assert.deepEqual([read.inputTokens.total, read.outputTokens.total], [12, 5]);
    },
  },
  ...places.map(({ place, name, fact }) => ({
    name,
    fact,
    needs: place === "x_groq" ? (["groq"] as const) : (["openai-chat"] as const),
    async run({ answer, stream }: ConformanceContext) {
      answer({ kind: "model", text: "some words in several deltas", usage: plain, usageOn: place });
      const read = finishOf(await stream()).usage;
      assert.deepEqual([read.inputTokens.total, read.outputTokens.total], [12, 5]);
    },
  })),
  {
    name: "usage is asked for unless the service sends it anyway",
    fact: "Without `stream_options.include_usage` OpenAI's form streams no usage, and every call seems to be free.",
    async run({ answer, stream, wire }) {
      answer({ kind: "model", text: "ok", usage: wire.usage(12, 5) });
      assert.equal(finishOf(await stream()).usage.outputTokens.total, 5);
    },
  },
  {
    name: "stream_options are not sent with a call that is not streamed",
    fact: "OpenAI refuses the field without `stream: true`.",
    needs: ["openai-chat"],
    async run({ answer, generate, emulator }) {
      answer({ kind: "model", text: "ok" });
      await generate();
      assert.equal(emulator.lastRequest.body?.["stream_options"], undefined);
    },
  },
  {
    name: "a service that refuses stream_options is asked once more without them",
    fact: "Servers that do not know the field answer 400 and name it.",
    needs: ["openai-chat"],
    async run({ use, stream, emulator }) {
      use({ refuseFields: ["stream_options"], answers: () => ({ kind: "model", text: "ok" }) });
      assert.equal(finishOf(await stream()).finishReason.unified, "stop");
      assert.ok(emulator.requests.length <= 2, `${emulator.requests.length} requests`);
    },
  },
  {
    name: "a refusal of stream_options is remembered",
    fact: "Otherwise each call is sent twice.",
    needs: ["openai-chat"],
    async run({ use, stream, emulator }) {
      use({ refuseFields: ["stream_options"], answers: () => ({ kind: "model", text: "ok" }) });
      await stream();
      const before = emulator.requests.length;
      await stream();
      assert.equal(emulator.requests.length - before, 1);
    },
  },
  {
    name: "usage that comes twice is counted once",
    fact: "Some services repeat the last chunk.",
    needs: ["openai-chat"],
    async run({ answer, stream, profile }) {
      answer({ kind: "model", text: "ok", usage: plain, usageOn: profile.usage.on, faults: { usageTimes: 3 } });
      assert.equal(finishOf(await stream()).usage.outputTokens.total, 5);
    },
  },
  {
    name: "usage: null says nothing",
    fact: "DashScope and OpenAI send it with every chunk before the last.",
    needs: ["openai-chat"],
    async run({ answer, stream }) {
      const usageChunk = { ...chunk({}), choices: [], ...everywhere(plain) };
      answer({ kind: "chunks", chunks: [chunk({ content: "ok" }, null, { usage: null }), { ...finishChunk, usage: null }, usageChunk, { ...chunk({}), choices: [], usage: null }] });
      assert.equal(finishOf(await stream()).usage.outputTokens.total, 5);
    },
  },
  {
    name: "usage that never came is undefined, not zero",
    fact: "Zero is a price of nothing; undefined is a gap that can be seen.",
    async run({ answer, bothWays }) {
      answer({ kind: "model", text: "ok", usage: null });
      for (const { usage: read, how } of await bothWays()) assert.deepEqual([read.inputTokens.total, read.outputTokens.total], [undefined, undefined], how);
    },
  },
  {
    name: "counts that are null, missing or no numbers are undefined",
    fact: "A sum with `null` is NaN, and NaN spoils every total after it.",
    needs: ["openai-chat"],
    async run({ answer, stream, profile }) {
      const odd = { prompt_tokens: null, completion_tokens: "many", completion_tokens_details: null, prompt_tokens_details: { cached_tokens: null } };
      answer({ kind: "model", text: "ok", usage: odd, usageOn: profile.usage.on });
      const { inputTokens, outputTokens } = finishOf(await stream()).usage;
      for (const [name, count] of Object.entries({ ...inputTokens, ...outputTokens })) assert.ok(count === undefined || Number.isFinite(count), `${name}: ${count}`);
    },
  },
  {
    name: "reasoning counted inside the completion is not counted again",
    fact: "12 + 322 = 334: OpenAI, Groq, DeepSeek, DashScope.",
    needs: ["openai-chat"],
    run: expectReasoningCase(reasoningInside),
  },
  {
    name: "reasoning counted beside the completion is added",
    fact: "12 + 2 + 320 = 334: xAI and Perplexity. The total tells the two apart.",
    needs: ["openai-chat"],
    run: expectReasoningCase(reasoningOutside),
  },
  ...spellings.map(({ name, fact, usage: extra }) => ({
    name: `cached tokens in ${name} are read`,
    fact,
    needs: ["openai-chat"] as const,
    async run({ answer, bothWays, profile }: ConformanceContext) {
      answer({ kind: "model", text: "ok", usage: { ...plain, ...extra }, usageOn: profile.usage.on });
      for (const { usage: read, how } of await bothWays()) {
        assert.deepEqual([read.inputTokens.total, read.inputTokens.cacheRead, read.inputTokens.noCache], [12, 8, 4], how);
      }
    },
  })),
  ...writes.map(({ name, fact, usage: extra }) => ({
    name: `tokens written to the cache in ${name} are read`,
    fact,
    needs: ["openai-chat"] as const,
    async run({ answer, bothWays, profile }: ConformanceContext) {
      answer({ kind: "model", text: "ok", usage: { ...plain, ...extra }, usageOn: profile.usage.on });
      for (const { usage: read, how } of await bothWays()) assert.equal(read.inputTokens.cacheWrite, 3, how);
    },
  })),
  {
    name: "usage is kept as the service sent it",
    fact: "Costs, timings and counters of a service's own stand beside the tokens; published libraries strip them.",
    needs: ["openai-chat"],
    async run({ use, bothWays }) {
      const own = { ...plain, queue_time: 0.25, cost: { total: 0.001 } };
      use({ answers: ({ body }) => ({ kind: "chunks", chunks: body?.["stream"] === true ? [chunk({ content: "ok" }), { ...finishChunk, ...everywhere(own) }] : [completion({ content: "ok" }, "stop", { usage: own })] }) });
      for (const { usage: read, how } of await bothWays()) assert.deepEqual(read.raw, own, how);
    },
  },
  {
    name: "usage known before an error is kept",
    fact: "Tokens of a failed answer are charged all the same.",
    needs: ["openai-chat"],
    async run({ answer, stream }) {
      answer({ kind: "chunks", chunks: [chunk({ content: "ok" }, null, everywhere(plain)), { error: { message: "the engine broke down", type: "server_error" } }] });
      assert.equal(finishOf(await stream()).usage.outputTokens.total, 5);
    },
  },
]);

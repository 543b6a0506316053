import { describe, expect, it } from "vitest";
import { chat, chatBody, chatEvents, post, withEmulator } from "./client.ts";

const script = { answers: [{ kind: "model", text: "Grüße 👋 an alle." }] } as const;
const text = (chunks: { choices: { delta: { content?: string } }[] }[]): string => chunks.map((chunk) => chunk.choices?.[0]?.delta.content ?? "").join("");

describe("OpenAI chat", () => {
  it("answers whole in OpenAI's shape", () =>
    withEmulator("openai", script, async (emulator) => {
      const body = await chat(emulator);
      expect(Object.keys(body).sort()).toEqual(["choices", "created", "id", "model", "object", "service_tier", "system_fingerprint", "usage"]);
      expect(body.choices).toEqual([
        {
          index: 0,
          message: { role: "assistant", content: "Grüße 👋 an alle.", refusal: null, annotations: [] },
          logprobs: null,
          finish_reason: "stop",
        },
      ]);
      expect(body.object).toBe("chat.completion");
      expect(body.usage.total_tokens).toBe(body.usage.prompt_tokens + body.usage.completion_tokens);
    }));

  it("streams deltas, and usage in a chunk of its own when asked", () =>
    withEmulator("openai", script, async (emulator) => {
      const chunks = await chatEvents(emulator, { stream_options: { include_usage: true } });
      expect(chunks.at(-1)).toBe("[DONE]");
      const [first, ...rest] = chunks.slice(0, -1);
      expect(first.choices[0].delta).toEqual({ role: "assistant", content: "", refusal: null });
      expect(first.usage).toBeNull();
      expect(text(rest)).toBe("Grüße 👋 an alle.");
      expect(rest.at(-2).choices[0]).toEqual({ index: 0, delta: {}, logprobs: null, finish_reason: "stop" });
      expect(rest.at(-1).choices).toEqual([]);
      expect(rest.at(-1).usage.completion_tokens).toBeGreaterThan(0);
    }));

  it("sends no usage when nobody asked", () =>
    withEmulator("openai", script, async (emulator) => {
      const chunks = await chatEvents(emulator);
      expect(chunks.filter((chunk) => "usage" in Object(chunk))).toEqual([]);
    }));

  it("never cuts a character in two", () =>
    withEmulator("openai", { answers: [{ kind: "model", text: "👋🏽".repeat(20), deltaSize: 3 }] }, async (emulator) => {
      const chunks = await chatEvents(emulator);
      for (const chunk of chunks.slice(0, -1)) expect(chunk.choices[0].delta.content ?? "").not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
    }));

  it("carries request id and rate-limit headers", () =>
    withEmulator("openai", {}, async (emulator) => {
      const { headers } = await post(emulator, "/chat/completions", chatBody(emulator));
      expect(headers.get("x-request-id")).toMatch(/^req_/);
      expect(headers.get("x-ratelimit-remaining-requests")).toBe("4999");
      expect(headers.get("x-ratelimit-reset-tokens")).toBe("6ms");
      expect(headers.get("openai-processing-ms")).toMatch(/^\d+$/);
    }));
});

describe("Groq chat", () => {
  it("answers whole in Groq's shape", () =>
    withEmulator("groq", script, async (emulator) => {
      const body = await chat(emulator);
      expect(body.choices[0]).toEqual({ index: 0, message: { role: "assistant", content: "Grüße 👋 an alle." }, logprobs: null, finish_reason: "stop" });
      expect(body.x_groq).toEqual({ id: expect.stringMatching(/^req_[0-9a-z]{26}$/), seed: expect.any(Number) });
      expect(body).toMatchObject({ service_tier: "on_demand", usage_breakdown: null });
      expect(Object.keys(body.usage)).toEqual(expect.arrayContaining(["queue_time", "prompt_time", "completion_time", "total_time"]));
    }));

  it("streams the request id first and usage twice on the last chunk, unasked", () =>
    withEmulator("groq", script, async (emulator) => {
      const chunks = await chatEvents(emulator);
      const content = chunks.slice(0, -1);
      expect(content[0].choices[0].delta).toEqual({ role: "assistant", content: "" });
      const last = content.at(-1);
      expect(last.choices[0].finish_reason).toBe("stop");
      expect(last.x_groq).toEqual({ id: content[0].x_groq.id, usage: last.usage });
      expect(last.usage.total_time).toBeGreaterThan(0);
      expect(content.slice(1, -1).filter((chunk) => chunk.x_groq !== undefined || chunk.usage !== undefined)).toEqual([]);
    }));

  it("leaves content out of a message of tool calls alone", () =>
    withEmulator("groq", { answers: [{ kind: "model", toolCalls: [{ name: "weather", arguments: "{}" }] }] }, async (emulator) => {
      const body = await chat(emulator);
      expect(Object.keys(body.choices[0].message).sort()).toEqual(["role", "tool_calls"]);
      expect(body.choices[0].finish_reason).toBe("tool_calls");
    }));

  it("names the same request in headers and body", () =>
    withEmulator("groq", {}, async (emulator) => {
      const response = await post(emulator, "/chat/completions", chatBody(emulator));
      const body = (await response.json()) as { x_groq: { id: string } };
      expect(response.headers.get("x-request-id")).toBe(body.x_groq.id);
    }));
});

describe("what a script adds", () => {
  const answer = {
    kind: "model",
    text: "Seen.",
    modelId: "another-model",
    finishReason: null,
    chunkFields: { citations: ["https://example.com/a"] },
    messageFields: { annotations: [{ type: "url_citation" }] },
    headers: { "x-extra": "yes", "X-Request-Id": null },
  } as const;

  it("is in the body", () =>
    withEmulator("openai", { answers: [answer] }, async (emulator) => {
      const response = await post(emulator, "/chat/completions", chatBody(emulator));
      expect(response.headers.get("x-extra")).toBe("yes");
      expect(response.headers.get("x-request-id")).toBeNull();
      expect(await response.json()).toMatchObject({
        model: "another-model",
        citations: ["https://example.com/a"],
        choices: [{ message: { annotations: [{ type: "url_citation" }] }, finish_reason: null }],
      });
    }));

  it("is in every chunk and in the first delta", () =>
    withEmulator("openai", { answers: [answer] }, async (emulator) => {
      const chunks = (await chatEvents(emulator)).slice(0, -1);
      expect(chunks.every((chunk) => chunk.citations[0] === "https://example.com/a" && chunk.model === "another-model")).toBe(true);
      expect(chunks[0].choices[0].delta.annotations).toEqual([{ type: "url_citation" }]);
      expect(chunks.at(-1).choices[0]).toMatchObject({ delta: {}, finish_reason: null });
    }));
});

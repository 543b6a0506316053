import { describe, expect, it } from "vitest";
import type { ModelAnswer } from "../../src/emulator/index.ts";
import { chat, chatEvents, withEmulator, type Json } from "./client.ts";

const answer = { kind: "model", reasoning: "First I wonder.", text: "Then I answer." } as const satisfies ModelAnswer;

async function both(profile: "openai" | "groq", scripted: ModelAnswer, fields: Record<string, unknown> = {}): Promise<{ message: Json; deltas: Json[] }> {
  return withEmulator(profile, { answers: () => scripted }, async (emulator) => {
    const message = (await chat(emulator, fields)).choices[0].message;
    const deltas = (await chatEvents(emulator, fields)).slice(0, -1).map((chunk) => chunk.choices[0]?.delta ?? {});
    return { message, deltas };
  });
}

const joined = (deltas: Json[], field: string): string => deltas.map((delta) => (typeof delta[field] === "string" ? delta[field] : "")).join("");

describe("reasoning", () => {
  it.each(["reasoning", "reasoning_content"] as const)("travels in %s", async (reasoningField) => {
    const { message, deltas } = await both("openai", { ...answer, reasoningField });
    expect(message).toMatchObject({ [reasoningField]: answer.reasoning, content: answer.text });
    expect(joined(deltas, reasoningField)).toBe(answer.reasoning);
    expect(joined(deltas, "content")).toBe(answer.text);
    expect(deltas.findIndex((delta) => delta.content)).toBeGreaterThan(deltas.findLastIndex((delta) => delta[reasoningField]));
  });

  it("uses the profile's field when the script names none", async () => {
    expect((await both("openai", answer)).message.reasoning_content).toBe(answer.reasoning);
    expect((await both("groq", answer)).message.reasoning).toBe(answer.reasoning);
  });

  it("travels as OpenRouter's details, signed at their end", async () => {
    const { message, deltas } = await both("openai", { ...answer, reasoningField: "reasoning_details" });
    expect(message.reasoning_details).toEqual([expect.objectContaining({ type: "reasoning.text", text: answer.reasoning, signature: expect.any(String) })]);
    const details = deltas.flatMap((delta) => delta.reasoning_details ?? []);
    expect(details.map((detail) => detail.text ?? "").join("")).toBe(answer.reasoning);
    expect(details.at(-1)).toMatchObject({ signature: expect.any(String), index: 0 });
    expect(joined(deltas, "reasoning")).toBe(answer.reasoning);
  });

  it("travels as Mistral's content list", async () => {
    const { message, deltas } = await both("openai", { ...answer, reasoningField: "thinking" });
    expect(message.content).toEqual([
      { type: "thinking", thinking: [{ type: "text", text: answer.reasoning }], closed: true },
      { type: "text", text: answer.text },
    ]);
    const thought = deltas.flatMap((delta) => (Array.isArray(delta.content) ? delta.content : []));
    expect(thought.map((part) => part.thinking[0].text).join("")).toBe(answer.reasoning);
    expect(joined(deltas, "content")).toBe(answer.text);
  });

  it("travels in think tags, cut across deltas", async () => {
    const { message, deltas } = await both("openai", { ...answer, reasoningField: "think-tags", deltaSize: 3 });
    const whole = `<think>\n${answer.reasoning}\n</think>\n\n${answer.text}`;
    expect(message.content).toBe(whole);
    expect(joined(deltas, "content")).toBe(whole);
    expect(deltas.some((delta) => String(delta.content).includes("<think>"))).toBe(false);
  });

  it.each([
    [{ reasoning_format: "parsed" }, answer.reasoning, answer.text],
    [{ reasoning_format: "raw" }, undefined, `<think>\n${answer.reasoning}\n</think>\n\n${answer.text}`],
    [{ reasoning_format: "hidden" }, undefined, answer.text],
    [{ include_reasoning: false }, undefined, answer.text],
  ])("goes where Groq's request wants it: %j", async (fields, reasoning, content) => {
    const { message, deltas } = await both("groq", answer, { model: "qwen/qwen3-32b", ...fields });
    expect(message.reasoning).toBe(reasoning);
    expect(message.content).toBe(content);
    expect(joined(deltas, "reasoning")).toBe(reasoning ?? "");
    expect(joined(deltas, "content")).toBe(content);
  });
});

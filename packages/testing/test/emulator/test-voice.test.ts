import { describe, expect, it } from "vitest";
import { chat, chatEvents, withEmulator, type Json } from "./client.ts";

const weather = {
  type: "function",
  function: { name: "weather", parameters: { type: "object", properties: { city: { type: "string" }, days: { type: "integer", minimum: 2 } }, required: ["city"] } },
};
const time = { type: "function", function: { name: "time", parameters: { type: "object", properties: {} } } };

const ask = (fields: Record<string, unknown>, profile: "openai" | "groq" = "openai"): Promise<Json> =>
  withEmulator(profile, {}, async (emulator) => (await chat(emulator, fields)).choices[0]);

describe("the test voice", () => {
  it("says what it is, the same every time, and never the prompt", async () => {
    const secret = "a very private prompt";
    const fields = { messages: [{ role: "system", content: "Be brief." }, { role: "user", content: secret }] };
    const { message } = await ask(fields);
    expect(message.content).toMatch(/^This is the emulator speaking, not a language model\./);
    expect(message.content).toContain("2 messages");
    expect(message.content).not.toContain(secret);
    expect(message.content.split(". ").length).toBeGreaterThan(3);
    expect((await ask(fields)).message).toEqual(message);
  });

  it("streams the words it says whole", () =>
    withEmulator("groq", {}, async (emulator) => {
      const { message } = (await chat(emulator)).choices[0];
      const chunks = (await chatEvents(emulator)).slice(0, -1);
      const joined = (field: string): string => chunks.map((chunk) => chunk.choices[0].delta[field] ?? "").join("");
      expect(joined("content")).toBe(message.content);
      expect(joined("reasoning")).toBe(message.reasoning);
      expect(chunks.length).toBeGreaterThan(20);
    }));

  it.each([
    ["required", "weather"],
    ["any", "weather"],
    [{ type: "function", function: { name: "time" } }, "time"],
  ])("calls a tool when it has to: %j", async (toolChoice, name) => {
    const { message, finish_reason } = await ask({ tools: [weather, time], tool_choice: toolChoice });
    expect(finish_reason).toBe("tool_calls");
    expect(message.tool_calls).toHaveLength(1);
    expect(message.tool_calls[0].function.name).toBe(name);
    const called = JSON.parse(message.tool_calls[0].function.arguments);
    expect(called).toEqual(name === "weather" ? { city: "sample city", days: 2 } : {});
  });

  it("calls no tool when it may choose, nor with the result at hand", async () => {
    expect((await ask({ tools: [weather], tool_choice: "auto" })).message.tool_calls).toBeUndefined();
    const turn = [
      { role: "user", content: "Weather?" },
      { role: "assistant", tool_calls: [{ id: "call_1", type: "function", function: { name: "weather", arguments: "{}" } }] },
      { role: "tool", tool_call_id: "call_1", content: "sunny" },
    ];
    const after = await ask({ tools: [weather], tool_choice: "required", messages: turn });
    expect(after.message.content).toContain("1 tool result");
    const again = await ask({ tools: [weather], tool_choice: "required", messages: [...turn, { role: "user", content: "And tomorrow?" }] });
    expect(again.finish_reason).toBe("tool_calls");
  });

  it("writes JSON where it is asked to", async () => {
    const schema = { type: "object", properties: { name: { type: "string" }, tags: { type: "array", items: { enum: ["a", "b"] } } }, required: ["name", "tags"] };
    const typed = await ask({ response_format: { type: "json_schema", json_schema: { name: "thing", schema } } });
    expect(JSON.parse(typed.message.content)).toEqual({ name: "sample name", tags: ["a"] });
    expect(JSON.parse((await ask({ response_format: { type: "json_object" } })).message.content)).toEqual({ speaker: "emulator", isLanguageModel: false });
  });

  it.each<[string, Record<string, unknown>, boolean]>([
    ["a reasoning model", { model: "openai/gpt-oss-20b" }, true],
    ["a reasoning model told not to", { model: "qwen3-32b", enable_thinking: false }, false],
    ["another model", {}, false],
    ["an effort", { reasoning_effort: "low" }, true],
    ["no effort", { reasoning_effort: "none", model: "qwen3-32b" }, false],
    ["DashScope's switch", { enable_thinking: true }, true],
    ["DeepSeek's switch", { thinking: { type: "enabled" } }, true],
    ["OpenRouter's switch", { reasoning: { enabled: true } }, true],
  ])("reasons when asked: %s", async (_name, fields, reasons) => {
    expect(typeof (await ask(fields)).message.reasoning_content).toBe(reasons ? "string" : "undefined");
  });

  it("keeps to limits and stops", async () => {
    const short = await ask({ max_completion_tokens: 5 });
    expect(short.message.content).toBe("This is the emulator");
    expect(short.finish_reason).toBe("length");
    expect((await ask({ stop: [" speaking", "never"] })).message.content).toBe("This is the emulator");
  });
});

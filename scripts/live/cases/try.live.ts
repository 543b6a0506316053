import { generateText, streamText, isStepCount, stepCountIs, Output, jsonSchema, tool, embedMany } from "ai";
import { expect, it } from "vitest";
import { local, server, steady } from "./local.ts";
const cities = ["Rome", "Oslo", "Lima", "Cairo", "Paris", "London"];
const mk = (exec: boolean) => tool({
    description: "Get the weather of a city",
    inputSchema: jsonSchema<{ city: string }>({ type: "object", properties: { city: { type: "string", enum: [...cities] } }, required: ["city"], additionalProperties: false }),
    ...(exec ? { execute: ({ city }: any) => `18 degrees in ${city}` } : {}),
  } as any) as any;
const turns = (asks: string[][]): any[] => asks.flatMap((cs, i) => [
  { role: "user", content: `Weather in ${cs.join(" and ")}?` },
  { role: "assistant", content: cs.map(c => ({ type: "tool-call", toolCallId: `call_${c}`, toolName: "getWeather", input: { city: c } })) },
  { role: "tool", content: cs.map(c => ({ type: "tool-result", toolCallId: `call_${c}`, toolName: "getWeather", output: { type: "text", value: "18 degrees" } })) },
  { role: "assistant", content: `It is 18 degrees in ${cs.join(" and ")}.` },
]);
const model = local(server.modelId);
it("parallel", async () => {
  const r = streamText({ model, ...steady, maxOutputTokens: 120, tools: { getWeather: mk(false) }, messages: [...turns([["Rome", "Oslo"], ["Lima", "Cairo"]]), { role: "user", content: "Weather in Paris and London?" }] });
  console.log(await r.toolCalls, await r.text, await r.finishReason, await r.usage);
});
it("loop", async () => {
  const r = await generateText({ model, ...steady, maxOutputTokens: 60, tools: { getWeather: mk(true) }, stopWhen: stepCountIs(4), toolChoice: "required",
    prepareStep: ({ stepNumber }) => ({ toolChoice: stepNumber < 2 ? "required" : "none" }),
    messages: [...turns([["Rome"], ["Lima"]]), { role: "user", content: "Weather in Paris?" }] });
  for (const s of r.steps) console.log(s.toolCalls.map(c => c.input), JSON.stringify(s.text), s.finishReason, s.usage.totalTokens);
  console.log(r.totalUsage);
});
it("loop noimit", async () => {
  const r = streamText({ model, ...steady, maxOutputTokens: 60, tools: { getWeather: mk(true) }, stopWhen: stepCountIs(4), toolChoice: "required",
    prepareStep: ({ stepNumber }) => ({ toolChoice: stepNumber < 2 ? "required" : "none" }),
    prompt: "Weather in Paris?"  });
  for (const s of await r.steps) console.log(s.toolCalls.map(c => c.input), JSON.stringify(s.text), s.finishReason, s.usage.totalTokens);
});
it("schema", async () => {
  const r = await generateText({ model, ...steady, maxOutputTokens: 100, prompt: "Rome", output: Output.object({ schema: jsonSchema<any>({ type: "object", properties: { city: { type: "string", maxLength: 10 }, big: { type: "boolean" } }, required: ["city", "big"], additionalProperties: false }) }) });
  console.log(r.output, r.finishReason, r.providerMetadata);
});
it("reasoning", async () => {
  const qa = (q: string, t: string, a: string): any[] => [{ role: "user", content: q }, { role: "assistant", content: `<think>\n${t}\n</think>\n\n${a}` }];
  const r = streamText({ model, ...steady, maxOutputTokens: 100, messages: [...qa("1+1?", "One and one make two.", "2"), ...qa("3+3?", "Three and three make six.", "6"), ...qa("4+4?", "Four and four make eight.", "8"), { role: "user", content: "2+2?" }] });
  console.log(JSON.stringify(await r.reasoningText), JSON.stringify(await r.text));
  const qb = (q: string, t: string, a: string): any[] => [{ role: "user", content: q }, { role: "assistant", content: [{type: "reasoning", text: t}, {type: "text", text: a}] }];
  const r2 = await generateText({ model, ...steady, maxOutputTokens: 100, messages: [...qb("1+1?", "One and one make two.", "2"), ...qb("3+3?", "Three and three make six.", "6"), ...qb("4+4?", "Four and four make eight.", "8"), { role: "user", content: "2+2?" }] });
  console.log(JSON.stringify(r2.reasoningText), JSON.stringify(r2.text), r2.usage);
});
it("embed", async () => {
  const r = await embedMany({ model: local.embeddingModel(server.modelId), values: ["a", "b c"] }); console.log(r.embeddings.map(e => e.length), r.usage);
});

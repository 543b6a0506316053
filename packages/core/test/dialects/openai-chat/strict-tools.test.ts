import { expect, it } from "vitest";
import { encoded } from "./call.ts";

const tools = [{ type: "function", name: "clock", inputSchema: { type: "object" }, strict: true }] as const;

it("a strict tool is sent as one where the service knows the word", () => {
  const { body, warnings } = encoded({ options: { tools: [...tools] } });
  expect(body["tools"]).toMatchObject([{ function: { strict: true } }]);
  expect(warnings).toEqual([]);
});

it("a strict tool is warned about where the service ignores the word", () => {
  const { body, warnings } = encoded({ options: { tools: [...tools] }, wire: { strictTools: false } });
  expect(body["tools"]).toEqual([{ type: "function", function: { name: "clock", parameters: { type: "object" } } }]);
  expect(warnings).toEqual([{ type: "unsupported", feature: "strict tools" }]);
});

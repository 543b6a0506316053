import assert from "node:assert/strict";
import type { JSONObject, LanguageModelV4Prompt, LanguageModelV4ToolResultOutput } from "@ai-sdk/provider";
import { casesOf, type CallOptions, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { ask, clock, toolRound, weather } from "../prompts.ts";
import { lastMessageOf, messagesOf } from "../wire.ts";

const outputs: readonly { readonly output: LanguageModelV4ToolResultOutput; readonly words: RegExp }[] = [
  { output: { type: "text", value: "sunny, 20 degrees" }, words: /^sunny, 20 degrees$/ },
  { output: { type: "json", value: { sky: "sunny", degrees: 20 } }, words: /^\{"sky":"sunny","degrees":20\}$/ },
  { output: { type: "error-text", value: "no such city" }, words: /no such city/ },
  { output: { type: "error-json", value: { code: "NO_CITY" } }, words: /"code":"NO_CITY"/ },
  { output: { type: "execution-denied", reason: "the user said no" }, words: /the user said no/ },
  { output: { type: "content", value: [{ type: "text", text: "sunny" }, { type: "text", text: "and warm" }] }, words: /sunny[\s\S]*and warm/ },
];

async function sent({ answer, generate, emulator }: ConformanceContext, options: CallOptions): Promise<{ body: JSONObject; features: readonly string[] }> {
  answer({ kind: "model", text: "ok" });
  const { warnings } = await generate(options, "tools");
  return { body: emulator.lastRequest.body ?? {}, features: warnings.flatMap((warning) => ("feature" in warning ? [warning.feature] : [])) };
}

/** The content of a message as one text. */
function wordsOf(message: JSONObject): string {
  const content = message["content"];
  return typeof content === "string" ? content : ((content ?? []) as readonly JSONObject[]).map((part) => part["text"] ?? "").join("\n");
}

async function sentInput(context: ConformanceContext, input: unknown): Promise<string> {
  const { body } = await sent(context, { prompt: toolRound({ input }), tools: [weather] });
  const call = messagesOf(body).find(({ role }) => role === "assistant")?.["tool_calls"] as readonly { function: JSONObject }[] | undefined;
  return context.wire.input(call?.[0]?.function["arguments"]);
}

/** The id that the history has, unless the service refuses its form: then one that it takes. */
function expectId({ profile }: ConformanceContext, id: unknown): void {
  const takes = profile.toolCallIds?.takes ?? (() => true);
  if (takes("call_1")) assert.equal(id, "call_1");
  else assert.ok(typeof id === "string" && takes(id), `the service does not take the id ${String(id)}`);
}

export const toolRequests: readonly ConformanceCase[] = casesOf("tools", [
  {
    name: "tools are offered by name, description and schema",
    fact: "OpenAI's form: a list of functions.",
    needs: ["tools"],
    async run(context) {
      const { body } = await sent(context, { tools: [weather, clock] });
      const offered = (body["tools"] ?? []) as readonly { type: string; function: JSONObject }[];
      assert.deepEqual(offered.map((tool) => [tool.type, tool.function["name"], tool.function["description"]]), [
        ["function", "weather", weather.description],
        ["function", "clock", clock.description],
      ]);
      assert.deepEqual((offered[0]?.function["parameters"] as JSONObject | undefined)?.["properties"], weather.inputSchema.properties);
    },
  },
  {
    name: "the schema of a tool is sent as it was given",
    fact: "Services check schemas strictly; an added or dropped keyword is refused.",
    needs: ["openai-chat", "tools"],
    async run(context) {
      const { body } = await sent(context, { tools: [weather] });
      const [offered] = (body["tools"] ?? []) as readonly { function: JSONObject }[];
      assert.deepEqual(offered?.function["parameters"], weather.inputSchema);
    },
  },
  {
    name: "examples of a tool's input reach the model or are warned about",
    fact: "OpenAI's form has no field for them.",
    needs: ["tools"],
    async run(context) {
      const { body, features } = await sent(context, { tools: [{ ...weather, inputExamples: [{ input: { city: "canary-city" } }] }] });
      assert.ok(/canary-city/.test(JSON.stringify(body)) || features.some((feature) => /example/i.test(feature)), "dropped in silence");
    },
  },
  {
    name: "no tools, no field",
    fact: "Services refuse an empty list of tools, and a choice among none.",
    async run(context) {
      for (const options of [{}, { tools: [] }]) {
        const { body } = await sent(context, options);
        assert.equal(body["tools"], undefined);
        assert.equal(body["tool_choice"], undefined);
      }
    },
  },
  ...(["auto", "none", "required"] as const).map((type) => ({
    name: `the tool choice ${type} is sent or warned about`,
    fact: "The AI SDK fails a step whose choice was not kept, so a choice that is dropped in silence shows as another error.",
    needs: ["tools"] as const,
    async run(context: ConformanceContext) {
      const { body, features } = await sent(context, { tools: [weather], toolChoice: { type } });
      const choice = body["tool_choice"];
      const kept = {
        auto: choice === undefined || choice === "auto",
        none: choice === "none" || body["tools"] === undefined,
        required: choice !== undefined && choice !== "auto" && choice !== "none",
      };
      assert.ok(kept[type] || features.includes("toolChoice"), `sent: ${JSON.stringify(choice)}, warned about: ${features.join(", ") || "nothing"}`);
    },
  })),
  {
    name: "a named tool is demanded or warned about",
    fact: "Services without named choice can offer that tool alone.",
    needs: ["tools"],
    async run(context) {
      const { body, features } = await sent(context, { tools: [weather, clock], toolChoice: { type: "tool", toolName: "clock" } });
      const named = (body["tool_choice"] as { function?: { name?: string } } | undefined)?.function?.name === "clock";
      const alone = (body["tools"] as readonly unknown[] | undefined)?.length === 1;
      assert.ok(named || alone || features.includes("toolChoice"), JSON.stringify(body["tool_choice"]));
    },
  },
  {
    name: "another service's tool is warned about",
    fact: "Provider tools run on the service they belong to; what is left out must be said.",
    needs: ["tools"],
    async run(context) {
      const { body, features } = await sent(context, { tools: [weather, { type: "provider", id: "elsewhere.web_search", name: "web_search", args: {} }] });
      assert.doesNotMatch(JSON.stringify(body["tools"]), /web_search/);
      assert.ok(features.some((feature) => /web_search/.test(feature)), `warned about: ${features.join(", ") || "nothing"}`);
    },
  },
  ...outputs.map(({ output, words }) => ({
    name: `a tool result of the type ${output.type} reaches the model`,
    fact: "The AI SDK's six types of output become the text of a tool message that names its call.",
    needs: ["tools"] as const,
    async run(context: ConformanceContext) {
      const { body } = await sent(context, { prompt: toolRound({ output }), tools: [weather] });
      const message = lastMessageOf(body);
      assert.equal(message["role"], "tool");
      expectId(context, message["tool_call_id"]);
      assert.match(wordsOf(message), words);
    },
  })),
  {
    name: "tool calls of earlier turns are sent back with their ids",
    fact: "A result without its call in front of it is refused.",
    needs: ["tools"],
    async run(context) {
      const { body } = await sent(context, { prompt: toolRound({}), tools: [weather] });
      const [, assistant, result] = messagesOf(body);
      const [call] = (assistant?.["tool_calls"] ?? []) as readonly JSONObject[];
      assert.deepEqual([call?.["type"], (call?.["function"] as JSONObject | undefined)?.["name"]], [context.wire.callType, "weather"]);
      expectId(context, call?.["id"]);
      assert.equal(result?.["tool_call_id"], call?.["id"]);
    },
  },
  {
    name: "an input that is an object is sent as JSON",
    fact: "History holds parsed inputs.",
    needs: ["tools"],
    async run(context) {
      assert.equal(await sentInput(context, { city: "Paris", days: [1, 2] }), '{"city":"Paris","days":[1,2]}');
    },
  },
  {
    name: "an input that is JSON text is sent as it is",
    fact: "Encoded twice, the model reads its own call as a string; re-ordered, the prompt cache misses.",
    needs: ["openai-chat", "tools"],
    async run(context) {
      assert.equal(await sentInput(context, '{"b":1, "a": 2}'), '{"b":1, "a": 2}');
    },
  },
  {
    name: "an input that is no JSON is sent as a JSON text",
    fact: "Malformed calls stay in the history; services parse the field and refuse what does not parse.",
    needs: ["openai-chat", "tools"],
    async run(context) {
      const input = await sentInput(context, '{"city": Par');
      assert.equal(JSON.parse(input), '{"city": Par');
    },
  },
  {
    name: "an input that is missing is sent as an empty object",
    fact: "`arguments` is required on the way back.",
    needs: ["tools"],
    async run(context) {
      assert.equal(await sentInput(context, {}), "{}");
    },
  },
  {
    name: "answers to approval requests are not sent as messages",
    fact: "Approval is between the AI SDK and the user; the service sees the result or the denial.",
    needs: ["tools"],
    async run(context) {
      const prompt: LanguageModelV4Prompt = [
        ...ask("What is the weather?"),
        { role: "assistant", content: [{ type: "tool-call", toolCallId: "call_1", toolName: "weather", input: {} }] },
        {
          role: "tool",
          content: [
            { type: "tool-approval-response", approvalId: "approval-1", approved: true },
            { type: "tool-result", toolCallId: "call_1", toolName: "weather", output: { type: "text", value: "sunny" } },
          ],
        },
      ];
      const { body } = await sent(context, { prompt, tools: [weather] });
      assert.deepEqual(messagesOf(body).map(({ role }) => role), ["user", "assistant", "tool"]);
    },
  },
]);

import assert from "node:assert/strict";
import type { JSONObject, JSONSchema7 } from "@ai-sdk/provider";
import { casesOf, type CallOptions, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { greeting, weather } from "../prompts.ts";
import { messagesOf } from "../wire.ts";
import type { AskedFormat } from "../wire-form.ts";

const schema: JSONSchema7 = {
  type: "object",
  properties: { canary_property: { type: "string" } },
  required: ["canary_property"],
  additionalProperties: false,
};

interface Sent {
  readonly body: JSONObject;
  readonly format: AskedFormat | undefined;
  /** As OpenAI's form has it. */
  readonly responseFormat: JSONObject | undefined;
  readonly warned: readonly string[];
}

async function sent({ answer, generate, emulator, wire }: ConformanceContext, options: CallOptions): Promise<Sent> {
  answer({ kind: "model", text: '{"canary_property":"value"}' });
  const { warnings } = await generate(options, "structured");
  const body = emulator.lastRequest.body ?? {};
  const responseFormat = body["response_format"] as JSONObject | undefined;
  return { body, format: wire.format(body), responseFormat, warned: warnings.flatMap((warning) => ("feature" in warning ? [warning.feature] : [])) };
}

export const structuredOutput: readonly ConformanceCase[] = casesOf("structured output", [
  {
    name: "a schema reaches the model",
    fact: "As `json_schema`, inside a JSON mode, or as an instruction; dropped, the answer has any shape.",
    async run(context) {
      const { body } = await sent(context, { responseFormat: { type: "json", schema } });
      assert.match(JSON.stringify(body), /canary_property/);
    },
  },
  {
    name: "a schema is sent in a response format or warned about",
    fact: "`json_schema`, or a JSON mode that takes a schema (Cohere, Fireworks); a weaker mode than the one asked for is named, as `responseFormat`.",
    async run(context) {
      const { format, warned } = await sent(context, { responseFormat: { type: "json", schema } });
      assert.ok(format?.schema !== undefined || warned.some((feature) => /responseFormat/i.test(feature)), JSON.stringify({ format, warned }));
    },
  },
  {
    name: "a schema is sent as it was given",
    fact: "Services check schemas strictly; an added or dropped keyword is refused.",
    needs: ["jsonSchema"],
    async run(context) {
      const { format } = await sent(context, { responseFormat: { type: "json", schema } });
      assert.deepEqual(format?.schema, schema);
    },
  },
  {
    name: "a schema's name and description are sent",
    fact: "The model is guided by both; OpenAI requires a name. A JSON mode has no place for them.",
    needs: ["openai-chat", "jsonSchema"],
    async run(context) {
      const { responseFormat: format } = await sent(context, { responseFormat: { type: "json", schema, name: "forecast", description: "Of tomorrow." } });
      if (format?.["type"] === "json_object") return;
      const wrapped = format?.["json_schema"] as JSONObject | undefined;
      assert.deepEqual([wrapped?.["name"], wrapped?.["description"]], ["forecast", "Of tomorrow."]);
    },
  },
  {
    name: "a schema without a name is given one",
    fact: "OpenAI and Groq refuse `json_schema` without `name`.",
    needs: ["openai-chat", "jsonSchema"],
    async run(context) {
      const { responseFormat: format } = await sent(context, { responseFormat: { type: "json", schema } });
      if (format?.["type"] === "json_object") return;
      const name = (format?.["json_schema"] as JSONObject | undefined)?.["name"];
      assert.ok(typeof name === "string" && /^[\w-]+$/.test(name), String(name));
    },
  },
  {
    name: "JSON without a schema is asked for as json_object",
    fact: "The plain JSON mode.",
    needs: ["jsonObject"],
    async run(context) {
      const { format } = await sent(context, { responseFormat: { type: "json" } });
      assert.equal(format?.type, "json_object");
    },
  },
  {
    name: "text asks for no response format",
    fact: "Small servers refuse the field.",
    async run(context) {
      assert.equal((await sent(context, { responseFormat: { type: "text" } })).format, undefined);
    },
  },
  {
    name: "a schema beside tools keeps both, or says what was given up",
    fact: "Some services refuse the two together; a dropped schema or tool must not be silent.",
    needs: ["tools"],
    async run(context) {
      const { body, warned } = await sent(context, { responseFormat: { type: "json", schema }, tools: [weather] });
      const both = /canary_property/.test(JSON.stringify(body)) && /"weather"/.test(JSON.stringify(body["tools"] ?? []));
      assert.ok(both || warned.length > 0, "one was dropped in silence");
    },
  },
  {
    name: "a structured answer is read as text",
    fact: "The AI SDK parses it, also while it streams.",
    async run({ answer, bothWays }) {
      answer({ kind: "model", text: '{"canary_property":"value"}', deltaSize: 3 });
      for (const { text, how } of await bothWays({ responseFormat: { type: "json", schema } }, "structured")) {
        assert.deepEqual(JSON.parse(text), { canary_property: "value" }, how);
      }
    },
  },
  {
    name: "a model known to have no JSON mode is asked in words, with a warning",
    fact: "Small servers refuse `response_format` altogether.",
    needs: ["portolan"],
    async run({ answer, connect, models, emulator, wire }) {
      const modelId = models.structured ?? models.text;
      answer({ kind: "model", text: '{"canary_property":"value"}' });
      const provider = connect({ models: { [modelId]: { jsonSchema: false, jsonObject: false } } });
      const { warnings } = await provider.languageModel(modelId).doGenerate({ prompt: greeting, responseFormat: { type: "json", schema } });
      const body = emulator.lastRequest.body ?? {};
      assert.equal(wire.format(body), undefined);
      assert.match(JSON.stringify(messagesOf(body)), /canary_property/);
      assert.ok(warnings.some((warning) => "feature" in warning && /responseFormat/i.test(warning.feature)), JSON.stringify(warnings));
    },
  },
  {
    name: "a model known to have no schemas is told the schema in words, with a warning",
    fact: "Groq refuses `json_schema` for most of its models; the instruction still gives the shape.",
    needs: ["portolan", "jsonObject"],
    async run({ answer, connect, models, emulator, wire }) {
      const modelId = models.structured ?? models.text;
      answer({ kind: "model", text: '{"canary_property":"value"}' });
      const provider = connect({ models: { [modelId]: { jsonSchema: false, jsonObject: true } } });
      const { warnings } = await provider.languageModel(modelId).doGenerate({ prompt: greeting, responseFormat: { type: "json", schema } });
      const body = emulator.lastRequest.body ?? {};
      assert.notEqual(wire.format(body)?.type, "json_schema");
      assert.match(JSON.stringify(messagesOf(body)), /canary_property/);
      assert.ok(warnings.some((warning) => "feature" in warning && /responseFormat/i.test(warning.feature)), JSON.stringify(warnings));
    },
  },
]);

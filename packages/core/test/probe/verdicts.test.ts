import type { Support } from "../../src/index.ts";
import { describe, expect, it } from "vitest";
import type { ProbedCapability } from "../../src/probe.ts";
import { asks, refusal, text, type Answering } from "./able-model.ts";
import { useService } from "./service.ts";

const service = useService();

type Expected = Readonly<Partial<Record<ProbedCapability, Support>>>;

const call = (name: string, input: string) => ({ kind: "model" as const, toolCalls: [{ name, arguments: input }] });
const noTools: Expected = { tools: false, parallelTools: false, forcedToolChoice: false, jsonSchemaWithTools: false };
const when = (asked: (body: Parameters<Answering>[0]) => boolean, answer: ReturnType<Answering>): Answering => (body) => (asked(body) ? answer : undefined);
/** As `openai` counts: the tokens of a prompt, with those of its tools or without. */
const usage = (prompt: number) => ({ usage: { prompt_tokens: prompt, completion_tokens: 9 } });
const chats = (tokens: (body: Parameters<Answering>[0]) => number): Answering => (body) =>
  asks.withTools(body) || JSON.stringify(body).includes("weather") ? { kind: "model", text: "The sun shines.", ...usage(tokens(body)) } : undefined;

const refused: readonly (readonly [what: string, Answering, Expected, words: RegExp])[] = [
  ["tools", when(asks.withTools, refusal("registry.ollama.ai/library/smol:latest does not support tools")), noTools, /smol:latest does not support tools/],
  ["tools, by a router", when(asks.withTools, refusal("No endpoints found that support tool use. To learn more about provider routing, visit the page", 404)), noTools, /404.*tool use/],
  ["a forced tool", when((body) => asks.forTool(body) || asks.forNamedTool(body), refusal("The tool_choice parameter does not support being set to required or object in thinking mode")), { tools: true, forcedToolChoice: false }, /thinking mode/],
  ["a schema", when(asks.forSchema, refusal("This model does not support response format `json_schema`.")), { jsonObject: true, jsonSchema: false, jsonSchemaWithTools: false }, /json_schema/],
  ["JSON mode", when(asks.forObject, refusal("'response_format.type' must be 'json_schema' or 'text'")), { jsonObject: false, jsonSchema: true }, /must be/],
  ["a schema beside tools", when((body) => asks.forSchema(body) && asks.withTools(body), refusal("response_format `json_schema` cannot be combined with tool/function calling")), { jsonSchema: true, jsonSchemaWithTools: false }, /combined/],
  ["pictures", when(asks.withPicture, refusal("image input is not supported - hint: if this is unexpected, you may need to provide the mmproj", 500)), { imageInput: false, audioInput: "unknown" }, /mmproj/],
  ["sound", when(asks.withSound, refusal("messages.0.content: Input should be a valid string", 422)), { imageInput: true, audioInput: false }, /valid string/],
  ["reasoning", when((body) => body["reasoning_effort"] !== undefined, refusal("`reasoning_effort` is not supported with this model")), { reasoning: false }, /reasoning_effort/],
  ["log probabilities", when((body) => body["logprobs"] === true, refusal("property 'logprobs' is unsupported")), { logprobs: false }, /logprobs/],
  ["seeds", when((body) => body["seed"] !== undefined, { kind: "raw", status: 422, contentType: "application/json", body: '{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted","input":7}]}' }), { seed: false }, /seed/],
  ["stop sequences", when((body) => body["stop"] !== undefined, refusal("Unsupported parameter: 'stop' is not supported with this model.")), { stopSequences: false }, /'stop'/],
  ["system messages", when(asks.withSystem, refusal("System role not supported")), { systemMessages: false }, /System role/],
  ["streams", when((body) => body["stream"] === true, refusal("Streaming is not supported for this model")), { streaming: false, streamUsage: "unknown", tools: true, forcedToolChoice: true, jsonSchema: true, reasoning: true, logprobs: true }, /Streaming is not/],
  ["limits of output", when((body) => body["max_tokens"] !== undefined, refusal("Unknown field: max_tokens")), { streaming: true, outputLimit: false, tools: true, seed: true }, /max_tokens/],
];

const ignored: readonly (readonly [what: string, Answering, Expected, words: RegExp])[] = [
  ["a required tool and a named one", when((body) => asks.forTool(body) || asks.forNamedTool(body), text("Hello there.")), { tools: true, forcedToolChoice: false }, /answered in text: "Hello there\."/],
  ["which tool is named", when(asks.forNamedTool, call("get_weather", '{"city":"Paris"}')), { tools: true, forcedToolChoice: "unknown" }, /required: .*it called get_weather.*named: .*it called get_weather/],
  ["tools, which never reach the model", chats(() => 34), noTools, /34 tokens with them and without/],
  ["a schema, in prose", when(asks.forSchema, text("Hello!")), { jsonObject: true, jsonSchema: false, jsonSchemaWithTools: false }, /ignored: "Hello!"/],
  ["a schema, in JSON of its own", when(asks.forSchema, text('{"greeting":"hello"}')), { jsonSchema: false }, /ignored: "\{"greeting"/],
  ["a schema beside tools", when((body) => asks.forSchema(body) && asks.withTools(body), text("Hello!")), { jsonSchema: true, jsonSchemaWithTools: false }, /Hello!/],
  ["JSON mode", when(asks.forObject, text("The sea is water.")), { jsonObject: false, jsonSchema: true }, /ignored: "The sea/],
  ["log probabilities", when((body) => body["logprobs"] === true, text("Hello.")), { logprobs: false }, /without log probabilities/],
  ["stop sequences", when((body) => body["stop"] !== undefined, text("The sea is water.")), { stopSequences: false }, /The sea is water/],
  ["a limit of output", when(asks.forStory, { kind: "model", text: "1, 2, 3", ...usage(18), usageOn: "own-chunk", deltaSize: 1 }), { outputLimit: "unknown" }, /ended by itself/],
  ["a limit of output, beyond doubt", when(asks.forStory, { kind: "model", text: "1, 2, 3", usage: { prompt_tokens: 18, completion_tokens: 80 } }), { outputLimit: false }, /wrote 80/],
  ["that usage was asked for", when(asks.forStory, { kind: "model", text: "1, 2, 3", usage: null }), { streaming: true, streamUsage: false }, /asked for usage, the stream ended without/],
  ["that a stream was asked for", when(asks.forStory, { kind: "raw", contentType: "application/json", body: '{"choices":[{"message":{"role":"assistant","content":"1, 2, 3"},"finish_reason":"stop"}]}' }), { streaming: false }, /one JSON document/],
];

const heldBack: readonly (readonly [what: string, Answering, Expected])[] = [
  ["JSON mode", when((body) => asks.forObject(body) && Number(body["max_tokens"]) < 256, text("", "length")), { jsonObject: true }],
  ["a schema", when((body) => asks.forSchema(body) && Number(body["max_tokens"]) < 256, text("", "length")), { jsonSchema: true }],
];

const doubtful: readonly (readonly [what: string, Answering, Expected, words: RegExp])[] = [
  ["a model that calls no tool although it has seen them", chats((body) => (asks.withTools(body) ? 96 : 34)), { tools: "unknown", forcedToolChoice: false, parallelTools: "unknown" }, /none was called/],
  ["text that was cut where a tool was required", when(asks.withTools, text("Hello, I am glad that", "length")), { tools: "unknown", forcedToolChoice: "unknown" }, /cut while it was text/],
  ["arguments that are no JSON", when(asks.withTools, call("get_weather", "Paris")), { tools: "unknown", forcedToolChoice: "unknown" }, /none was called|it called get_weather with "Paris"/],
  ["one call where two were asked for", when(asks.withHistory, call("get_weather", '{"city":"Paris"}')), { parallelTools: "unknown", tools: true }, /one tool/],
  ["a wrong value for a key of the schema", when(asks.forSchema, text('{"shade":"blue"}')), { jsonSchema: "unknown", jsonSchemaWithTools: "unknown" }, /did not keep to it/],
  ["JSON in a fence", when(asks.forObject, text('```json\n{"sea":1}\n```')), { jsonObject: "unknown" }, /fence/],
  ["JSON that is broken", when(asks.forObject, text("{sea")), { jsonObject: "unknown" }, /no whole JSON/],
  ["a little white space", when(asks.forObject, text("\n\n", "length")), { jsonObject: "unknown" }, /nothing came/],
  ["white space where a schema was asked for", when(asks.forSchema, text(" ".repeat(80), "length")), { jsonSchema: "unknown" }, /nothing came/],
  ["an empty answer", when(asks.forObject, text("", "length")), { jsonObject: "unknown" }, /nothing came/],
  ["a wrong colour", when(asks.withPicture, text("Blue")), { imageInput: "unknown" }, /of orange it said "Blue"/],
  ["the same colour twice", when(asks.withPicture, text("Orange")), { imageInput: "unknown" }, /of green it said "Orange"/],
  ["different texts from one seed", (() => { let count = 0; return (body) => (body["seed"] === undefined ? undefined : text(`words ${(count += 1)}`)); })(), { seed: "unknown" }, /different texts/],
  ["one text from every seed", when((body) => body["seed"] !== undefined, text("words")), { seed: "unknown" }, /every seed/],
  ["thoughts that are not shown", when((body) => body["reasoning_effort"] !== undefined, text("43")), { reasoning: "unknown" }, /no thoughts/],
  ["a level of reasoning it does not have", when((body) => body["reasoning_effort"] !== undefined, refusal("Unsupported value: 'reasoning_effort' does not support 'low' with this model. Supported values are: 'medium'.")), { reasoning: "unknown" }, /Supported values/],
  ["a system message it does not follow", when(asks.withSystem, text("Paris.")), { systemMessages: "unknown" }, /not followed/],
  ["a fault in the middle of an answer", when(asks.forObject, { kind: "model", text: '{"sea":"water"}', deltaSize: 4, faults: { errorAfterChunks: { chunks: 3, error: { status: 500, message: "The model crashed" } } } }), { jsonObject: "unknown", jsonSchema: true }, /The model crashed/],
  ["a fault of the server", when(asks.withTools, refusal("Internal Server Error", 500)), { tools: "unknown", forcedToolChoice: "unknown", jsonSchemaWithTools: "unknown", jsonSchema: true }, /do not deny it/],
];

describe.each([["refused", refused], ["ignored", ignored], ["in doubt", doubtful]] as const)("[S0-22] what is %s", (_, rows) => {
  it.each(rows)("%s", async (_what, quirk, expected, words) => {
    const { evidence } = await service.probe(quirk);
    const verdicts = Object.fromEntries((Object.keys(expected) as ProbedCapability[]).map((capability) => [capability, evidence[capability].verdict]));
    expect(verdicts).toEqual(expected);
    expect((Object.keys(expected) as ProbedCapability[]).map((capability) => evidence[capability].why).join("\n")).toMatch(words);
  });
});

describe("[S0-22] an answer whose first tokens were held back", () => {
  it.each(heldBack)("is asked for at greater length: %s", async (_what, quirk, expected) => {
    const { facts } = await service.probe(quirk);
    expect(facts).toMatchObject(expected);
  });
});

describe("[S0-22] a weak model", () => {
  it("that says something else to everything is denied nothing but what its words disprove", async () => {
    const { evidence } = await service.probe((body) => ({ kind: "model", text: "The sea is a place where many people", finishReason: "length", ...usage(asks.withTools(body) ? 90 : 30) }));
    const denied = Object.entries(evidence).filter(([, { verdict }]) => verdict === false);
    expect(denied.map(([capability]) => capability).toSorted()).toEqual(["jsonObject", "jsonSchema", "jsonSchemaWithTools", "logprobs", "stopSequences"]);
  });

  it("thinks in tags, and is seen to", async () => {
    const { evidence } = await service.probe((body) => (asks.forStory(body) ? text("<think>I count.</think>1, 2, 3") : undefined));
    expect(evidence.reasoning).toMatchObject({ verdict: true, why: expect.stringContaining("<think>") as string });
  });
});

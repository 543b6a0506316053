import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { JSONObject, JSONSchema7, LanguageModelV4Prompt } from "@ai-sdk/provider";
import { readList, readObject } from "../../emulator/json.ts";
import { casesOf, type CallOptions, type CaseOf, type ConformanceCase, type ConformanceContext, type Need } from "../case.ts";
import { ask, toolRound, weather } from "../prompts.ts";
import { messagesOf } from "../wire.ts";

interface Sent {
  readonly body: JSONObject;
  readonly warned: string;
}

async function sent({ answer, generate, emulator }: ConformanceContext, options: CallOptions, of?: "tools" | "reasoning" | "vision" | "structured"): Promise<Sent> {
  answer({ kind: "model", text: '{"canary_property":"value"}' });
  const { warnings } = await generate(options, of);
  return { body: emulator.lastRequest.body ?? {}, warned: JSON.stringify(warnings) };
}

async function sentTool(context: ConformanceContext, inputSchema: JSONSchema7): Promise<JSONObject> {
  const { body } = await sent(context, { tools: [{ ...weather, inputSchema }] }, "tools");
  const [tool] = readList(body, "tools") as readonly JSONObject[];
  return readObject(readObject(tool, "function"), "parameters") ?? {};
}

const schema: JSONSchema7 = { type: "object", properties: { canary_property: { type: "string" } }, required: ["canary_property"] };

const tools: readonly CaseOf[] = [
  {
    name: "references within a tool's schema are resolved",
    fact: "Ollama reads a schema into fields of its own and drops `$ref` in a property: the model sees a parameter of any kind.",
    async run(context) {
      const parameters = await sentTool(context, { type: "object", $defs: { Unit: { enum: ["canary-celsius", "kelvin"] } }, properties: { unit: { $ref: "#/$defs/Unit" } } });
      assert.match(JSON.stringify(parameters["properties"]), /canary-celsius/);
      assert.doesNotMatch(JSON.stringify(parameters["properties"]), /\$ref/);
    },
  },
  {
    name: "constants and choices within a tool's schema reach the model",
    fact: "`const` and `oneOf` are dropped, `enum` and `anyOf` are not.",
    async run(context) {
      const properties: JSONSchema7["properties"] = { kind: { const: "canary-kind" }, size: { oneOf: [{ type: "integer" }, { type: "string", enum: ["canary-size"] }] } };
      const parameters = await sentTool(context, { type: "object", properties });
      const text = JSON.stringify(parameters["properties"]);
      assert.match(text, /"enum":\["canary-kind"\]/);
      assert.match(text, /"anyOf":.*canary-size/);
    },
  },
  {
    name: "limits within a tool's schema reach the model",
    fact: "`minimum`, `pattern`, `format`, `default` and the like are dropped; a description is not.",
    async run(context) {
      const parameters = await sentTool(context, { type: "object", properties: { days: { type: "integer", minimum: 3, maximum: 4711 }, code: { type: "string", pattern: "^[A-Z]{2}$" } } });
      const described = Object.values(readObject(parameters, "properties") ?? {}).map((property) => (property as JSONObject)["description"] ?? "");
      assert.match(String(described[0]), /3[^]*4711/);
      assert.match(String(described[1]), /\[A-Z\]\{2\}/);
    },
  },
  {
    name: "a parameter of any kind does not break the call",
    fact: "A property whose schema is `true` is refused with a 400.",
    async run(context) {
      const parameters = await sentTool(context, { type: "object", properties: { anything: true } });
      assert.equal(typeof readObject(parameters, "properties")?.["anything"], "object");
    },
  },
  {
    name: "a tool's result names its tool and its call",
    fact: "Templates tell results apart by the one or by the other; published libraries send one of them, or neither.",
    async run(context) {
      const { body } = await sent(context, { prompt: toolRound({}), tools: [weather] }, "tools");
      const result = messagesOf(body).at(-1);
      assert.deepEqual([result?.["role"], result?.["tool_name"], result?.["tool_call_id"]], ["tool", "weather", "call_1"]);
    },
  },
  {
    name: "the input of an earlier call is sent as an object, whatever it is",
    fact: "A text is refused with a 400.",
    async run(context) {
      for (const input of [{ city: "Paris" }, '{"city":"Paris"}', '{"city": Par', "", ["Paris"]]) {
        const { body } = await sent(context, { prompt: toolRound({ input }), tools: [weather] }, "tools");
        const [call] = readList(messagesOf(body)[1], "tool_calls") as readonly JSONObject[];
        const given = readObject(call, "function")?.["arguments"];
        assert.ok(typeof given === "object" && given !== null && !Array.isArray(given), JSON.stringify(given));
      }
    },
  },
  {
    name: "tools beside a format are warned about",
    fact: "Held to a format, most models call no tool.",
    async run(context) {
      const { warned } = await sent(context, { tools: [weather], responseFormat: { type: "json", schema } }, "tools");
      assert.match(warned, /responseFormat|tools/);
    },
  },
];

const messages: readonly CaseOf[] = [
  {
    name: "content is one text, however many parts it has",
    fact: "A list is refused with a 400.",
    async run(context) {
      const content = [{ type: "text" as const, text: "one" }, { type: "text" as const, text: "two" }];
      const { body } = await sent(context, { prompt: [{ role: "system", content: "Be brief." }, { role: "user", content }, { role: "assistant", content }, ...ask("three")] });
      assert.deepEqual(messagesOf(body).map((message) => typeof message["content"]), ["string", "string", "string", "string"]);
    },
  },
  {
    name: "a schema is told in the prompt too",
    fact: "The grammar holds the model to the schema without showing it.",
    async run(context) {
      const { body } = await sent(context, { responseFormat: { type: "json", schema } }, "structured");
      assert.match(JSON.stringify(body["format"]), /canary_property/);
      assert.match(JSON.stringify(body["messages"]), /canary_property/);
    },
  },
];

const files: readonly CaseOf[] = [
  {
    name: "no link to an image is passed on",
    fact: "Ollama fetches nothing and answers 400; a library that claims links keeps the AI SDK from fetching them.",
    async run({ model }) {
      const url = "https://example.com/photo.png";
      const claimed = Object.values(await model("vision").supportedUrls).flat();
      assert.ok(!claimed.some((pattern) => pattern.test(url)), "links are claimed");
    },
  },
  {
    name: "no file of this machine is read for an image",
    fact: "A published library takes a text that happens to be a path, reads the file and uploads it.",
    async run({ answer, generate, emulator }) {
      const path = fileURLToPath(import.meta.url);
      const secret = Buffer.from(await readFile(path)).toString("base64").slice(0, 60);
      answer({ kind: "model", text: "ok" });
      const prompt: LanguageModelV4Prompt = [{ role: "user", content: [{ type: "file", mediaType: "image/png", data: { type: "data", data: path } }] }];
      await generate({ prompt }, "vision").catch(() => undefined);
      assert.ok(emulator.requests.every(({ rawBody }) => !Buffer.from(rawBody).includes(secret)), "the file was sent");
    },
  },
  {
    name: "the picture of a data URL is sent without what is in front of it",
    fact: "`data:` is refused as illegal base64.",
    async run(context) {
      const prompt: LanguageModelV4Prompt = [{ role: "user", content: [{ type: "file", mediaType: "image/png", data: { type: "url", url: new URL("data:image/png;base64,iVBORw0KGgo=") } }] }];
      const { body } = await sent(context, { prompt }, "vision");
      assert.deepEqual(readList(messagesOf(body).at(-1), "images"), ["iVBORw0KGgo="]);
    },
  },
];

const levels = { none: [false], minimal: ["low"], low: ["low"], medium: ["medium"], high: ["high"], xhigh: ["high", "max"], max: ["high", "max"] } as const;

const reasoning: readonly CaseOf[] = [
  {
    name: "whether to think is left to the model unless it is said",
    fact: "`think: false` on every call turns thinking off, and makes some servers forget the format.",
    async run(context) {
      assert.equal((await sent(context, {}, "reasoning")).body["think"], undefined);
    },
  },
  {
    name: "every level of reasoning is one that Ollama has",
    fact: "It takes true, false, low, medium, high and max, and refuses every other word.",
    async run(context) {
      for (const [level, allowed] of Object.entries(levels)) {
        const { think } = (await sent(context, { reasoning: level as keyof typeof levels }, "reasoning")).body;
        assert.ok((allowed as readonly unknown[]).includes(think) || (level !== "none" && think === true), `${level}: ${JSON.stringify(think)}`);
      }
    },
  },
  {
    name: "thoughts of earlier turns go back as thoughts",
    fact: "Models that think between calls of tools need them; published libraries put them into the text, or drop them.",
    async run(context) {
      const turn = [{ type: "reasoning" as const, text: "secret-thought" }, { type: "text" as const, text: "One." }];
      const { body } = await sent(context, { prompt: [...ask("One?"), { role: "assistant", content: turn }, ...ask("Two?")] }, "reasoning");
      const [, assistant] = messagesOf(body);
      assert.deepEqual([assistant?.["content"], assistant?.["thinking"]], ["One.", "secret-thought"]);
    },
  },
];

const topLevel: ReadonlySet<string> = new Set(["model", "messages", "tools", "format", "options", "stream", "keep_alive", "think", "truncate", "shift", "logprobs", "top_logprobs"]);

const options: readonly CaseOf[] = [
  {
    name: "settings are sent where Ollama reads them",
    fact: "A field beside `options` is passed over without a word; a published library sends `temperature` there.",
    async run(context) {
      const { body } = await sent(context, { temperature: 0, topP: 0.5, topK: 7, seed: 7, maxOutputTokens: 9, stopSequences: ["END"], presencePenalty: 0.5, frequencyPenalty: 0.25 });
      assert.deepEqual(Object.keys(body).filter((field) => !topLevel.has(field)), []);
      const asked = { temperature: 0, top_p: 0.5, top_k: 7, seed: 7, num_predict: 9, stop: ["END"], presence_penalty: 0.5, frequency_penalty: 0.25 };
      assert.deepEqual({ ...readObject(body, "options"), ...asked }, readObject(body, "options"));
    },
  },
  {
    name: "how long a model stays loaded is sent with a unit, or as seconds",
    fact: "A text of digits is refused with a 400.",
    needs: ["portolan"],
    async run(context) {
      const { id } = context.portolan();
      for (const keepAlive of ["10m", -1, 0, 300]) {
        const { body } = await sent(context, { providerOptions: { [id]: { keepAlive } } });
        assert.equal(body["keep_alive"], keepAlive);
      }
      const outcome = await sent(context, { providerOptions: { [id]: { keepAlive: "300" } } }).then(({ body }) => body["keep_alive"], () => "refused");
      assert.ok(outcome === 300 || outcome === "300s" || outcome === "refused", String(outcome));
    },
  },
  {
    name: "Ollama's options of a call beat those of its model, one by one",
    fact: "A call that says one of them keeps the others; a published library lets the model's win.",
    needs: ["portolan"],
    async run({ answer, portolan, models, emulator, wire }) {
      const provider = portolan({ models: { [models.text]: { options: { keepAlive: "5m", temperature: 0.75 } } } });
      answer({ kind: "model", text: "ok" });
      await provider.languageModel(models.text).doGenerate({ prompt: ask("Hello"), temperature: 0, providerOptions: { [provider.id]: { keepAlive: "10m" } } });
      await provider.languageModel(models.text).doGenerate({ prompt: ask("Hello") });
      const found = emulator.requests.map(({ body = {} }) => [body["keep_alive"], wire.setting(body, "temperature")]);
      assert.deepEqual(found, [["10m", 0], ["5m", 0.75]]);
    },
  },
  {
    name: "a prompt that was cut is warned about, with numbers",
    fact: "Ollama drops the oldest messages and says nothing; the counters give it away.",
    needs: ["portolan"],
    async run({ stream, generate, portolan, models, use }) {
      const { id } = portolan();
      const prompt: LanguageModelV4Prompt = [...ask("The word is canary. ".repeat(200)), { role: "assistant", content: [{ type: "text", text: "I see. ".repeat(200) }] }, ...ask("Which word?")];
      const call = { prompt, providerOptions: { [id]: { contextWindow: 256 } } };
      use({ answers: () => ({ kind: "model", text: "No idea.", modelId: models.text }) });
      const { warnings } = await generate(call);
      assert.match(JSON.stringify(warnings), /256/);
      assert.match(JSON.stringify(await stream(call)), /"warnings":\[[^]*256/);
    },
  },
  {
    name: "a prompt that would be cut is an error where the caller wants no cuts",
    fact: "With `truncate: false` and `shift: false` Ollama says so; or the caller is told before.",
    needs: ["portolan"],
    async run({ generate, portolan, answer }) {
      const { id } = portolan();
      answer({ kind: "model", text: "No idea." });
      await assert.rejects(generate({ prompt: ask("The word is canary. ".repeat(400)), providerOptions: { [id]: { contextWindow: 256, strictContext: true } } }), /context/);
    },
  },
  {
    name: "a context that fits is asked for",
    fact: "The server's own is 4096 on most machines; through OpenAI's form it cannot be chosen at all.",
    needs: ["portolan"],
    async run(context) {
      const { id } = context.portolan();
      const { body } = await sent(context, { prompt: ask("The word is canary. ".repeat(2_000)), providerOptions: { [id]: { contextWindow: "fit" } } });
      const asked = readObject(body, "options")?.["num_ctx"];
      assert.ok(typeof asked === "number" && asked > 8_000, `num_ctx: ${String(asked)}`);
    },
  },
];

const embeddings: readonly CaseOf[] = [
  {
    name: "whether a long text is cut for an embedding is left to the server",
    fact: "`truncate: false` on every call makes every long text a 400.",
    needs: ["embeddings"],
    async run({ embeddingModel, emulator }) {
      const { embeddings: found } = await embeddingModel().doEmbed({ values: ["one", "two", "three"] });
      assert.equal(found.length, 3);
      const asked = emulator.requests.filter(({ path }) => path === "/api/embed");
      assert.deepEqual(asked.map(({ body }) => [body?.["input"], body?.["truncate"]]), [[["one", "two", "three"], undefined]]);
    },
  },
];

const ofOllama = (cases: readonly CaseOf[], ...needs: readonly Need[]): readonly CaseOf[] => cases.map((one) => ({ ...one, needs: ["ollama", ...needs, ...(one.needs ?? [])] }));

/** What Ollama's native API wants to be sent. */
export const ollamaRequests: readonly ConformanceCase[] = [
  ...casesOf("tools", ofOllama(tools, "tools")),
  ...casesOf("structured output", ofOllama(messages)),
  ...casesOf("files", ofOllama(files, "imageInput")),
  ...casesOf("reasoning", ofOllama(reasoning, "reasoning")),
  ...casesOf("options", ofOllama(options)),
  ...casesOf("embeddings", ofOllama(embeddings)),
];

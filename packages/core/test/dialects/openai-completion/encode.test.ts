import { UnsupportedFunctionalityError, type JSONObject, type LanguageModelV4CallOptions, type LanguageModelV4Prompt } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { openaiCompletion, type OpenAICompletionSpec } from "../../../src/openai-completion.ts";
import { callOf } from "../openai-chat/call.ts";

type Given = Parameters<typeof callOf>[0] & { readonly completion?: OpenAICompletionSpec };

function encoded({ completion, ...given }: Given) {
  const { call, warnings } = callOf(given);
  const dialect = openaiCompletion(completion);
  return { ...dialect.encode(call, dialect.wire(given.wire === undefined ? [] : [given.wire])), warnings };
}

const user = (...texts: string[]): LanguageModelV4Prompt[number] => ({ role: "user", content: texts.map((text) => ({ type: "text", text })) });
const assistant = (text: string): LanguageModelV4Prompt[number] => ({ role: "assistant", content: [{ type: "text", text }] });
const prompted = (...prompt: LanguageModelV4Prompt): JSONObject => encoded({ options: { prompt } }).body;

describe("the prompt", () => {
  it("[S1-13] is the user's text as it is", () => {
    expect(encoded({ options: { prompt: [user("Once upon", " a time\n")] } })).toEqual({
      path: "/completions",
      body: { model: "m", prompt: "Once upon a time\n" },
      stream: false,
      warnings: [],
    });
  });

  it("has the system's words in front", () => {
    expect(prompted({ role: "system", content: "A tale." }, user("Once"))).toEqual({ model: "m", prompt: "A tale.\n\nOnce" });
  });

  it("is a transcript where there is a conversation, stopped where the user would speak", () => {
    const prompt: LanguageModelV4Prompt = [{ role: "system", content: "Be brief." }, user("Hi"), assistant("Hello."), user("Bye")];
    expect(encoded({ options: { prompt } })).toMatchObject({
      body: { prompt: "Be brief.\n\nUser: Hi\n\nAssistant: Hello.\n\nUser: Bye\n\nAssistant:", stop: ["\nUser:"] },
      warnings: [{ type: "compatibility", feature: "prompt" }],
    });
  });

  it("goes on with what the model has begun to say", () => {
    expect(prompted(user("Count"), assistant("1, 2,"))["prompt"]).toBe("User: Count\n\nAssistant: 1, 2,");
  });

  it("keeps the caller's stop sequences, four at the most", () => {
    const options = (stopSequences: string[]): Partial<LanguageModelV4CallOptions> => ({ prompt: [user("a"), assistant("b"), user("c")], stopSequences });
    expect(encoded({ options: options(["END"]) }).body["stop"]).toEqual(["END", "\nUser:"]);
    expect(encoded({ options: options(["1", "2", "3", "4"]) }).body["stop"]).toEqual(["1", "2", "3", "4"]);
  });

  it("leaves out what the model thought", () => {
    expect(prompted(user("a"), { role: "assistant", content: [{ type: "reasoning", text: "hm" }, { type: "text", text: "b" }] })["prompt"]).toBe("User: a\n\nAssistant: b");
  });
});

describe("what text cannot hold", () => {
  const file: LanguageModelV4Prompt[number] = { role: "user", content: [{ type: "file", mediaType: "image/png", data: { type: "data", data: "AA==" } }] };
  const result: LanguageModelV4Prompt[number] = { role: "tool", content: [{ type: "tool-result", toolCallId: "1", toolName: "t", output: { type: "text", value: "x" } }] };

  it.each<[string, Partial<LanguageModelV4CallOptions>]>([
    ["tools", { tools: [{ type: "function", name: "t", inputSchema: {} }] }],
    ["a file part in a prompt", { prompt: [file] }],
    ["a tool-result part in a prompt", { prompt: [user("a"), result] }],
  ])("%s: refused before anything is sent, with the way out", (functionality, options) => {
    let refusal: unknown;
    try {
      encoded({ options });
    } catch (error) {
      refusal = error;
    }
    expect(UnsupportedFunctionalityError.isInstance(refusal)).toBe(true);
    expect(refusal).toMatchObject({ functionality, message: expect.stringMatching(`^test/m: ${functionality}: .*languageModel`) });
  });

  it("warns of a response format and of reasoning", () => {
    const { body, warnings } = encoded({ options: { responseFormat: { type: "json" }, reasoning: "high" } });
    expect(body).toEqual({ model: "m", prompt: "Hello" });
    expect(warnings).toEqual([{ type: "unsupported", feature: "responseFormat" }, { type: "unsupported", feature: "reasoning" }]);
    expect(encoded({ options: { responseFormat: { type: "text" }, reasoning: "none" } }).warnings).toEqual([]);
  });
});

describe("settings", () => {
  it("are sent as the service spells them", () => {
    const { body } = encoded({ options: { maxOutputTokens: 9, temperature: 0, seed: 4 }, wire: { fields: { seed: "random_seed" } } });
    expect(body).toMatchObject({ max_tokens: 9, temperature: 0, random_seed: 4 });
  });

  it("limit the output by max_tokens, also where chats have another word", () => {
    const { body } = encoded({ options: { maxOutputTokens: 9 }, wire: { fields: { maxOutputTokens: "max_completion_tokens" } } });
    expect(body).toEqual({ model: "m", prompt: "Hello", max_tokens: 9 });
    expect(encoded({ options: { maxOutputTokens: 9 }, lessons: ["max-completion-tokens"] }).body["max_tokens"]).toBe(9);
  });

  it("[S1-13] of this endpoint alone come from the provider options", () => {
    const own = { suffix: "}", echo: true, logprobs: 3, bestOf: 2, prompt: "another", stream: true };
    expect(encoded({ own }).body).toEqual({ model: "m", prompt: "Hello", suffix: "}", echo: true, logprobs: 3, best_of: 2 });
  });

  it("ask for a stream with its usage, unless the service refuses to be asked", () => {
    expect(encoded({ stream: true })).toMatchObject({ stream: true, body: { stream: true, stream_options: { include_usage: true } } });
    expect(encoded({ stream: true, lessons: ["no-stream-options"] }).body).toEqual({ model: "m", prompt: "Hello", stream: true });
  });

  it("go where the service has its completions, and are looked at last", () => {
    const completion: OpenAICompletionSpec = { path: "/fim/completions", finishBody: (body, { modelId }) => ({ ...body, min_tokens: modelId.length }) };
    expect(encoded({ completion })).toMatchObject({ path: "/fim/completions", body: { prompt: "Hello", min_tokens: 1 } });
  });
});

it("learns of a refusal what concerns it", () => {
  const { learn } = openaiCompletion();
  const request = { path: "/completions", body: { max_tokens: 1, stream_options: {} }, stream: true };
  expect(learn?.({ status: 400, message: "Unknown field stream_options" }, request)).toMatchObject({ id: "no-stream-options" });
  expect(learn?.({ status: 400, message: "use max_completion_tokens" }, request)).toBeUndefined();
});

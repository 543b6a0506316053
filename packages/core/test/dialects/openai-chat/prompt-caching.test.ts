import { InvalidArgumentError, type JSONObject, type JSONValue, type LanguageModelV4CallOptions, type LanguageModelV4Prompt } from "@ai-sdk/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encoded, hello } from "./call.ts";

const marker = { type: "ephemeral" };
const own = (said: JSONObject) => ({ providerOptions: { test: said } });
const text = (words: string, said?: JSONObject) => ({ type: "text" as const, text: words, ...(said === undefined ? {} : own(said)) });
const system = { role: "system" as const, content: "You sail." };
const tools: NonNullable<LanguageModelV4CallOptions["tools"]> = ["row", "sail"].map((name) => ({ type: "function", name, inputSchema: { type: "object" } }));
const talk: LanguageModelV4Prompt = [
  system,
  { role: "user", content: [text("Where?")] },
  { role: "assistant", content: [text("North.")] },
  { role: "user", content: [text("How far?"), { type: "file", mediaType: "image/png", data: { type: "data", data: "AAAA" } }] },
];

interface Given {
  readonly caching?: JSONValue;
  readonly wire?: "cache_control" | "prompt_cache_key" | "automatic" | false;
  readonly options?: Partial<LanguageModelV4CallOptions>;
  readonly more?: JSONObject;
}

function encodedWith({ caching, wire = "cache_control", options = {}, more = {} }: Given) {
  return encoded({ options, own: { ...(caching === undefined ? {} : { promptCaching: caching }), ...more }, wire: { promptCaching: wire } });
}

function markersOf(body: JSONObject): number {
  return JSON.stringify(body).match(/"cache_control":/g)?.length ?? 0;
}

describe("promptCaching by cache_control", () => {
  it("marks the end of the system's words, of the newest user turn and of the tools", () => {
    const { body, warnings } = encodedWith({ caching: true, options: { prompt: talk, tools } });
    expect(body["messages"]).toEqual([
      { role: "system", content: [{ type: "text", text: "You sail.", cache_control: marker }] },
      { role: "user", content: "Where?" },
      { role: "assistant", content: "North." },
      { role: "user", content: [{ type: "text", text: "How far?", cache_control: marker }, expect.objectContaining({ type: "image_url" })] },
    ]);
    expect(body["tools"]).toEqual([expect.not.objectContaining({ cache_control: marker }), expect.objectContaining({ cache_control: marker })]);
    expect([body["prompt_caching"], warnings]).toEqual([undefined, []]);
  });

  it("says for how long", () => {
    const { body } = encodedWith({ caching: { ttl: "1h" } });
    expect(body["messages"]).toEqual([{ role: "user", content: [{ type: "text", text: "Hello", cache_control: { type: "ephemeral", ttl: "1h" } }] }]);
  });

  it("marks the last of several system messages, and the user's turn in front of tool results", () => {
    const prompt: LanguageModelV4Prompt = [
      system,
      { role: "system", content: "Twice." },
      ...hello,
      { role: "assistant", content: [{ type: "tool-call", toolCallId: "1", toolName: "row", input: {} }] },
      { role: "tool", content: [{ type: "tool-result", toolCallId: "1", toolName: "row", output: { type: "text", value: "done" } }] },
    ];
    const messages = encodedWith({ caching: true, options: { prompt } }).body["messages"] as JSONObject[];
    expect(messages.map((message) => markersOf(message))).toEqual([0, 1, 1, 0, 0]);
  });

  it("marks no words but the system's and the user's", () => {
    const prompt: LanguageModelV4Prompt = [system, { role: "assistant", content: [text("Ahoy.")] }, ...hello];
    const messages = encodedWith({ caching: true, options: { prompt } }).body["messages"] as JSONObject[];
    expect(messages.map((message) => markersOf(message))).toEqual([1, 0, 1]);
  });

  it("marks no tool that is the service's own", () => {
    const search = { type: "provider" as const, id: "test.search" as const, name: "search", args: {} };
    const { body } = encodedWith({ caching: true, options: { tools: [...tools, search] } });
    expect((body["tools"] as JSONObject[]).map((tool) => markersOf(tool))).toEqual([0, 1, 0]);
  });

  it("marks no empty text and no picture", () => {
    const picture = { type: "file" as const, mediaType: "image/png", data: { type: "data" as const, data: "AAAA" } };
    for (const content of [[picture], [text("")]]) {
      expect(markersOf(encodedWith({ caching: true, options: { prompt: [{ role: "user", content }] } }).body)).toBe(0);
    }
    expect(markersOf(encodedWith({ caching: true, options: { prompt: [] } }).body)).toBe(0);
  });

  it("leaves the caller's own markers where they are, and counts them first", () => {
    const said = { cacheControl: { type: "ephemeral", ttl: "1h" } };
    const prompt: LanguageModelV4Prompt = [
      { ...system, ...own(said) },
      { role: "user", content: [text("a", said), text("b", { cache_control: marker }), text("c")] },
      { role: "user", content: [text("d")] },
    ];
    const { body } = encodedWith({ caching: true, options: { prompt, tools } });
    expect(body["messages"]).toEqual([
      { role: "system", content: [{ type: "text", text: "You sail.", cache_control: { type: "ephemeral", ttl: "1h" } }] },
      { role: "user", content: [{ type: "text", text: "a", cache_control: { type: "ephemeral", ttl: "1h" } }, { type: "text", text: "b", cache_control: marker }, { type: "text", text: "c" }] },
      { role: "user", content: [{ type: "text", text: "d", cache_control: marker }] },
    ]);
    expect(markersOf(body)).toBe(4);
  });

  it("counts a marker of the whole request", () => {
    const prompt: LanguageModelV4Prompt = [{ role: "user", content: [text("a", { cache_control: marker }), text("b", { cache_control: marker }), text("c", { cache_control: marker }), text("d")] }];
    const { body } = encodedWith({ caching: true, options: { prompt }, more: { cacheControl: marker } });
    expect([body["cache_control"], markersOf(body)]).toEqual([marker, 4]);
  });

  it("is never more than four markers, and never fewer than the caller's", () => {
    const message = fc.record({ role: fc.constantFrom("system" as const, "user" as const), marks: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }), whole: fc.boolean() });
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 5 }), fc.boolean(), (list, withTools) => {
        const prompt = list.map(({ role, marks, whole }): LanguageModelV4Prompt[number] => {
          const said = whole ? own({ cacheControl: marker }) : {};
          return role === "system" ? { role, content: "s", ...said } : { role, content: marks.map((isMarked) => text("u", isMarked ? { cache_control: marker } : undefined)), ...said };
        });
        const options = { prompt, ...(withTools ? { tools } : {}) };
        const explicit = markersOf(encodedWith({ options }).body);
        const all = markersOf(encodedWith({ caching: true, options }).body);
        expect(all).toBeGreaterThanOrEqual(explicit);
        expect(all).toBeLessThanOrEqual(Math.max(4, explicit));
        expect(all).toBeGreaterThan(0);
      }),
    );
  });

  it("puts a marker that was given to a message on its last text, also unasked, where the service reads it there", () => {
    const prompt: LanguageModelV4Prompt = [{ role: "user", content: [text("a"), text("b")], ...own({ cacheControl: marker }) }];
    expect(encodedWith({ options: { prompt } }).body["messages"]).toEqual([{ role: "user", content: [{ type: "text", text: "a" }, { type: "text", text: "b", cache_control: marker }] }]);
    expect(encodedWith({ options: { prompt }, wire: false }).body["messages"]).toMatchObject([{ cache_control: marker }]);
  });

  it("keeps the marker that a text has beside its message's, and leaves that of a tool's result", () => {
    const longer = { type: "ephemeral", ttl: "1h" };
    const said = own({ cacheControl: marker });
    const prompt: LanguageModelV4Prompt = [
      { role: "user", content: [text("a", { cacheControl: longer })], ...said },
      { role: "tool", content: [{ type: "tool-result", toolCallId: "1", toolName: "row", output: { type: "text", value: "done" } }], ...said },
    ];
    expect(encodedWith({ options: { prompt } }).body["messages"]).toEqual([
      { role: "user", content: [{ type: "text", text: "a", cache_control: longer }] },
      { role: "tool", tool_call_id: "1", content: "done", cache_control: marker },
    ]);
  });
});

describe("promptCaching by prompt_cache_key", () => {
  const keyOf = (options: Partial<LanguageModelV4CallOptions>, caching: JSONValue = true): unknown => encodedWith({ caching, wire: "prompt_cache_key", options }).body["prompt_cache_key"];

  it("sends the key that is given", () => {
    expect(keyOf({ prompt: talk }, { key: "charts" })).toBe("charts");
  });

  it("makes one of the system's words and the tools' names, short and saying nothing of them", () => {
    const key = keyOf({ prompt: talk, tools });
    expect(key).toBe("portolan-2eb0666fd7369a2b");
    expect(keyOf({ prompt: [system, ...hello], tools })).toBe(key);
    expect(keyOf({ prompt: talk })).not.toBe(key);
    expect(keyOf({ prompt: [{ role: "system", content: "You sail!" }, ...hello], tools })).not.toBe(key);
  });

  it("sends none where prompts have no beginning in common", () => {
    expect(keyOf({ prompt: hello })).toBeUndefined();
  });

  it("yields to the service's own option", () => {
    expect(encodedWith({ caching: true, wire: "prompt_cache_key", options: { prompt: talk }, more: { promptCacheKey: "own" } }).body["prompt_cache_key"]).toBe("own");
  });

  it("warns that it cannot say for how long", () => {
    expect(encodedWith({ caching: { ttl: "5m" }, wire: "prompt_cache_key" }).warnings).toMatchObject([{ type: "unsupported", feature: "promptCaching.ttl" }]);
  });
});

describe("promptCaching", () => {
  it("is nothing to say where the service caches by itself", () => {
    expect(encodedWith({ caching: { ttl: "1h" }, wire: "automatic" })).toEqual(encodedWith({ wire: "automatic" }));
  });

  it("is warned about where the service cannot", () => {
    const { body, warnings } = encodedWith({ caching: true, wire: false });
    expect(warnings).toEqual([{ type: "unsupported", feature: "promptCaching" }]);
    expect(body).toEqual(encodedWith({ wire: false }).body);
  });

  it.each(["cache_control", "prompt_cache_key", "automatic", false] as const)("may be turned off where it is %s", (wire) => {
    expect(encodedWith({ caching: false, wire })).toEqual(encodedWith({ wire }));
  });

  it.each<[JSONValue]>([["yes"], [1], [null], [["5m"]], [{ ttl: "2h" }], [{ ttl: 5 }], [{ key: "" }], [{ key: 7 }], [{ tll: "5m" }]])("is refused as %j, whatever the service does", (caching) => {
    for (const wire of ["cache_control", "prompt_cache_key", "automatic", false] as const) {
      expect(() => encodedWith({ caching, wire })).toThrow(expect.toSatisfy(InvalidArgumentError.isInstance));
    }
    expect(() => encodedWith({ caching })).toThrow('test/m: providerOptions.test.promptCaching is true, false or { ttl?: "5m" | "1h", key?: string }.');
  });
});

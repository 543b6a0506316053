import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../../src/emulator/index.ts";
import { ollamaModelRow } from "../../../src/emulator/ollama/model-store.ts";
import { fitMessages } from "../../../src/emulator/ollama/prompt-fit.ts";
import { ask, chat } from "./client.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("ollama");
});
beforeEach(() => emulator.use({}));
afterAll(() => emulator.close());

/** A message of so many tokens. */
const turn = (role: string, tokens: number, mark: string) => ({ role, content: mark.repeat((tokens - 4) * 4) });
const marksOf = (fitted: ReturnType<typeof fitMessages>): unknown => (fitted === "too long" ? fitted : fitted.messages.map(({ content }) => String(content)[0]));

describe("a conversation in a context", () => {
  const messages = [turn("system", 20, "s"), turn("user", 50, "a"), turn("assistant", 50, "b"), turn("user", 30, "c")];

  it("is kept where it fits", () => {
    expect(fitMessages({ messages }, 151)).toMatchObject({ tokens: 150 });
  });

  it("loses its oldest messages, but not the system's", () => {
    expect(marksOf(fitMessages({ messages }, 150))).toEqual(["s", "b", "c"]);
    expect(marksOf(fitMessages({ messages }, 60))).toEqual(["s", "c"]);
  });

  it("is cut to about half where its last message alone is too long", () => {
    expect(fitMessages({ messages: [turn("user", 600, "a")] }, 512)).toMatchObject({ tokens: 258 });
    expect(fitMessages({ messages: [turn("user", 600, "a")], options: { num_keep: 100 } }, 512)).toMatchObject({ tokens: 306 });
  });

  it("is refused where nothing may be cut", () => {
    expect(fitMessages({ messages, truncate: false }, 150)).toBe("too long");
    expect(fitMessages({ messages: [turn("user", 600, "a")], shift: false }, 512)).toBe("too long");
  });

  it("counts a picture as 768 tokens", () => {
    expect(fitMessages({ messages: [{ role: "user", content: "", images: ["AAAA"] }] }, 4096)).toMatchObject({ tokens: 772 });
  });
});

describe("a call in a small context", () => {
  const loadedContext = async (): Promise<number> => (await ask(emulator, "/api/ps", undefined, "GET")).value.models[0].context_length;

  const long = [{ role: "user", content: "x".repeat(4000) }, { role: "user", content: "Hi" }];

  it("is answered without a word about what was cut", async () => {
    const { value } = await chat(emulator, { messages: long, options: { num_ctx: 128 } });
    expect(value).toMatchObject({ done_reason: "stop", prompt_eval_count: 5 });
    expect(JSON.stringify(value)).not.toMatch(/trunc|cut/);
  });

  it("is refused in the server's words", async () => {
    expect(await chat(emulator, { messages: long, options: { num_ctx: 128 }, truncate: false })).toEqual({ status: 400, value: { error: "the input length exceeds the context length" } });
    const alone = [{ role: "user", content: "x".repeat(4000) }];
    expect((await chat(emulator, { messages: alone, options: { num_ctx: 128 }, shift: false })).value.error).toMatch(/^the prompt is longer than the context length/);
  });

  it("gets no more than the model was trained with, and no less than 4", async () => {
    emulator.use({ models: [ollamaModelRow("tiny", { family: "llama", size: 1, parameters: "1M", context: 2048, embedding: 64, capabilities: ["completion"] })] });
    for (const [asked, given] of [[100_000, 2048], [1, 4]] as const) {
      await ask(emulator, "/api/chat", { model: "tiny", options: { num_ctx: asked } });
      expect(await loadedContext()).toBe(given);
    }
  });

  it("gets the server's own where it asks for none", async () => {
    await ask(emulator, "/api/chat", { model: "llama3.2" });
    expect(await loadedContext()).toBe(4096);
  });

  it("is seen as the model would see it, when asked for that alone", async () => {
    const { value } = await chat(emulator, { messages: long, options: { num_ctx: 128 }, _debug_render_only: true });
    expect(value["_debug_info"].rendered_template).toBe("<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n");
  });
});

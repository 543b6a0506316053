import type { ModelAnswer } from "@portolan/testing/emulator";
import { describe, expect, it } from "vitest";
import { portolan, start } from "./support/cli.ts";
import { emulate, groqEnv, localEnv } from "./support/services.ts";

const answer: ModelAnswer = { kind: "model", reasoning: "Let me think of the sea.", text: "It is salty. Ünïcödé 🌊 too." };

describe("the answer", () => {
  it("is all there is on stdout; reasoning, usage and timing are on stderr", async () => {
    const emulator = await emulate("groq", { answers: [answer] });
    const { code, stdout, stderr } = await portolan(["Why is the sea salt?"], { env: groqEnv(emulator) });
    expect(stdout).toBe(`${answer.text}\n`);
    expect(code).toBe(0);
    expect(stderr).toContain("Let me think of the sea.");
    expect(stderr).toMatch(/^groq\/\S+ · http:\/\/127\.0\.0\.1:\d+\/openai\/v1\n/);
    expect(stderr).toMatch(/\d+ tokens in, \d+ out · .*of it reasoning.* · first after .* · .* in all/);
    expect(emulator.requests).toHaveLength(1);
    expect(emulator.lastRequest.body).toMatchObject({ stream: true, messages: [{ role: "user", content: "Why is the sea salt?" }] });
  });

  it("comes as it is written", async () => {
    const emulator = await emulate("groq", { answers: [{ kind: "model", text: "First words, then nothing more", deltaSize: 11, faults: { hangAfterBytes: 900 } }] });
    const running = start(["Go"], { env: groqEnv(emulator) });
    await running.shows(/First words/);
    expect(running.child.exitCode).toBeNull();
    running.child.kill("SIGINT");
    await running.ended;
  });

  it("ends in one line break, also when the model wrote it", async () => {
    const emulator = await emulate("groq", { answers: [{ kind: "model", text: "One line.\n" }] });
    expect((await portolan(["Go"], { env: groqEnv(emulator) })).stdout).toBe("One line.\n");
  });

  it("is asked for whole by --no-stream", async () => {
    const emulator = await emulate("groq", { answers: [answer] });
    const { code, stdout, stderr } = await portolan(["--no-stream", "Go"], { env: groqEnv(emulator) });
    expect(stdout).toBe(`${answer.text}\n`);
    expect(stderr).toContain("Let me think of the sea.");
    expect(emulator.lastRequest.body?.["stream"] ?? false).toBe(false);
    expect(code).toBe(0);
  });

  it.each([[["--json"]], [["--json", "--no-stream"]]])("is one JSON object with %j", async (flags) => {
    const emulator = await emulate("groq", { answers: [answer] });
    const { code, stdout, stderr } = await portolan([...flags, "--model", "groq/openai/gpt-oss-20b", "Go"], { env: groqEnv(emulator) });
    const printed = JSON.parse(stdout) as Record<string, unknown>;
    expect(printed).toMatchObject({
      model: "groq/openai/gpt-oss-20b",
      text: answer.text,
      reasoning: answer.reasoning,
      toolCalls: [],
      finishReason: "stop",
      usage: { inputTokens: expect.any(Number), outputTokens: expect.any(Number), reasoningTokens: expect.any(Number) },
      timing: { totalMs: expect.any(Number) },
      warnings: [],
    });
    expect(stderr).not.toContain("Let me think");
    expect(code).toBe(0);
  });

  it("that was cut at the token limit says so", async () => {
    const emulator = await emulate("groq", { answers: [{ kind: "model", text: "It is", finishReason: "length" }] });
    const { code, stderr } = await portolan(["--max-tokens", "2", "Go"], { env: groqEnv(emulator) });
    expect(stderr).toContain("cut at the limit of output tokens (--max-tokens)");
    expect(code).toBe(0);
  });

  it("keeps its control characters in a pipe, but not on the terminal's side", async () => {
    const emulator = await emulate("groq", { answers: [{ kind: "model", reasoning: "think \u001b[31mred", text: "say \u001b[31mred" }] });
    const { stdout, stderr } = await portolan(["Go"], { env: groqEnv(emulator) });
    expect(stdout).toBe("say \u001b[31mred\n");
    expect(stderr).not.toContain("\u001b");
  });

  it("may be left unread", async () => {
    const emulator = await emulate("groq", { answers: [{ kind: "model", text: "word ".repeat(40_000) }] });
    const running = start(["Go"], { env: groqEnv(emulator) });
    await running.shows(/word/);
    running.child.stdout?.destroy();
    const { code, stderr } = await running.ended;
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/EPIPE|error/i);
    expect(await emulator.lastRequest.ended).toBe("disconnected");
  });
});

describe("the flags", () => {
  it("reach the service", async () => {
    const emulator = await emulate("openai", { answers: [answer] });
    const flags = ["--model", "local/any-model", "--system", "Be brief.", "--temperature", "0.2", "--max-tokens", "64", "--reasoning", "low"];
    const { code } = await portolan(["run", ...flags, "Go"], { env: localEnv(emulator) });
    expect(code).toBe(0);
    expect(emulator.lastRequest.body).toMatchObject({
      model: "any-model",
      temperature: 0.2,
      max_tokens: 64,
      reasoning_effort: "low",
      messages: [{ role: "system", content: "Be brief." }, { role: "user" }],
    });
  });

  it("split a reference at its first slash, and take a provider as it is written", async () => {
    const emulator = await emulate("openai", { answers: [answer] });
    await portolan(["--model", "My_LLM//models/Smol.gguf", "Go"], { env: { MY_LLM_API_BASE: emulator.baseURL, MY_LLM_API_KEY: emulator.apiKey } });
    expect(emulator.lastRequest.body).toMatchObject({ model: "/models/Smol.gguf" });
  });

  it("--verbose tells of the call without its secrets", async () => {
    const emulator = await emulate("groq", { answers: [answer] });
    const { stdout, stderr } = await portolan(["--verbose", "Go"], { env: groqEnv(emulator) });
    expect(stdout).toBe(`${answer.text}\n`);
    expect(stderr).toMatch(/x-request-id: req_/);
    expect(stderr).toMatch(/x-ratelimit-remaining-requests: \d+/);
    expect(stderr).toMatch(/finish reason: stop/);
    expect(stderr).toMatch(/first part: /);
    expect(stderr).not.toContain(emulator.apiKey);
  });

  it("colours what is said about the answer where they are wanted", async () => {
    const emulator = await emulate("groq", { answers: [answer, answer] });
    const coloured = await portolan(["Go"], { env: { ...groqEnv(emulator), FORCE_COLOR: "1" } });
    expect(coloured.stderr).toContain("\u001b[2m");
    expect(coloured.stdout).toBe(`${answer.text}\n`);
    const plain = await portolan(["Go"], { env: { ...groqEnv(emulator), NO_COLOR: "1" } });
    expect(plain.stderr).not.toContain("\u001b");
  });
});

describe("standard input", () => {
  const sent = (body: unknown): string => (body as { messages: { content: string }[] }).messages.at(-1)?.content ?? "";

  it("is the prompt", async () => {
    const emulator = await emulate("groq", { answers: [answer] });
    await portolan([], { env: groqEnv(emulator), input: "Why is the sea salt?\n" });
    expect(sent(emulator.lastRequest.body)).toBe("Why is the sea salt?");
  });

  it("follows a typed prompt", async () => {
    const emulator = await emulate("groq", { answers: [answer] });
    await portolan(["Summarise:"], { env: groqEnv(emulator), input: "A long text.\n" });
    expect(sent(emulator.lastRequest.body)).toBe("Summarise:\n\nA long text.");
  });

  it("may be empty", async () => {
    const emulator = await emulate("groq", { answers: [answer] });
    await portolan(["Go"], { env: groqEnv(emulator), input: "" });
    expect(sent(emulator.lastRequest.body)).toBe("Go");
  });

  it("is not waited for when it is open and nothing comes", async () => {
    const emulator = await emulate("groq", { answers: [answer] });
    const running = start(["Go"], { env: groqEnv(emulator), stdin: "pipe" });
    expect((await running.ended).stdout).toBe(`${answer.text}\n`);
    expect(sent(emulator.lastRequest.body)).toBe("Go");
  });

  it("and a prompt both missing, the built-in question is asked and named", async () => {
    const emulator = await emulate("groq", { answers: [answer] });
    const { code, stderr } = await portolan([], { env: groqEnv(emulator) });
    expect(stderr).toContain(sent(emulator.lastRequest.body));
    expect(stderr).toContain("built-in");
    expect(code).toBe(0);
  });
});

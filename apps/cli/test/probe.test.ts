import { readProbeResult } from "@portolan/core/probe";
import { describe, expect, it } from "vitest";
import { portolan, start } from "./support/cli.ts";
import { arrival, emulate, localEnv } from "./support/services.ts";

const reference = "local/gpt-4.1-nano";

describe("probe", () => {
  it("[S0-22] shows what was measured beside what was believed, and marks what differs", async () => {
    const emulator = await emulate("openai");
    const env = { ...localEnv(emulator), LOCAL_MODELS: '{"gpt-4.1-nano": {"forcedToolChoice": false, "jsonSchema": true}}' };
    const { code, stdout, stderr } = await portolan(["probe", reference], { env });
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^CAPABILITY +MEASURED +BELIEVED +EVIDENCE$/);
    expect(lines.find((line) => line.startsWith("forcedToolChoice "))).toMatch(/yes +no \(user\) +differs +required: a tool was required/);
    expect(lines.find((line) => line.startsWith("jsonSchema "))).toMatch(/yes +yes \(user\) {2,}it answered by the schema/);
    expect(lines.find((line) => line.startsWith("tools "))).toMatch(/yes +\? +new /);
    expect(lines.find((line) => line.startsWith("audioInput "))).toMatch(/\? +\? +the sound was taken/);
    expect(lines.find((line) => line.startsWith("streamUsage "))).toMatch(/^streamUsage +yes {3,}the stream told/);
    expect(stderr).toMatch(/^\d+ requests · \d+ tokens in, \d+ out · /m);
    expect(stdout + stderr).not.toContain(emulator.apiKey);
    expect(code).toBe(0);
  });

  it("prints the definition to store, which the next call believes", async () => {
    const env = localEnv(await emulate("openai"));
    const { code, stdout } = await portolan(["probe", reference, "--json", "--max-requests", "4"], { env });
    expect(JSON.parse(stdout)).toEqual({ "gpt-4.1-nano": { kind: "language", streaming: true, tools: true, forcedToolChoice: true } });
    expect(code).toBe(0);
    const again = await portolan(["probe", reference, "--max-requests", "4"], { env: { ...env, LOCAL_MODELS: stdout } });
    expect(again.stdout).toMatch(/^tools +yes +yes \(user\)/m);
    expect(again.stdout).not.toMatch(/ (?:new|differs) /);
    expect(again.stdout).toContain("not measured: the budget of 4 requests was spent");
  });

  it("prints the evidence too when asked to", async () => {
    const { stdout } = await portolan(["probe", reference, "--json", "--verbose", "--max-requests", "2"], { env: localEnv(await emulate("openai")) });
    expect(readProbeResult(JSON.parse(stdout))).toMatchObject({ model: reference, requests: 2, evidence: { streaming: { verdict: true } } });
  });

  it("fails when the key is not taken, and finds nothing out by that", async () => {
    const emulator = await emulate("openai");
    const { code, stdout, stderr } = await portolan(["probe", reference], { env: { ...localEnv(emulator), LOCAL_API_KEY: "test-key-wrong" } });
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^error: local\/gpt-4\.1-nano: 401 auth/m);
    expect(emulator.requests).toHaveLength(1);
    expect(code).toBe(3);
  });

  it("shows what was found before it failed", async () => {
    let requests = 0;
    const emulator = await emulate("openai", { answers: () => ((requests += 1) > 1 ? { kind: "error", error: { status: 429, message: "slow down" } } : undefined) });
    const { code, stdout, stderr } = await portolan(["probe", reference], { env: localEnv(emulator) });
    expect(stdout).toMatch(/^streaming +yes/m);
    expect(stdout).not.toMatch(/^tools/m);
    expect(stderr).toMatch(/^error: .*429 rate-limit/m);
    expect(code).toBe(1);
  });

  it("stops at Ctrl-C, and the service stops writing", async () => {
    const emulator = await emulate("openai", { answers: () => ({ kind: "model", faults: { neverAnswer: true } }) });
    const probing = start(["probe", reference], { env: localEnv(emulator) });
    await arrival(emulator);
    probing.child.kill("SIGINT");
    expect((await probing.ended).code).toBe(130);
    expect(await emulator.lastRequest.ended).toBe("disconnected");
  });

  it.each([
    [["probe"], 2, /missing required argument/],
    [["probe", reference, "--max-requests", "0"], 2, /whole number above 0/],
    [["probe", "nobody/any"], 3, /No provider is called "nobody"/],
  ])("says what is wrong with %j", async (commandLine, exitCode, words) => {
    const { code, stdout, stderr } = await portolan(commandLine);
    expect(stdout).toBe("");
    expect(stderr).toMatch(words);
    expect(code).toBe(exitCode);
  });
});

import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../src/emulator/emulator.ts";
import { readRecording, replay } from "../src/recording.ts";

const file = new URL("../fixtures/llama-cpp/text-stream.json", import.meta.url);

describe("readRecording", () => {
  it("reads what was exchanged", async () => {
    const { server, request, response } = await readRecording(file);
    expect(server).toMatch(/^llama\.cpp b\d+$/);
    expect(request).toMatchObject({ method: "POST", path: "/v1/chat/completions", body: { stream: true } });
    expect(response.reads.length).toBeGreaterThan(20);
    expect(response.reads.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeGreaterThan(Buffer.byteLength(response.body));
  });

  it("names a file that holds something else", async () => {
    const other = join(await mkdtemp(join(tmpdir(), "portolan-recording-")), "other.json");
    await writeFile(other, JSON.stringify({ server: "none" }));
    await expect(readRecording(other)).rejects.toThrow(`${other} holds no recorded exchange`);
  });
});

describe("replay", () => {
  it("answers any request with the recorded status, headers and bytes", async () => {
    const emulator = await startEmulator("openai");
    onTestFinished(() => emulator.close());
    for (const name of ["llama-cpp/text-stream", "llama-cpp/context-exceeded", "litellm/key-missing", "litellm/text"]) {
      const recording = await readRecording(new URL(`../fixtures/${name}.json`, import.meta.url));
      emulator.use({ failNext: [replay(recording)] });
      const response = await fetch(`${emulator.baseURL}/anything`);
      expect(response.status).toBe(recording.response.status);
      expect(await response.text()).toBe(recording.response.body);
      for (const header of ["content-type", "server", "x-litellm-call-id"]) expect(response.headers.get(header)).toBe(recording.response.headers[header] ?? null);
      const { headers } = recording.response;
      expect(headers["content-length"]).toBe(headers["transfer-encoding"] === "chunked" ? undefined : response.headers.get("content-length"));
    }
  });

  it("leaves the recording as it was", async () => {
    const recording = await readRecording(file);
    replay(recording);
    expect(recording).toEqual(JSON.parse(await readFile(file, "utf8")));
  });
});

import { expect, it } from "vitest";
import { portolan } from "./support/cli.ts";
import { emulate, freePort, serve } from "./support/services.ts";

const canary = "test-key-canary-4f9d2c71";

/** The key as it is, and as a log may have made it: encoded, or the tail of a masked one. */
const traces = [canary, canary.slice(-8), encodeURIComponent(canary), Buffer.from(canary).toString("base64")];

it("no output ever holds a key", { timeout: 180_000 }, async () => {
  const emulator = await emulate("groq", { apiKeys: [canary] });
  const locked = await emulate("openai");
  const parrot = await serve(({ headers }, response) => {
    const said = JSON.stringify({ error: { message: `I do not like ${headers.authorization}, you know`, type: "authentication_error" } });
    response.writeHead(401, { "content-type": "application/json", "x-request-id": String(headers.authorization) }).end(said);
  });
  const groq = { GROQ_API_KEY: canary, GROQ_API_BASE: emulator.baseURL };
  const runs: readonly (readonly [commandLine: string[], env: Record<string, string>])[] = [
    [["--verbose", "Go"], groq],
    [["--verbose", "--json", "--no-stream", "Go"], groq],
    [["--verbose", "models"], groq],
    [["models", "--verbose"], groq],
    [["providers"], groq],
    [["--verbose", "Go"], { ...groq, GROQ_API_BASE: locked.baseURL }],
    [["--verbose", "--model", "local/any", "Go"], { LOCAL_API_BASE: `${parrot.origin}/v1`, LOCAL_API_KEY: canary }],
    [["--verbose", "--model", "local/any", "Go"], { LOCAL_API_BASE: `http://127.0.0.1:${await freePort()}/v1`, LOCAL_API_KEY: canary }],
    [["--verbose", "--model", "local/any", "Go"], { LOCAL_API_BASE: "http://127.0.0.1:1/v1", LOCAL_API_KEY: `${canary}\r\nx: y` }],
    [["--verbose", "Go"], { GROQ_API_KEY: canary, groq_api_key: `${canary}-other` }],
    [["--verbose", "Go"], { GROQ_API_KEY: canary, GROQ_API_BASE: "nonsense" }],
    [["providers"], { LOCAL_API_BASE: `http://user:${canary}@127.0.0.1:8080/v1` }],
  ];
  for (const [commandLine, env] of runs) {
    const { stdout, stderr } = await portolan(commandLine, { env });
    expect(stdout + stderr).toMatch(/\S/);
    expect(traces.filter((trace) => (stdout + stderr).includes(trace))).toEqual([]);
  }
});

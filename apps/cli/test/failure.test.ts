import { describe, expect, it } from "vitest";
import { portolan } from "./support/cli.ts";
import { emulate, freePort, groqEnv, localEnv, serve } from "./support/services.ts";

/** What a failed run looks like, whatever failed: nothing on stdout, one error, no stack. */
async function failure(commandLine: readonly string[], env: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const { code, stdout, stderr } = await portolan(commandLine, { env });
  expect(stdout).toBe("");
  expect(stderr.match(/^error: /gm)).toHaveLength(1);
  expect(stderr).not.toMatch(/^\s+at /m);
  return { code, stderr };
}

describe("what the service refuses", () => {
  it("wrong model: says so in the service's words, and how to list the models", async () => {
    const error = { status: 404, message: "The model `nope` does not exist or you do not have access to it.", type: "invalid_request_error", code: "model_not_found" };
    const emulator = await emulate("groq", { answers: [{ kind: "error", error }] });
    const { code, stderr } = await failure(["--model", "groq/nope", "Go"], groqEnv(emulator));
    expect(stderr).toContain("groq/nope: 404 model-not-found: The model `nope` does not exist");
    expect(stderr).toContain("→ portolan models groq  lists");
    expect(code).toBe(1);
  });

  it("wrong key: names the variable and where keys are made", async () => {
    const emulator = await emulate("groq");
    const { code, stderr } = await failure(["Go"], { ...groqEnv(emulator), GROQ_API_KEY: "test-key-wrong" });
    expect(stderr).toContain("401 auth: Invalid API Key");
    expect(stderr).toContain("GROQ_API_KEY");
    expect(stderr).toContain("https://console.groq.com/keys");
    expect(stderr).not.toContain("test-key-wrong");
    expect(code).toBe(3);
  });

  it("a server that wants a key where none is set: names the variable", async () => {
    const emulator = await emulate("openai");
    const { code, stderr } = await failure(["--model", "local/any", "Go"], { LOCAL_API_BASE: emulator.baseURL });
    expect(emulator.lastRequest.headers).not.toHaveProperty("authorization");
    expect(stderr).toContain("LOCAL_API_KEY");
    expect(code).toBe(3);
  });

  it("rate limit: says how long to wait", async () => {
    const error = { status: 429, message: "Rate limit reached. Please try again in 12s.", type: "tokens", code: "rate_limit_exceeded" };
    const emulator = await emulate("groq", { answers: [{ kind: "error", error, headers: { "retry-after": "12" } }] });
    const { code, stderr } = await failure(["Go"], groqEnv(emulator));
    expect(stderr).toMatch(/429 rate-limit: .*\(retry after 12 s\)/);
    expect(code).toBe(1);
  });

  it("an error in the middle keeps what was said, and fails", async () => {
    const error = { status: 503, message: "Over capacity.", type: "internal_server_error" };
    const emulator = await emulate("groq", { answers: [{ kind: "model", text: "The sea is wide and full of salt.", faults: { errorAfterChunks: { chunks: 3, error } } }] });
    const { code, stdout, stderr } = await portolan(["Go"], { env: groqEnv(emulator) });
    expect(stdout).toMatch(/^The sea.*\n$/);
    expect(stderr).toContain("Over capacity.");
    expect(code).toBe(1);
  });

  it("a cut in the middle keeps what was said, and fails", async () => {
    const emulator = await emulate("groq", { answers: [{ kind: "model", text: "The sea is wide and full of salt.", faults: { resetAfterBytes: 900 } }] });
    const { code, stdout, stderr } = await portolan(["--json", "Go"], { env: groqEnv(emulator) });
    expect(JSON.parse(stdout)).toMatchObject({ text: expect.stringMatching(/^The sea/), finishReason: "interrupted" });
    expect(stderr).toMatch(/^error: .*broke off/m);
    expect(code).toBe(1);
  });
});

describe("what does not answer like an API", () => {
  it("refused connection: asks whether the server runs, and names the variable", async () => {
    const port = await freePort();
    const { code, stderr } = await failure(["--model", "local/any", "Go"], { LOCAL_API_BASE: `http://127.0.0.1:${port}/v1` });
    expect(stderr).toContain("connection refused");
    expect(stderr).toContain("Is the server running there?");
    expect(stderr).toContain("LOCAL_API_BASE");
    expect(code).toBe(1);
  });

  it("base URL without /v1: shows the one to try", async () => {
    const emulator = await emulate("openai");
    const { code, stderr } = await failure(["--model", "local/any", "Go"], { ...localEnv(emulator), LOCAL_API_BASE: emulator.origin });
    expect(stderr).toContain(`try LOCAL_API_BASE=${emulator.baseURL}`);
    expect(code).toBe(3);
  });

  it("web page: says that it is one", async () => {
    const { origin } = await serve((_, response) => response.setHeader("content-type", "text/html").end("<!doctype html><title>Router login</title>"));
    const { code, stderr } = await failure(["--model", "local/any", "Go"], { LOCAL_API_BASE: `${origin}/v1` });
    expect(stderr).toContain("the answer is a web page");
    expect(stderr).toContain("LOCAL_API_BASE");
    expect(code).toBe(3);
  });

  it("redirect: shows where to, and does not go there", async () => {
    const { origin } = await serve((_, response) => response.writeHead(302, { location: "https://login.example.com/start" }).end());
    const { code, stderr } = await failure(["--model", "local/any", "Go"], { LOCAL_API_BASE: `${origin}/v1` });
    expect(stderr).toContain("https://login.example.com/start");
    expect(code).toBe(3);
  });
});

describe("what is not set up", () => {
  it("missing key: names the variable and where keys are made", async () => {
    const { code, stderr } = await failure(["--model", "groq", "Go"], {});
    expect(stderr).toContain("groq has no API key");
    expect(stderr).toContain("Set GROQ_API_KEY");
    expect(stderr).toContain("https://console.groq.com/keys");
    expect(code).toBe(3);
  });

  it.each([
    ["LOCAL_API_BASE", "127.0.0.1:8080/v1", "needs a scheme"],
    ["LOCAL_API_BASE", "http://127.0.0.1:8080/v1/chat/completions", "ends in /chat/completions"],
  ])("%s=%s: says what is wrong with it", async (name, value, reason) => {
    const { code, stderr } = await failure(["--model", "local/any", "Go"], { [name]: value });
    expect(stderr).toContain(name);
    expect(stderr).toContain(reason);
    expect(code).toBe(3);
  });

  it("a bad GROQ_API_BASE is no crash", async () => {
    const { code, stderr } = await failure(["Go"], { GROQ_API_BASE: "nonsense", GROQ_API_KEY: "test-key-groq" });
    expect(stderr).toContain("GROQ_API_BASE");
    expect(code).toBe(3);
  });

  it("unknown provider: names those there are, and the variable that would make it one", async () => {
    const { code, stderr } = await failure(["--model", "my-llm/any", "Go"], {});
    expect(stderr).toMatch(/No provider is called "my-llm" \(known: groq, .*\bollama\)/);
    expect(stderr).toContain("base_url is required for OpenAI-compatible services: set MY_LLM_API_BASE=");
    expect(code).toBe(3);
  });

  it("a service whose address is made of variables: names them", async () => {
    const { stderr } = await failure(["--model", "cloudflare/openai/gpt-5.5", "Go"], {});
    expect(stderr).toContain("cloudflare is not set up.");
    expect(stderr).toContain("Set CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_GATEWAY_ID");
  });

  it("a service's own id with a slash: names its provider", async () => {
    const { stderr } = await failure(["--model", "openai/gpt-oss-20b", "Go"], {});
    expect(stderr).toContain("--model groq/openai/gpt-oss-20b");
  });

  it("model without its provider: shows how it is written", async () => {
    const { stderr } = await failure(["--model", "gpt-5.5", "Go"], {});
    expect(stderr).toContain("--model groq/gpt-5.5");
  });

  it("no model named where there is no default: lists some", async () => {
    const emulator = await emulate("openai");
    for (const commandLine of [["Go"], ["--model", "local", "Go"]]) {
      const { code, stderr } = await failure(commandLine, localEnv(emulator));
      expect(stderr).toContain("name one with --model local/NAME");
      expect(stderr).toContain("gpt-5.4-mini");
      expect(code).toBe(2);
    }
    expect(emulator.requests.map(({ path }) => path)).toEqual(["/v1/models", "/v1/models"]);
  });

  it("two spellings of one variable that differ: names both, shows neither", async () => {
    const { code, stderr } = await failure(["Go"], { GROQ_API_KEY: "test-key-one", groq_api_key: "test-key-two" });
    expect(stderr).toMatch(/GROQ_API_KEY and groq_api_key|groq_api_key and GROQ_API_KEY/);
    expect(stderr).not.toContain("test-key");
    expect(code).toBe(3);
  });

  it("shows a stack only with --verbose", async () => {
    const port = await freePort();
    const { stderr } = await portolan(["--verbose", "--model", "local/any", "Go"], { env: { LOCAL_API_BASE: `http://127.0.0.1:${port}/v1` } });
    expect(stderr).toMatch(/^\s+at /m);
  });
});

describe("the command line", () => {
  it.each([
    [["--bogus"], "unknown option '--bogus'"],
    [["--temperature", "hot"], "a number from 0 to 2"],
    [["--max-tokens", "0"], "a whole number above 0"],
    [["--reasoning", "lots"], "Allowed choices are"],
    [["two", "words"], "goes in quotes"],
    [["emulate", "nobody"], "There is no emulated"],
    [["--env", "/nowhere/at/all"], "cannot be read"],
  ])("%j is refused", async (commandLine, reason) => {
    const { code, stdout, stderr } = await portolan(commandLine);
    expect(stdout).toBe("");
    expect(stderr).toContain(reason);
    expect(code).toBe(commandLine[0] === "--env" ? 3 : 2);
  });

  it("--help tells of the exit codes", async () => {
    const { code, stdout } = await portolan(["--help"]);
    expect(stdout).toMatch(/Exit codes:\n {2}0 /);
    expect(stdout).toContain("GROQ_API_KEY");
    expect(code).toBe(0);
  });

  it("suggests commands as they were called", async () => {
    const { stderr } = await portolan(["models", "nobody"], { env: { npm_lifecycle_event: "start" } });
    expect(stderr).toContain("npm start -- providers");
  });
});

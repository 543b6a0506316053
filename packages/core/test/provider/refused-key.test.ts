import { afterEach, describe, expect, it, vi } from "vitest";
import { openaiChat } from "../../src/openai-chat.ts";
import { defineProvider } from "../../src/provider/define-provider.ts";
import type { Settings } from "../../src/provider/spec.ts";
import { fakeResponse, fakeTransport } from "../connection/endpoint.ts";

const create = defineProvider({
  id: "test-service",
  baseURL: "https://api.service.test/v1",
  env: { apiKey: ["TEST_SERVICE_KEY"] },
  keyPrefix: "tsk_",
  pages: { keys: "https://service.test/keys" },
  language: openaiChat(),
});

async function refusal(settings: Settings): Promise<string> {
  const transport = fakeTransport(() => fakeResponse(['{"error":{"message":"no"}}'], { status: 401 }));
  const model = create({ transport, ...settings })("any");
  return await model.doGenerate({ prompt: [{ role: "user", content: [{ type: "text", text: "Hello" }] }] }).then(String, String);
}

afterEach(() => void vi.unstubAllEnvs());

describe("a refused key", () => {
  it("is advised about by variable and page", async () => {
    expect(await refusal({ apiKey: "tsk_test-key" })).toContain("check the API key (TEST_SERVICE_KEY); keys: https://service.test/keys");
  });

  it("that is another service's is called so", async () => {
    const said = await refusal({ apiKey: "sk-ant-test-key" });
    expect(said).toContain("the API key given to test-service looks like a key of Anthropic; check the API key");
    expect(said).not.toContain("test-key");
  });

  it("that was never sent is asked for", async () => {
    vi.stubEnv("TEST_SERVICE_KEY", undefined);
    expect(await refusal({ baseURL: "http://127.0.0.1:9/v1" })).toContain("no API key was sent: set TEST_SERVICE_KEY");
  });
});

import { describe, expect, it } from "vitest";
import { openaiChat } from "../../src/openai-chat.ts";
import { defineProvider } from "../../src/provider/define-provider.ts";
import type { Lookup, Provider } from "../../src/index.ts";
import { fakeResponse, fakeTransport } from "../connection/endpoint.ts";

function ask(list: Lookup | undefined, baseURL = "https://api.service.test/compat/v1"): { readonly provider: Provider; readonly asked: () => readonly (string | undefined)[] } {
  const transport = fakeTransport(() => fakeResponse(['{"data":[{"id":"one"}]}'], { headers: { "content-type": "application/json" } }));
  const create = defineProvider({ id: "test", baseURL, env: { apiKey: [] }, language: openaiChat(), ...(list === undefined ? {} : { list, check: list }) });
  const asked = (): readonly (string | undefined)[] => {
    const request = transport.requests.at(-1);
    return [request?.url, request?.headers["authorization"], request?.headers["x-api-key"]];
  };
  return { provider: create({ apiKey: "test-key", transport }), asked };
}

describe("what costs nothing", () => {
  it.each<readonly [what: string, list: Lookup | undefined, asked: readonly (string | undefined)[]]>([
    ["is asked at /models with the key as a bearer", undefined, ["https://api.service.test/compat/v1/models", "Bearer test-key", undefined]],
    ["has a path of its own", "/catalogue?all=1", ["https://api.service.test/compat/v1/catalogue?all=1", "Bearer test-key", undefined]],
    ["may be above the base URL", "../../v1/models?n=9", ["https://api.service.test/v1/models?n=9", "Bearer test-key", undefined]],
    ["takes the key in another header", { path: "/models", keyHeader: "x-api-key" }, ["https://api.service.test/compat/v1/models", undefined, "test-key"]],
  ])("%s", async (_what, list, expected) => {
    const { provider, asked } = ask(list);
    expect((await provider.listModels()).map(({ id }) => id)).toEqual(["one"]);
    expect(asked()).toEqual(expected);
    expect(await provider.checkCredentials()).toEqual({ ok: true });
    expect(asked()).toEqual(expected);
  });

  it("goes up from whatever base URL there is, never out of its origin", async () => {
    const { provider, asked } = ask("../../../../v1/models", "https://gateway.test/a");
    await provider.listModels();
    expect(asked()[0]).toBe("https://gateway.test/v1/models");
  });
});

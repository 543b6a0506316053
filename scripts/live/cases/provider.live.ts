import { describe, expect, it } from "vitest";
import { createCustom } from "../../../packages/provider-custom/src/index.ts";
import { local, server } from "./local.ts";

describe("provider", () => {
  it("lists the models under their own ids, slashes and all", async () => {
    const models = await local.listModels();
    expect(models.map(({ id }) => id)).toEqual([server.modelId]);
    expect(models[0]?.capabilities.limits.contextWindow).toBe(server.contextTokens);
    expect(local.capabilities(server.modelId).limits.contextWindow).toBe(server.contextTokens);
  });

  it("knows a key that opens from one that does not, and a server that is not there", async () => {
    expect(await local.checkCredentials()).toEqual({ ok: true });
    expect(await createCustom({ id: "local", baseURL: server.baseURL, apiKey: "test-key-wrong" }).checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth", status: 401 } });
    expect(await local.withCredentials({ apiKey: "test-key-wrong" }).checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth" } });
    expect(await createCustom({ id: "local", baseURL: "http://127.0.0.1:1/v1" }).checkCredentials()).toMatchObject({ ok: "unknown" });
  });
});

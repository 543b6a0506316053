import { describe, expect, it } from "vitest";
import { portolan } from "./support/cli.ts";
import { emulate, serve } from "./support/services.ts";

const definitions = JSON.stringify({ "GLM-4.6": { id: "glm-4.6", options: { temperature: 0.2 } }, careful: { id: "vendor/one", system: "Think twice." } });

describe("models that the environment defines", () => {
  it("[S2-11] [S2-20] are listed with the service's under its name, each once", async () => {
    const { baseURL, apiKey } = await emulate("openai", { models: ["vendor/one", "two"].map((id) => ({ id, object: "model" })) });
    const { code, stdout } = await portolan(["models", "acme", "--json"], { env: { ACME_API_BASE: baseURL, ACME_API_KEY: apiKey, ACME_MODELS: definitions } });
    expect((JSON.parse(stdout) as readonly { model: string }[]).map(({ model }) => model)).toEqual(["acme/GLM-4.6", "acme/careful", "acme/two"]);
    expect(code).toBe(0);
  });

  it("[S2-20] are listed where the service has no list", async () => {
    const { origin } = await serve((_request, response) => void response.writeHead(404, { "content-type": "application/json" }).end('{"error":{"message":"no such path"}}'));
    const { code, stdout, stderr } = await portolan(["models", "acme", "--json"], { env: { ACME_API_BASE: `${origin}/v1`, ACME_MODELS: definitions } });
    expect((JSON.parse(stdout) as readonly { model: string }[]).map(({ model }) => model)).toEqual(["acme/GLM-4.6", "acme/careful"]);
    expect([code, stderr]).toEqual([0, ""]);
  });

  it("[S2-8] [S2-10] [S2-23] are run by their names and sent by their ids, and so are models that nobody defined", async () => {
    const emulator = await emulate("openai", { answers: () => ({ kind: "model", text: "ok" }) });
    const env = { ACME_API_BASE: emulator.baseURL, ACME_API_KEY: emulator.apiKey, ACME_MODELS: definitions };
    for (const model of ["acme/GLM-4.6", "acme/any/model"]) expect((await portolan(["run", "Hello", "--model", model], { env })).code).toBe(0);
    const [defined, other] = emulator.requests.map(({ body }) => body);
    expect(defined).toMatchObject({ model: "glm-4.6", temperature: 0.2 });
    expect(other).toMatchObject({ model: "any/model" });
    expect(other).not.toHaveProperty("temperature");
  });

  it("[S2-9] that are wrong are named by variable, model and option", async () => {
    const { code, stderr } = await portolan(["models", "acme"], { env: { ACME_API_BASE: "http://127.0.0.1:1/v1", ACME_MODELS: '{"GLM-4.6":{"options":{"temperature":3}}}' } });
    expect(stderr).toContain('ACME_MODELS["GLM-4.6"].options.temperature: expected a number from 0 to 2, got 3');
    expect(code).not.toBe(0);
  });
});

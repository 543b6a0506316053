import { startEmulator, profiles, type Emulator, type EmulatorProfile } from "@portolan/testing/emulator";
import { afterEach, describe, expect, it } from "vitest";
import { defineProvider, type CredentialsCheck, type ProviderSpec, type Settings } from "../../src/index.ts";
import { openaiChat, type OpenAIChatWire } from "../../src/openai-chat.ts";
import type { TransportRequest } from "../../src/transport/transport.ts";
import { fakeResponse, fakeTransport, type FakeResponse } from "../connection/endpoint.ts";

const spec = {
  id: "test-service",
  baseURL: "https://api.service.test/v1",
  env: { apiKey: [] },
  keyPrefix: "tsk_",
  language: openaiChat(),
} satisfies ProviderSpec<OpenAIChatWire>;

type Answer = (request: TransportRequest) => FakeResponse;

const refusal = (status: number, message = "no"): FakeResponse => fakeResponse([JSON.stringify({ error: { message } })], { status });
const keyOf = ({ headers }: TransportRequest): string | undefined => headers["authorization"]?.replace("Bearer ", "");

function make(answer: Answer, of: Partial<ProviderSpec<OpenAIChatWire>> = {}, settings: Settings = {}) {
  const transport = fakeTransport(answer);
  return { provider: defineProvider({ ...spec, ...of })({ apiKey: "tsk_test-key", transport, ...settings }), requests: transport.requests };
}

const check = async (answer: Answer, of: Partial<ProviderSpec<OpenAIChatWire>> = {}): Promise<CredentialsCheck> => await make(answer, of).provider.checkCredentials();

describe("checkCredentials", () => {
  it("[S1-20] is ok when the service answers what only a key gets", async () => {
    expect(await check(() => fakeResponse(['{"data":[]}']))).toEqual({ ok: true });
    const { provider, requests } = make(() => fakeResponse(["{}"]), { check: "/me" });
    expect(await provider.checkCredentials()).toEqual({ ok: true });
    expect(requests).toMatchObject([{ method: "GET", url: "https://api.service.test/v1/me" }]);
  });

  it.each([
    [401, "invalid api key", "auth"],
    [403, "your project may not do this", "permission"],
    [402, "insufficient balance", "quota"],
  ])("is not ok under %i: %s", async (status, message, kind) => {
    expect(await check(() => refusal(status, message))).toMatchObject({ ok: false, error: { kind, status, message } });
  });

  it("is not ok under a status that speaks of keys, whatever else the service means by it", async () => {
    for (const status of [401, 403]) expect(await check(() => refusal(status), { errors: [{ status, kind: "conflict" }] })).toMatchObject({ ok: false, error: { status } });
  });

  it("is not ok without a key", async () => {
    for (const of of [{}, { check: false as const }]) {
      expect(await make(() => refusal(400), of, { apiKey: "" }).provider.checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth" } });
    }
  });

  it.each([
    ["a service in trouble", () => refusal(500, "oops"), /oops/],
    ["a busy service", () => refusal(429, "slow down"), /slow down/],
    ["a web page", () => fakeResponse(["<html><title>Welcome</title>"]), /web page/],
  ])("is unknown for %s", async (_what, answer, why) => {
    expect(await check(answer)).toEqual({ ok: "unknown", why: expect.stringMatching(why) as string });
  });

  it("is unknown where the service asks for the model before it looks at the key, be it with 401", async () => {
    const errors = [{ code: "ModelError", kind: "model-not-found" }] as const;
    const answer = (): FakeResponse => fakeResponse(['{"error":{"type":"ModelError","message":"Model undefined is not supported"}}'], { status: 401 });
    expect(await check(answer, { check: false, errors })).toEqual({ ok: "unknown", why: expect.stringContaining("Model undefined is not supported") as string });
  });

  it("is unknown where language calls go to no one place", async () => {
    const { path: _, ...language } = openaiChat();
    const { provider, requests } = make(() => refusal(400), { check: false, language });
    expect(await provider.checkCredentials()).toEqual({ ok: "unknown", why: "test-service has no free request that proves a key" });
    expect(requests).toEqual([]);
  });

  it("ends by an abort with its very reason", async () => {
    for (const of of [{}, { check: false as const }]) {
      await expect(make(() => refusal(400), of).provider.checkCredentials({ signal: AbortSignal.abort("the reason") })).rejects.toBe("the reason");
    }
  });
});

describe("checkCredentials by two refusals", () => {
  const byKey = (own: () => FakeResponse, wrong: () => FakeResponse): Answer => (request) => (keyOf(request) === "tsk_test-key" ? own() : wrong());

  it.each([400, 404, 405, 415, 422, 500])("[S1-20] is ok where ours is refused by %i and a wrong key for being wrong", async (status) => {
    const { provider, requests } = make(byKey(() => refusal(status), () => refusal(401, "wrong key")), { check: false });
    expect(await provider.checkCredentials()).toEqual({ ok: true });
    const asked = { method: "POST", url: "https://api.service.test/v1/chat/completions", body: "{}" };
    expect(requests).toMatchObject([asked, asked]);
    expect(requests.map(keyOf)).toEqual(["tsk_test-key", "tsk_no-key-of-anyone"]);
  });

  it.each([404, 405, 501])("[S1-20] is tried where what is looked up answers %i", async (status) => {
    const answer: Answer = (request) => (request.method === "GET" ? refusal(status) : byKey(() => refusal(422), () => refusal(403))(request));
    const { provider, requests } = make(answer);
    expect(await provider.checkCredentials()).toEqual({ ok: true });
    expect(requests.map(({ method }) => method)).toEqual(["GET", "POST", "POST"]);
  });

  it.each([401, 403])("is not ok where ours is refused by %i, and asks no more", async (status) => {
    const { provider, requests } = make(() => refusal(status), { check: false });
    expect(await provider.checkCredentials()).toMatchObject({ ok: false, error: { status } });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, () => FakeResponse, () => FakeResponse, RegExp, number]>([
    ["both are refused alike", () => refusal(400, "model is missing"), () => refusal(400), /cannot be right.*model is missing/, 2],
    ["neither is refused", () => fakeResponse(["{}"]), () => fakeResponse(["{}"]), /takes even an empty request/, 1],
    ["the wrong one is not refused", () => refusal(400), () => fakeResponse(["{}"]), /cannot be right/, 2],
    ["the service is busy", () => refusal(429, "slow down"), () => refusal(401), /slow down/, 1],
    ["the service is down", () => refusal(503, "down for repairs"), () => refusal(401), /down for repairs/, 1],
    ["the service fails for the wrong one", () => refusal(400), () => refusal(503), /cannot be right/, 2],
  ])("is unknown where %s", async (_what, own, wrong, why, count) => {
    const { provider, requests } = make(byKey(own, wrong), { check: false });
    expect(await provider.checkCredentials()).toEqual({ ok: "unknown", why: expect.stringMatching(why) as string });
    expect(requests).toHaveLength(count);
  });

  it("reads nothing of an answer, in case it is one", async () => {
    const answer = fakeResponse(["hang"]);
    expect(await check(() => answer, { check: false })).toMatchObject({ ok: "unknown" });
    expect(answer.isCancelled).toBe(true);
  });
});

describe("checkCredentials of an emulated service", () => {
  const opened: Emulator[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((emulator) => emulator.close()));
  });

  async function checks(profile: EmulatorProfile, of: Partial<ProviderSpec<OpenAIChatWire>> = {}, script: Parameters<Emulator["use"]>[0] = {}) {
    const emulator = await startEmulator(profile);
    opened.push(emulator);
    emulator.use(script);
    const create = defineProvider({ id: "service", keyless: true, env: { apiKey: [] }, language: openaiChat(), ...of });
    const one = async (apiKey: string) => (await create({ baseURL: emulator.baseURL, apiKey }).checkCredentials()).ok;
    return [await one(emulator.apiKey), await one("test-key-wrong"), await one("")];
  }

  const withoutList: EmulatorProfile = { ...profiles.openai, endpoints: ["/chat/completions"] };

  it("[S1-20] with a list", async () => {
    expect(await checks(profiles.openai)).toEqual([true, false, false]);
  });

  it("[S1-20] without a list", async () => {
    expect(await checks(withoutList)).toEqual([true, false, false]);
  });

  it("[S1-20] that needs no key, with and without a list", async () => {
    expect(await checks(profiles.openai, {}, { apiKeys: null })).toEqual([true, true, true]);
    expect(await checks(withoutList, {}, { apiKeys: null })).toEqual(["unknown", "unknown", "unknown"]);
  });

  it("[S1-20] whose list is open to everyone", async () => {
    expect(await checks(profiles.openrouter, { check: "/key" })).toEqual([true, false, false]);
    expect(await checks(profiles.openrouter, { check: false })).toEqual([true, false, false]);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { profiles } from "@portolan/testing/emulator";
import { beforeAll, describe, expect, it } from "vitest";
import { canonicalId, createCustom, createPreset, findPreset, presets, variableFor, type NamedPreset } from "../../src/index.ts";
import { environmentOf } from "../../src/custom.ts";
import { rows as compatible } from "../conformance/compatible.rows.ts";
import { rows as local } from "../conformance/local.rows.ts";
import { rows as services } from "../conformance/services.rows.ts";

const folder = (name: string): URL => new URL(`../../src/${name}/`, import.meta.url);
const all = Object.values(presets) as readonly NamedPreset[];
const open = all.filter(({ closed, id }) => closed === undefined && id !== "openai-compatible");
const hosted = open.filter(({ baseURL }) => typeof baseURL === "function" || (baseURL ?? "").startsWith("https:"));
const tested = new Set([...compatible, ...local, ...services].map(({ preset }) => preset));
const named = (list: readonly NamedPreset[]): readonly (readonly [string, NamedPreset])[] => list.map((preset) => [preset.id, preset]);

const noted = new Set<string>();
beforeAll(async () => {
  for (const file of readdirSync(folder("notes"))) {
    const exported = Object.values((await import(new URL(file, folder("notes")).href)) as Record<string, unknown>);
    for (const notes of exported) for (const id of Object.keys(notes as object)) noted.add(id);
  }
});

describe.each(named(all))("the preset %s", (_id, preset) => {
  const { id } = preset;


  it("[S0-32] [S2-6] is where the service is, by addresses that can be opened", () => {
    const { baseURL = "https://of.the.user", pages = {} } = preset;
    expect(typeof baseURL === "function" || /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])/.test(baseURL)).toBe(true);
    for (const page of Object.values(pages) as readonly string[]) expect(new URL(page).protocol).toBe("https:");
  });

  it("[S1-24] [S2-1] finds its key under its own name", () => {
    const { apiKey } = environmentOf({ id, extends: id });
    expect(apiKey.includes(variableFor(id, "API_KEY"))).toBe(preset.notItsKey === undefined);
    for (const name of apiKey) expect(name).toMatch(/^[A-Z][A-Z0-9_]*_KEY$/);
  });

  it("is short, and holds no key", () => {
    const source = readFileSync(new URL(`${id}.ts`, folder("presets")), "utf8");
    expect(source.trimEnd().split("\n").length).toBeLessThanOrEqual(60);
    expect(source).not.toMatch(/(?:sk-|gsk_|csk-|cpk_|nvapi-|xai-|pplx-|AIza|fw_)[\w-]{8,}/);
  });

  it("has an emulated service of the same id", () => {
    expect(profiles[id].id).toBe(id);
    expect(profiles[id].apiKey).toBe(`test-key-${id}`);
  });
});

describe.each(named(open))("the open service %s", (_id, { id }) => {
  it("stands in the conformance suite", () => expect(tested).toContain(id));

  it("[S0-24] [S0-27] [S1-39] has notes on limits, cost and what is special", () => expect(noted).toContain(id));
});

describe.each(named(hosted))("the hosted service %s", (_id, { id, pages = {} }) => {
  it("[S1-43] has a default model that is not retired", () => {
    const provider = createPreset(id, { apiKey: "test-key-unused", baseURL: "http://127.0.0.1:9/v1" });
    expect(provider.defaultModel).toEqual(expect.any(String));
    expect(provider.knownModels).toContain(provider.defaultModel);
  });

  it("[S0-32] names its site and the page of its keys", () => expect(Object.keys(pages)).toEqual(expect.arrayContaining(["site", "keys"])));
});

it.each([["gemini", "google"], ["openai_compatible", "openai-compatible"], ["custom", "openai-compatible"], ["google", "google"], ["anthropic", "anthropic"], ["cohere", "cohere"], ["nvidia", "nvidia"], ["chutes", "chutes"]])(
  "[S1-31] %s is the preset %s",
  (name, id) => expect(findPreset(name).id).toBe(id),
);

it.each([["cerebras", "csk-"], ["anthropic", "sk-ant-"], ["google", "AIza"], ["nvidia", "nvapi-"], ["chutes", "cpk_"], ["opencode", "sk-"], ["cohere", ""]] as const)(
  "[S1-45] [S4-2] %s knows its keys by %j, and those of others",
  async (id, prefix) => {
    const fetch = async (): Promise<Response> => Response.json({ choices: [{ index: 0, message: { role: "assistant", content: "ok" }, finish_reason: "stop" }] });
    const say = async (apiKey: string) => await createPreset(id, { apiKey, fetch })().doGenerate({ prompt: [{ role: "user", content: [{ type: "text", text: "Hello" }] }] });
    expect((await say(`${prefix}test-key`)).warnings).toEqual([]);
    expect((await say("gsk_test-key")).warnings).toEqual([{ type: "other", message: `the API key given to ${id} looks like a key of Groq` }]);
  },
);

it("[S0-5] alibaba is the package for dashscope", () => expect(canonicalId("alibaba")).toBe("dashscope"));

it("[S3-13] two endpoints may be like one service", () => {
  const make = (id: string) => createCustom({ id, extends: "cerebras", baseURL: `https://${id}.example/v1`, apiKey: "test-key-unused" });
  expect([make("fast").baseURL, make("faster").baseURL]).toEqual(["https://fast.example/v1", "https://faster.example/v1"]);
});

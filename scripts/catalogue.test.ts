import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPrices, type CatalogueData } from "@portolan/catalogue";
import type { Provider } from "@portolan/core";
import { createPreset, presetNamed } from "@portolan/provider-custom";
import { createDashScope } from "@portolan/provider-dashscope";
import { createGroq } from "@portolan/provider-groq";
import { describe, expect, it, onTestFinished } from "vitest";
import { writeModelsPage } from "./catalogue/models-page.ts";
import { refreshCatalogue, writeCatalogue } from "./catalogue/refresh.ts";
import { root } from "./workspace.ts";

const dataFile = "packages/catalogue/src/data/models.json";
const pageFile = "docs/models.md";
const read = (folder: string, file: string): string => readFileSync(join(folder, file), "utf8");
const catalogue = JSON.parse(read(root, dataFile)) as CatalogueData;

/** What models.dev says of a model. */
const sourced = { limit: { context: 200_000, output: 8000 }, reasoning: true, tool_call: false, modalities: { input: ["text", "image"] }, cost: { input: 1, output: 2, cache_read: 0.1 } };

describe("refreshCatalogue", () => {
  const data: CatalogueData = {
    dashscope: {
      source: "https://models.dev",
      checkedAt: "2026-01-01",
      models: {
        "qwen-plus": { contextWindow: 100_000, can: ["tools", "jsonSchema"], price: { input: 3, output: 4 }, note: "kept" },
        "qwen-gone": { contextWindow: 5 },
      },
    },
    acme: { source: "somewhere", checkedAt: "2025-12-31", models: { large: {} } },
  };
  const refresh = (model: object, price?: { readonly input: number; readonly output: number; readonly cacheRead?: number }) =>
    refreshCatalogue({ data, body: { alibaba: { models: { "qwen-plus": model, "qwen-new": model } } }, today: "2026-02-02", published: () => price });

  it("takes limits, prices and abilities from the source, and leaves to people which models there are", () => {
    const { data: refreshed, changes } = refresh({ ...sourced, cost: { ...sourced.cost, tiers: [{ tier: { type: "context", size: 32_000 }, input: 5, output: 6 }] } });
    expect(refreshed["dashscope"]).toEqual({
      source: "https://models.dev",
      checkedAt: "2026-02-02",
      models: {
        // What the source is silent about stays: here that it holds to a schema.
        "qwen-plus": {
          contextWindow: 200_000,
          maxOutputTokens: 8000,
          can: ["reasoning", "jsonSchema", "imageInput"],
          price: { input: 1, output: 2, cacheRead: 0.1, tiers: [{ aboveInputTokens: 32_000, input: 5, output: 6 }] },
          note: "kept",
        },
        "qwen-gone": { contextWindow: 5, checkedAt: "2026-01-01" },
      },
    });
    expect(refreshed["acme"]).toEqual(data["acme"]);
    expect(changes).toContain("acme: not at the source; left as of 2025-12-31");
    expect(changes).toContain("dashscope/qwen-plus: contextWindow 100000 → 200000");
  });

  it("drops a price of its own that the price list has come to agree with", () => {
    const agreed = refresh(sourced, { input: 1, output: 2, cacheRead: 0.1 });
    expect(agreed.data["dashscope"]?.models["qwen-plus"]?.price).toBeUndefined();
    expect(refresh(sourced, { input: 9, output: 9 }).data["dashscope"]?.models["qwen-plus"]?.price).toEqual({ input: 1, output: 2, cacheRead: 0.1 });
  });

  it("refuses an answer that is something else", () => {
    expect(() => refreshCatalogue({ data, body: { message: "moved" }, today: "2026-02-02", published: () => undefined })).toThrow(/none of the catalogue's services/);
  });
});

describe("npm run refresh-catalogue", () => {
  /** A copy of what it reads and writes. */
  function copy(): string {
    const folder = mkdtempSync(join(tmpdir(), "portolan-catalogue-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const file of ["packages/catalogue/src/data", "docs"]) mkdirSync(join(folder, file), { recursive: true });
    cpSync(join(root, dataFile), join(folder, dataFile));
    writeFileSync(join(folder, pageFile), "as it was");
    return folder;
  }

  async function run(from: string, folder: string): Promise<{ readonly code: number | null; readonly stderr: string }> {
    const child = spawn(process.execPath, [join(root, "scripts/refresh-catalogue.ts"), "--from", from, "--into", folder], { stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, stderr };
  }

  async function serve(status: number, body: unknown): Promise<string> {
    const server = createServer((_, response) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api.json`;
  }

  it("writes the data and the page", async () => {
    const folder = copy();
    const { code, stderr } = await run(await serve(200, { alibaba: { models: { "qwen-plus": sourced } } }), folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(read(folder, dataFile)).toContain(`"qwen-plus": { "contextWindow": 200000, "maxOutputTokens": 8000`);
    expect(read(folder, pageFile)).toMatch(/`dashscope\/qwen-plus` \| 200,000 \| 8,000 \| reasoning, vision \| 1 \| 0.1 \| 2 \|/);
  });

  it.each([
    ["the network is not there", async () => "http://127.0.0.1:1/api.json", /fetch failed/],
    ["the source fails", () => serve(503, {}), /it answered 503/],
    ["the source is something else", () => serve(200, { hello: "there" }), /names none of the catalogue's services/],
  ])("changes nothing and says why when %s", async (_, address, why) => {
    const folder = copy();
    const from = await address();
    const { code, stderr } = await run(from, folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(why);
    expect(stderr).toContain(`The catalogue is as it was: ${from}`);
    expect(read(folder, dataFile)).toBe(read(root, dataFile));
    expect(read(folder, pageFile)).toBe("as it was");
  });
});

describe("what is in the repository", () => {
  it("the data is in the form that a refresh writes", () => {
    expect(read(root, dataFile)).toBe(writeCatalogue(catalogue));
  });

  it("the data do not say otherwise than the providers", () => {
    const settings = { apiKey: "test-key-catalogue" };
    const packaged: Readonly<Record<string, Pick<Provider, "capabilities">>> = { groq: createGroq(settings), dashscope: createDashScope(settings) };
    const contradictions = Object.entries(catalogue).flatMap(([id, { models }]) => {
      const preset = presetNamed(id);
      const provider = packaged[id] ?? (preset === undefined ? undefined : createPreset(preset.id, settings));
      if (provider === undefined) return [`${id} is no provider`];
      return Object.entries(models).flatMap(([modelId, { can = [], contextWindow, maxOutputTokens }]) => {
        const { flags, limits } = provider.capabilities(modelId);
        const denied = can.filter((ability) => flags[ability] === false);
        const differs = (limits.contextWindow ?? contextWindow) !== contextWindow || (limits.maxOutputTokens ?? maxOutputTokens) !== maxOutputTokens;
        return [...denied, ...(differs ? ["limits"] : [])].map((what) => `${id}/${modelId}: ${what}`);
      });
    });
    expect(contradictions).toEqual([]);
  });

  it("[S1-21] the page of models is what the data and the price list say: written again by `npm run refresh-catalogue -- --page`", async () => {
    const page = read(root, pageFile);
    const [, day = ""] = /had them on (\d{4}-\d{2}-\d{2})/.exec(page) ?? [];
    expect(page).toBe(writeModelsPage(catalogue, await loadPrices(), day));
    expect(page).toMatch(/\| `groq\/openai\/gpt-oss-20b` \| 131,072 \| 65,536 \| reasoning, tools, schema \| 0\.075 \| 0\.0375 \| 0\.3 \|/);
  });
});

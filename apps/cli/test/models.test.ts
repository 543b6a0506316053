import { describe, expect, it } from "vitest";
import { portolan } from "./support/cli.ts";
import { emulate } from "./support/services.ts";

/** The variables that name an emulated service. */
async function envOf(profile: Parameters<typeof emulate>[0]): Promise<Record<string, string>> {
  const { baseURL, apiKey } = await emulate(profile);
  const prefix = profile.toUpperCase().replaceAll("-", "_");
  return { [`${prefix}_API_BASE`]: baseURL, [`${prefix}_API_KEY`]: apiKey };
}

const line = (stdout: string, model: string): string => stdout.split("\n").find((text) => text.startsWith(`${model} `)) ?? "";

describe("portolan models", () => {
  it.each([
    ["groq", "groq/openai/gpt-oss-20b", /language +131k +66k +yes +no +yes +yes +\$0\.075 +\$0\.30$/],
    ["openrouter", "openrouter/anthropic/claude-sonnet-5", / 1M +64k +yes +yes +yes +yes +\$2 +\$10$/],
    ["openrouter", "openrouter/openai/gpt-oss-20b:free", / 131k +64k +yes +no +yes +no +0 +0$/],
    ["openrouter", "openrouter/openrouter/auto", / \? +\?$/],
    ["mistral", "mistral/mistral-large-latest", / 262k +262k\?? +yes +yes +no +yes +\$0\.50 +\$1\.50$/],
  ] as const)("[S2-11] lists %s's models under its name: %s", async (profile, model, expected) => {
    const { code, stdout, stderr } = await portolan(["models", profile], { env: await envOf(profile) });
    expect(stdout).toMatch(/^MODEL +KIND +CONTEXT +OUTPUT +TOOLS +VISION +REASONING +SCHEMA +IN +OUT$/m);
    expect(line(stdout, model)).toMatch(expected);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  it("shows what nobody knows as ?, and what only the catalogue knows in doubt", async () => {
    const { stdout } = await portolan(["models", "openai"], { env: await envOf("openai") });
    expect(line(stdout, "openai/gpt-5.5")).toMatch(/ 1\.1M\? | 1\.1M /);
    expect(line(stdout, "openai/gpt-5.5")).toMatch(/\$5 +\$30$/);
  });

  it.each([
    [["--vision"], ["openrouter/anthropic/claude-sonnet-5", "openrouter/openai/gpt-5.5"]],
    [["--free", "--strict"], ["openrouter/openai/gpt-oss-20b:free"]],
    [["--max-price", "1", "--strict"], ["openrouter/deepseek/deepseek-v4-flash", "openrouter/openai/gpt-oss-20b:free"]],
    [["--max-price", "0"], ["openrouter/openrouter/auto", "openrouter/openai/gpt-oss-20b:free"]],
    [["--min-context", "1000001"], ["openrouter/openrouter/auto", "openrouter/openai/gpt-5.5"]],
    [["--json-schema", "--reasoning", "--tools", "--min-context", "2000000"], ["openrouter/openrouter/auto"]],
  ])("%j", async (filters, expected) => {
    const { code, stdout } = await portolan(["models", "openrouter", "--json", ...filters], { env: await envOf("openrouter") });
    expect((JSON.parse(stdout) as readonly { model: string }[]).map(({ model }) => model).toSorted()).toEqual(expected.toSorted());
    expect(code).toBe(0);
  });

  it("says how many were left out, and of how many it is in doubt", async () => {
    const env = await envOf("openrouter");
    expect((await portolan(["models", "openrouter", "--free"], { env })).stderr).toContain("2 of 5 models; of 1 it is not known whether they pass, --strict leaves them out.");
    expect((await portolan(["models", "openrouter", "--free", "--strict"], { env })).stderr).toContain("1 of 5 models.");
    const nothing = await portolan(["models", "openrouter", "--min-context", "9000000"], { env });
    expect(nothing).toMatchObject({ code: 0, stdout: "", stderr: "0 of 5 models.\n" });
  });

  it("prints JSON with null for what is not known", async () => {
    const { stdout } = await portolan(["models", "groq", "--json"], { env: await envOf("groq") });
    const models = JSON.parse(stdout) as readonly Record<string, unknown>[];
    expect(models.find(({ model }) => model === "groq/openai/gpt-oss-20b")).toEqual({
      model: "groq/openai/gpt-oss-20b",
      kind: "language",
      contextWindow: 131_072,
      maxOutputTokens: 65_536,
      tools: true,
      vision: false,
      reasoning: true,
      jsonSchema: true,
      price: { input: 0.075, output: 0.3, cacheRead: 0.0375, source: "catalogue" },
      successor: null,
      sizeBytes: null,
      loaded: null,
    });
    expect(models.find(({ model }) => model === "groq/groq/compound")).toMatchObject({ reasoning: null, price: null });
  });

  it("names the variable of a service that is known and not configured", async () => {
    const { code, stderr } = await portolan(["models", "together"]);
    expect(stderr).toContain("TOGETHER_API_KEY");
    expect(code).toBe(3);
  });

  it.each([["--max-price", "cheap"], ["--min-context", "0"]])("refuses %s %s", async (flag, value) => {
    const { code, stderr } = await portolan(["models", "groq", flag, value]);
    expect(stderr).toContain(flag);
    expect(code).toBe(2);
  });
});

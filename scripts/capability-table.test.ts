import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withCapabilityTable } from "./capability-table.ts";
import { listPackages } from "./workspace.ts";

const marked = listPackages().flatMap(({ path, folder }) => {
  const [, providerId] = /^packages\/provider-([\w-]+)$/.exec(path) ?? [];
  const file = join(folder, "README.md");
  if (providerId === undefined || !existsSync(file)) return [];
  const readme = readFileSync(file, "utf8");
  return readme.includes("<!-- capabilities:") ? [{ providerId, readme }] : [];
});

describe("the capability table", () => {
  it.each(marked)("of $providerId's README is what its rules say", async ({ providerId, readme }) => {
    expect(readme).toBe(await withCapabilityTable(providerId, readme));
  });

  it("needs its place", async () => {
    await expect(withCapabilityTable("groq", "# Nothing here")).rejects.toThrow("no place");
  });
});

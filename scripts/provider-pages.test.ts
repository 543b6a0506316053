import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { providerPages } from "./provider-pages/pages.ts";
import { root } from "./workspace.ts";

describe("the pages of services", () => {
  it.each([...providerPages()])("%s is what its data say: written again by `npm run provider-docs`", (path, text) => {
    expect(readFileSync(join(root, path), "utf8")).toBe(text);
  });

  it("[S0-22] [S0-24] [S0-27] [S1-39] compare what services call tools, give for free, allow and are good at", () => {
    const overview = providerPages().get("docs/providers/README.md") ?? "";
    for (const heading of ["Choosing", "Tool calling", "Free of charge, and limits", "By task"]) expect(overview).toContain(`## ${heading}`);
    expect(overview).toMatch(/\| \[Together AI\]\(together\.md\) \|.*600/);
    expect(overview).toMatch(/\| \[Groq\]\(groq\.md\) \| .*30 requests/);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeConformancePage } from "./conformance-page.ts";
import { root } from "./workspace.ts";

describe("docs/conformance.md", () => {
  it("is what the suite says: written again by `npm run conformance-docs`", () => {
    expect(readFileSync(join(root, "docs/conformance.md"), "utf8")).toBe(writeConformancePage());
  });
});

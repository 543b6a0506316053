import { describe, expect, it } from "vitest";
import { languageCode } from "../../src/models/language-code.ts";

describe("languageCode", () => {
  it.each([
    ["english", "en"],
    ["English", "en"],
    ["haitian creole", "ht"],
    ["Lao", "lo"],
    ["german", "de"],
    ["cantonese", "yue"],
    ["de", "de"],
    ["en-US", "en"],
    ["pt_BR", "pt"],
    ["yue", "yue"],
    ["Klingon", "Klingon"],
  ])("reads %s as %s", (language, code) => {
    expect(languageCode(language)).toBe(code);
  });
});

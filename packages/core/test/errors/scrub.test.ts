import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replaceSecrets, scrub, scrubURL, showsKey } from "../../src/errors/scrub.ts";

const fakeKeys = [
  "sk-test0000000000000000",
  "sk-ant-test-00000000000000",
  "sk-or-v1-test00000000000000",
  "sk-proj-****************abcd",
  "gsk_test00000000000000000000",
  "csk-test00000000000000000000",
  "pplx-test0000000000000000000",
  "xai-test00000000000000000000",
  "AIzaTest0000000000000000000000000000000",
  "nvapi-test000000000000000000",
  "hf_test00000000000000000000",
  "fw_test00000000000000000000",
];

describe("scrub", () => {
  it.each(fakeKeys)("replaces the shape of %s", (key) => {
    expect(scrub(`Incorrect API key provided: ${key}. Try another.`, [])).not.toContain(key.slice(0, 14));
    expect(scrub(`{"key":"${key}"}`, [])).toBe('{"key":"[secret]"}');
    expect(showsKey(`got ${key}`)).toBe(true);
  });

  it("replaces what follows Bearer, an api key header and a URL's key and password", () => {
    expect(scrub("Authorization: Bearer abc.def-ghi", [])).toBe("Authorization: Bearer [secret]");
    expect(scrub("x-api-key: test-key-0001 sent", [])).toBe("x-api-key: [secret] sent");
    expect(scrub("GET https://h/v1?key=test-key-1&alt=sse failed", [])).toBe("GET https://h/v1?key=[secret]&alt=sse failed");
    expect(scrub("GET https://h/v1?alt=sse&access_token=test-key-1", [])).toBe("GET https://h/v1?alt=sse&access_token=[secret]");
    expect(scrub("proxy http://user:pass@host:8080/ refused", [])).toBe("proxy http://[secret]@host:8080/ refused");
  });

  it.each([
    "Missing Bearer authentication in header",
    "You didn't provide an API key.",
    "model 'task-force-generalist-7b' not found",
    "the model `hf_model_of_mine` does not exist",
    "tokens per minute (TPM): Limit 6000, Used 5990",
  ])("leaves ordinary words alone: %s", (text) => {
    expect(scrub(text, [])).toBe(text);
  });

  it("replaces given secrets plain, percent-encoded and inside JSON, in any case", () => {
    const secret = 'p"ss w/rd+1';
    const text = [secret, encodeURIComponent(secret), JSON.stringify(secret), secret.toUpperCase()].join(" | ");
    expect(scrub(text, [secret])).toBe('[secret] | [secret] | "[secret]" | [secret]');
  });

  it("replaces a longer secret before a shorter one inside it", () => {
    expect(scrub("a test-key-groq-2 b", ["test-key-groq", "test-key-groq-2"])).toBe("a [secret] b");
  });

  it("leaves words alone that are too short to be secrets", () => {
    expect(scrub("the cat sat", ["cat", ""])).toBe("the cat sat");
  });

  it("never leaves a given secret in any text", () => {
    const secret = fc.string({ minLength: 6, maxLength: 40, unit: "binary" }).filter((text) => !/[[\]]/.test(text) && !"[secret]".includes(text.toLowerCase()));
    fc.assert(
      fc.property(secret, fc.array(fc.oneof(fc.string(), fc.constant(null)), { maxLength: 8 }), (key, pieces) => {
        const text = pieces.map((piece) => piece ?? key).join(" ");
        expect(scrub(text, [key])).not.toContain(key);
        expect(replaceSecrets(text, [key])).not.toContain(key);
      }),
    );
  });

  it("keeps at most 2048 characters and splits no code point", () => {
    const cut = scrub("😀".repeat(3000), []);
    expect(cut.length).toBeLessThanOrEqual(2048);
    expect(() => encodeURIComponent(cut)).not.toThrow();
    expect(cut.endsWith("😀…")).toBe(true);
    expect(scrub("x".repeat(2048), [])).toHaveLength(2048);
  });

  it("does not let half a secret through at the end of what it reads", () => {
    const secret = `test-key-${"z".repeat(3000)}`;
    for (const before of [0, 500, 1000, 1500]) {
      expect(scrub("a".repeat(before) + secret.repeat(8), [secret])).not.toContain("zzz");
    }
  });

  it("is quick on megabytes", () => {
    const text = "://a".repeat(1_000_000);
    const started = performance.now();
    scrub(text, ["test-key-groq"]);
    expect(performance.now() - started).toBeLessThan(250);
  });
});

describe("scrubURL", () => {
  it.each([
    ["https://user:pass@api.example.com/v1/chat?key=abc&alt=sse#x", "https://api.example.com/v1/chat?key=&alt="],
    ["https://api.example.com/v1", "https://api.example.com/v1"],
    ["http://us@er:pw@host/", "http://host/"],
    ["not a url?token=abc", "not a url?token="],
    ["", ""],
  ])("%s", (url, expected) => {
    expect(scrubURL(url)).toBe(expected);
  });
});

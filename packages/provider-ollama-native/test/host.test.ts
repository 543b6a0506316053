import { readBaseURL } from "@portolan/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCloud, readHost } from "../src/host.ts";

describe("readHost", () => {
  it.each([
    ["", "http://127.0.0.1:11434"],
    ["1.2.3.4", "http://1.2.3.4:11434"],
    [":1234", "http://127.0.0.1:1234"],
    ["1.2.3.4:1234", "http://1.2.3.4:1234"],
    ["example.com", "http://example.com:11434"],
    ["example.com:1234", "http://example.com:1234"],
    ["example.com:", "http://example.com:11434"],
    [":0", "http://127.0.0.1:0"],
    [":66000", "http://127.0.0.1:11434"],
    [":-1", "http://127.0.0.1:11434"],
    [":abc", "http://127.0.0.1:11434"],
    ["[::1]", "http://[::1]:11434"],
    ["::1", "http://[::1]:11434"],
    ["[::1]:1337", "http://[::1]:1337"],
    ["fe80::7", "http://[fe80::7]:11434"],
    [" 1.2.3.4 ", "http://1.2.3.4:11434"],
    ['"1.2.3.4"', "http://1.2.3.4:11434"],
    [" ' 1.2.3.4 ' ", "http://1.2.3.4:11434"],
    ["http://1.2.3.4", "http://1.2.3.4:80"],
    ["HTTP://1.2.3.4:4321", "http://1.2.3.4:4321"],
    ["https://1.2.3.4", "https://1.2.3.4:443"],
    ["https://1.2.3.4:4321", "https://1.2.3.4:4321"],
    ["https://example.com/ollama", "https://example.com:443/ollama"],
    ["https://example.com/ollama/", "https://example.com:443/ollama"],
    ["example.com/ollama", "http://example.com:11434/ollama"],
    ["ollama.com", "https://ollama.com:443"],
    ["http://[::1]/", "http://[::1]:80"],
  ])("reads %j as Ollama does: %s", (written, url) => {
    expect(readHost(written)).toEqual({ url });
  });

  it.each([
    ["0.0.0.0", "http://127.0.0.1:11434"],
    ["0.0.0.0:8080", "http://127.0.0.1:8080"],
    ["http://0.0.0.0", "http://127.0.0.1:80"],
    ["::", "http://[::1]:11434"],
    ["[::]:8080", "http://[::1]:8080"],
    ["0:0:0:0:0:0:0:0", "http://[::1]:11434"],
  ])("makes %s, to listen on, %s, to connect to", (written, url) => {
    expect(readHost(written)).toEqual({ url });
  });

  it.each([
    ["http://localhost:11434/v1", "http://localhost:11434", "/v1"],
    ["http://localhost:11434/v1/", "http://localhost:11434", "/v1"],
    ["http://localhost:11434/v1/chat/completions", "http://localhost:11434", "/v1/chat/completions"],
    ["http://localhost:11434/api", "http://localhost:11434", "/api"],
    ["http://localhost:11434/api/chat", "http://localhost:11434", "/api/chat"],
    ["https://host.test/ollama/v1", "https://host.test:443/ollama", "/v1"],
  ])("[S0-28] corrects %s to %s and says so", (written, url, end) => {
    const read = readHost(written);
    expect(read.url).toBe(url);
    expect(read.notice).toContain(`ends in ${end},`);
    expect(read.notice).toContain(url);
  });

  it.each(["ftp://host.test", "http://user:secret@host.test", "unix:///run/ollama.sock"])("leaves %s to be refused, with its reason", (written) => {
    expect(() => readBaseURL(readHost(written).url, { providerId: "ollama", from: "OLLAMA_HOST" })).toThrow(/^ollama: the base URL in OLLAMA_HOST (?:needs a scheme|holds a user name)/);
  });

  it("reads anything without failing, and what it has read the same again", () => {
    const withoutEnd = (url: string): string => url.replace(/\/+$/, "");
    const isStable = (written: string): boolean => {
      const { url } = readHost(written);
      return !URL.canParse(url) || url.includes("@") || withoutEnd(readHost(url).url) === withoutEnd(url);
    };
    expect(() => fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."0a.:[]/ \"'@-é") }), isStable))).not.toThrow();
  });
});

describe("isCloud", () => {
  it.each([
    ["https://ollama.com:443", true],
    ["https://ollama.com/x", true],
    ["https://www.ollama.com", true],
    ["http://ollama.com", false],
    ["https://ollama.com.evil.test", false],
    ["https://api.ollama.com", false],
    ["http://127.0.0.1:11434", false],
  ])("%s: %s", (url, cloud) => {
    expect(isCloud(url)).toBe(cloud);
  });
});

import { LoadSettingError } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { isLoopback, readBaseURL } from "../../src/connection/base-url.ts";

const read = (value: string): string => readBaseURL(value, { providerId: "test", from: "TEST_BASE_URL" });

describe("readBaseURL", () => {
  it.each([
    ["https://api.service.test/v1", "https://api.service.test/v1"],
    ["https://api.service.test/v1/", "https://api.service.test/v1"],
    ["https://api.service.test/v1///", "https://api.service.test/v1"],
    ["  http://127.0.0.1:8080/v1\n", "http://127.0.0.1:8080/v1"],
    ["https://api.service.test", "https://api.service.test"],
    ["https://api.service.test/", "https://api.service.test"],
    ["HTTPS://API.Service.Test:443/V1", "https://api.service.test/V1"],
    ["http://[::1]:11434/v1", "http://[::1]:11434/v1"],
    ["https://gateway.test/v1/accounts/a%20b/openai?", "https://gateway.test/v1/accounts/a%20b/openai"],
    ["https://resource.service.test/models", "https://resource.service.test/models"],
    ["https://service.test/completions-api", "https://service.test/completions-api"],
  ])("reads %j", (value, url) => {
    expect(read(value)).toBe(url);
  });

  it.each([
    ["", "needs a scheme"],
    ["api.service.test/v1", "needs a scheme"],
    ["localhost:8080/v1", "needs a scheme"],
    ["/v1", "needs a scheme"],
    ["ftp://service.test", "needs a scheme"],
    ["file:///etc/passwd", "needs a scheme"],
    ["http://", "is not a URL"],
    ["http://a b/v1", "is not a URL"],
    ["http://service.test:99999", "is not a URL"],
    ["https://someone:test-password@service.test/v1", "user name or password"],
    ["https://someone@service.test/v1", "user name or password"],
    ["https://service.test/v1?key=test-password", "query or fragment"],
    ["https://service.test/v1#part", "query or fragment"],
    ["https://service.test/v1/chat/completions", "ends in /chat/completions"],
    ["https://service.test/v1/chat/completions/", "ends in /chat/completions"],
    ["https://service.test/v1/completions", "ends in /completions"],
    ["https://service.test/v1/embeddings", "ends in /embeddings"],
    ["https://service.test/v1/models", "ends in /models"],
    ["https://service.test/v1/responses", "ends in /responses"],
    ["https://service.test/v1/messages", "ends in /messages"],
  ])("refuses %j, naming the provider and where it came from, and not what it holds", (value, why) => {
    const refuse = (): string => read(value);
    expect(refuse).toThrow(LoadSettingError);
    expect(refuse).toThrow(/^test: the base URL in TEST_BASE_URL /);
    expect(refuse).toThrow(why);
    expect(refuse).not.toThrow("test-password");
  });
});

it.each([
  ["http://localhost:8080/v1", true],
  ["http://LOCALHOST/v1", true],
  ["http://api.localhost/v1", true],
  ["http://127.0.0.1:11434", true],
  ["http://127.1", true],
  ["http://127.255.0.3/v1", true],
  ["http://[::1]:8000", true],
  ["http://0.0.0.0:8000/v1", true],
  ["http://[::]:8000/v1", true],
  ["http://localhost.service.test", false],
  ["http://127.0.0.1.service.test", false],
  ["http://128.0.0.1", false],
  ["http://192.168.0.10:11434", false],
  ["http://notlocalhost/v1", false],
])("isLoopback(%j) is %j", (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});

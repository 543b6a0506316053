import { describe, expect, it } from "vitest";
import { requestHeaders, secretHeaderValues } from "../../src/connection/request-headers.ts";
import { version } from "../../src/version.ts";

type Sources = Parameters<typeof requestHeaders>[0];
const headersOf = (of: Partial<Sources>): ReturnType<typeof requestHeaders> => requestHeaders({ settings: {}, call: undefined, key: "test-key", accept: "application/json", contentType: "application/json", ...of });

describe("requestHeaders", () => {
  it("are what a call with a key and a JSON body needs", () => {
    expect(headersOf({})).toEqual({
      headers: { accept: "application/json", authorization: "Bearer test-key", "content-type": "application/json", "user-agent": `portolan/${version}` },
      dropped: [],
    });
  });

  it("have no authorization without a key, and no content type without a body of ours", () => {
    expect(headersOf({ key: undefined, contentType: undefined }).headers).toEqual({ accept: "application/json", "user-agent": `portolan/${version}` });
  });

  it("hold the key in another header where that is asked for, and nothing in authorization", () => {
    const { headers } = headersOf({ keyHeader: "X-Api-Key", settings: { "x-api-key": "ours" } });
    expect(headers["x-api-key"]).toBe("test-key");
    expect(headers).not.toHaveProperty("authorization");
    expect(headersOf({ key: undefined, keyHeader: "x-api-key" }).headers).not.toHaveProperty("x-api-key");
  });

  it("take the call's over the settings' and both over the defaults, names without regard to case", () => {
    const { headers } = headersOf({ settings: { "X-Title": "settings", "X-Site": "settings", Accept: "text/plain" }, call: { "x-TITLE": "call", "X-Absent": undefined } });
    expect(headers).toMatchObject({ "x-title": "call", "x-site": "settings", accept: "text/plain" });
    expect(Object.keys(headers).filter((name) => name !== name.toLowerCase() || name === "x-absent")).toEqual([]);
  });

  it.each(["Authorization", "proxy-authorization", "Cookie", "host", "Content-Length", "transfer-encoding", "connection", "Content-Type", "expect", "keep-alive", "te", "trailer", "upgrade", "Accept-Encoding"])(
    "a call cannot set %s",
    (name) => {
      const { headers, dropped } = headersOf({ call: { [name]: "mine" } });
      expect(Object.values(headers)).not.toContain("mine");
      expect(dropped).toEqual([name.toLowerCase()]);
    },
  );

  it("a call cannot sign a keyless request", () => {
    expect(headersOf({ key: undefined, call: { authorization: "Bearer another" } }).headers).not.toHaveProperty("authorization");
  });

  it.each(["x-api-key", "X-Auth", "x-goog-api-key", "session-id", "X-Client-Secret", "x-password", "ocp-apim-token"])("a call cannot replace the settings' %s, but may set its own", (name) => {
    const replaced = headersOf({ settings: { [name]: "ours" }, call: { [name.toUpperCase()]: "mine" } });
    expect([replaced.headers[name.toLowerCase()], replaced.dropped]).toEqual(["ours", [name.toLowerCase()]]);
    expect(headersOf({ call: { [name]: "mine" } }).headers[name.toLowerCase()]).toBe("mine");
  });

  it("the key wins over the settings' authorization, which stands where there is no key", () => {
    const settings = { Authorization: "Basic dGVzdA==" };
    expect(headersOf({ settings }).headers["authorization"]).toBe("Bearer test-key");
    expect(headersOf({ settings, key: undefined }).headers["authorization"]).toBe("Basic dGVzdA==");
  });

  it("the settings cannot say how long or of which type a body is", () => {
    const settings = { "Content-Type": "application/json", "content-length": "3", "Transfer-Encoding": "chunked" };
    expect(Object.keys(headersOf({ settings, contentType: undefined }).headers)).toEqual(["accept", "user-agent", "authorization"]);
  });

  it("name this package after whoever else is calling", () => {
    expect(headersOf({ settings: { "User-Agent": "app/1" } }).headers["user-agent"]).toBe(`app/1 portolan/${version}`);
    expect(headersOf({ settings: { "User-Agent": "app/1" }, call: { "user-agent": "ai/7" } }).headers["user-agent"]).toBe(`ai/7 portolan/${version}`);
  });
});

it("secretHeaderValues are the values of headers whose names say so", () => {
  const headers = { authorization: "Bearer test-key", "X-Api-Key": "another", cookie: "a=b", "x-title": "shown", accept: "shown" };
  expect(secretHeaderValues(headers)).toEqual(["test-key", "another", "a=b"]);
});

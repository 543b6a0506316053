import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJSON } from "../../src/json/parse.ts";

describe("parseJSON", () => {
  it.each([
    ["written plainly", '{"__proto__":{"isAdmin":true},"a":1}'],
    ["with space before the colon", '{"__proto__" \n : {"isAdmin":true},"a":1}'],
    ["with one letter escaped", '{"\\u005f_proto__":{"isAdmin":true},"a":1}'],
    ["with another letter escaped", '{"__pr\\u006fto__":{"isAdmin":true},"a":1}'],
    ["with all letters escaped, in both cases", '{"\\u005F\\u005f\\u0070\\u0072\\u006F\\u0074\\u006f\\u005f\\u005F":{"isAdmin":true},"a":1}'],
    ["as the way by the constructor", '{"constructor":{"prototype":{"isAdmin":true}},"a":1}'],
    ["as that way, escaped", '{"\\u0063onstruct\\u006fr":{"\\u0070rototype":{"isAdmin":true}},"a":1}'],
  ])("leaves out a key that reaches a prototype, %s", (_how, text) => {
    const parsed = parseJSON(text) as Record<string, unknown>;
    expect(Object.keys(parsed)).toEqual(["a"]);
    expect(parsed).toEqual({ a: 1 });
    expect(Object.assign({}, parsed)).not.toHaveProperty("isAdmin");
  });

  it("leaves them out wherever they are", () => {
    expect(parseJSON('[{"a":{"b":[{"__proto__":{"c":1},"d":2}]}}]')).toEqual([{ a: { b: [{ d: 2 }] } }]);
    expect(JSON.stringify(parseJSON('{"__proto__":{"__proto__":1},"constructor":{"prototype":{"constructor":{"prototype":1}}}}'))).toBe("{}");
  });

  it.each(['{"constructor":"Renault"}', '{"constructor":{"name":"Renault"}}', '{"constructor":null}', '{"prototype":1}', '{"a":"__proto__","b":"\\"__proto__\\":1"}'])("keeps what only looks like it: %s", (text) => {
    expect(parseJSON(text)).toEqual(JSON.parse(text));
    expect(JSON.stringify(parseJSON(text))).toBe(text);
  });

  it("is JSON.parse for everything else", () => {
    const harmless = fc.json().filter((text) => !/__proto__|constructor|\\u00/i.test(text));
    fc.assert(
      fc.property(harmless, (text) => {
        expect(parseJSON(text)).toStrictEqual(JSON.parse(text));
        expect(parseJSON(`{"__proto__":${text},"rest":${text}}`)).toStrictEqual({ rest: JSON.parse(text) as unknown });
      }),
      { numRuns: 1000 },
    );
  });

  it("throws a SyntaxError for what is not JSON", () => {
    for (const text of ["", "{", '{"__proto__":', "undefined"]) expect(() => parseJSON(text)).toThrow(SyntaxError);
  });
});

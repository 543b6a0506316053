import { LoadSettingError } from "@ai-sdk/provider";
import { afterEach, describe, expect, it, vi } from "vitest";
import { environmentReader, readEnvironment, variableReader } from "../../src/provider/environment.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe("readEnvironment", () => {
  it("takes the first name that has a value", () => {
    vi.stubEnv("TEST_SECOND", "second");
    vi.stubEnv("TEST_THIRD", "third");
    expect(readEnvironment(["TEST_FIRST", "TEST_SECOND", "TEST_THIRD"])).toEqual({ name: "TEST_SECOND", value: "second" });
    expect(readEnvironment(["TEST_THIRD", "TEST_SECOND"])?.value).toBe("third");
  });

  it("passes over values that are empty or blank, and trims the others", () => {
    vi.stubEnv("TEST_FIRST", "");
    vi.stubEnv("TEST_SECOND", " \t");
    vi.stubEnv("TEST_THIRD", " third\n");
    expect(readEnvironment(["TEST_FIRST", "TEST_SECOND", "TEST_THIRD"])).toEqual({ name: "TEST_THIRD", value: "third" });
  });

  it("matches without regard to case, and names the spelling that was found", () => {
    vi.stubEnv("Test_Mixed_KEY", "value");
    expect(readEnvironment(["TEST_MIXED_KEY"])).toEqual({ name: "Test_Mixed_KEY", value: "value" });
  });

  it("an empty spelling does not hide another", () => {
    vi.stubEnv("TEST_KEY", "");
    vi.stubEnv("test_key", "value");
    expect(readEnvironment(["TEST_KEY"])).toEqual({ name: "test_key", value: "value" });
  });

  it("two spellings with one value are fine, with two values an error that names both and shows none", () => {
    vi.stubEnv("TEST_KEY", "value");
    vi.stubEnv("test_Key", "value");
    expect(readEnvironment(["TEST_KEY"])?.value).toBe("value");
    vi.stubEnv("test_Key", "another");
    expect(() => readEnvironment(["TEST_KEY"])).toThrow(LoadSettingError);
    expect(() => readEnvironment(["TEST_KEY"])).toThrow(/^(?=.*TEST_KEY)(?=.*test_Key)/);
    expect(() => readEnvironment(["TEST_KEY"])).not.toThrow("another");
  });

  it("knows nothing of names that are not set, and where there is no environment", () => {
    expect([readEnvironment([]), readEnvironment(["TEST_NOT_SET"]), readEnvironment(["constructor"])]).toEqual([undefined, undefined, undefined]);
    vi.stubEnv("TEST_KEY", "value");
    vi.stubGlobal("process", undefined);
    expect(readEnvironment(["TEST_KEY"])).toBeUndefined();
    vi.stubGlobal("process", {});
    expect(readEnvironment(["TEST_KEY"])).toBeUndefined();
  });
});

it("[S4-16] an environment of the caller's stands in the process's place", () => {
  process.env["TEST_KEY"] = "process";
  expect(readEnvironment(["TEST_KEY"], { test_key: "own" })).toEqual({ name: "test_key", value: "own" });
  expect(readEnvironment(["TEST_KEY"], {})).toBeUndefined();
  expect(environmentReader(["TEST_KEY"], { TEST_KEY: "own" })()?.value).toBe("own");
  expect(variableReader({ TEST_KEY: "own" })("TEST_MISSING", "TEST_KEY")).toBe("own");
  delete process.env["TEST_KEY"];
});

it("environmentReader follows what the environment says by now", () => {
  const read = environmentReader(["TEST_KEY", "TEST_OTHER"]);
  expect(read()).toBeUndefined();
  vi.stubEnv("test_key", "one");
  expect(read()).toEqual({ name: "test_key", value: "one" });
  vi.stubEnv("test_key", "two");
  expect(read()?.value).toBe("two");
  vi.stubEnv("test_key", "");
  vi.stubEnv("TEST_OTHER", "three");
  expect(read()).toEqual({ name: "TEST_OTHER", value: "three" });
});

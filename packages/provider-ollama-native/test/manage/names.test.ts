import type { Connection, ConnectionRequest } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { aliasesOf, namedModel } from "../../src/manage/model-name.ts";
import { transfer } from "../../src/manage/transfer.ts";
import { all } from "../server.ts";

describe("a model's name", () => {
  it.each([
    ["smol", ["smol:latest"]],
    ["smol:latest", ["smol"]],
    ["smol:135m", []],
    ["me/smol", ["me/smol:latest"]],
    ["127.0.0.1:5000/me/smol", ["127.0.0.1:5000/me/smol:latest"]],
    ["127.0.0.1:5000/me/smol:latest", ["127.0.0.1:5000/me/smol"]],
    ["127.0.0.1:5000/me/smol:1b", []],
  ])("%s is also %j", (name, aliases) => {
    expect(aliasesOf(name)).toEqual(aliases);
  });

  it("is sent as it is written, but for space around it", () => {
    expect(namedModel(" Me/Smol:1B ")).toBe("Me/Smol:1B");
  });
});

describe("a transfer", () => {
  it("waits as long as the server checks what it moved", async () => {
    const seen: ConnectionRequest[] = [];
    async function* frames(request: ConnectionRequest): AsyncGenerator<{ status: string }> {
      seen.push(request);
      yield { status: "success" };
    }
    await all(transfer({ frames } as unknown as Connection, "/api/pull", "smol", { insecure: true }));
    expect(seen).toMatchObject([{ body: { model: "smol", insecure: true }, timeouts: { headersMs: Infinity, idleMs: Infinity } }]);
  });
});

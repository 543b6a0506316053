import { APICallError } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OllamaProgress } from "../../src/index.ts";
import { LayerTotals } from "../../src/manage/progress.ts";
import { all, failureOf, hanging, sent, serve, useEmulator } from "../server.ts";
import { recorded } from "./recorded.ts";

const lines = (...frames: readonly object[]): string => frames.map((frame) => `${JSON.stringify(frame)}\n`).join("");
const success = { status: "success" };

describe("pull and push", () => {
  it("tell the server's words, the layer that moves, and how much of all layers has moved", async () => {
    const { ollama, asked } = await serve(() =>
      lines({ status: "pulling manifest" }, { status: "pulling aa", digest: "sha256:aa", total: 100 }, { status: "pulling aa", digest: "sha256:aa", total: 100, completed: 60 }, { status: "pulling bb", digest: "sha256:bb", total: 10, completed: 10 }, success),
    );
    expect(await all(ollama.pull("smol"))).toEqual([
      { status: "pulling manifest", overall: { completed: 0, total: 0 } },
      { status: "pulling aa", digest: "sha256:aa", total: 100, completed: 0, overall: { completed: 0, total: 100 } },
      { status: "pulling aa", digest: "sha256:aa", total: 100, completed: 60, overall: { completed: 60, total: 100 } },
      { status: "pulling bb", digest: "sha256:bb", total: 10, completed: 10, overall: { completed: 70, total: 110 } },
      { status: "success", overall: { completed: 70, total: 110 } },
    ]);
    expect(asked[0]).toMatchObject({ method: "POST", path: "/api/pull" });
    expect(sent(asked[0])).toEqual({ model: "smol", name: "smol", stream: true });
  });

  it.each([["pull-stream", "pull"], ["push-stream", "push"]] as const)("read what a real server sent: %s", async (name, method) => {
    const { ollama, recording } = await recorded(name);
    const reports = await all(ollama[method]("registry.test/smol", { insecure: true }));
    expect(reports).toHaveLength(recording.response.body.trim().split("\n").length);
    const layers = new Map(reports.flatMap(({ digest, total }) => (digest === undefined || total === undefined ? [] : [[digest, total] as const])));
    const total = [...layers.values()].reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(98_362_432);
    expect(reports.at(-1)).toEqual({ status: "success", overall: { completed: total, total } });
  });

  it("install what they pulled, and say no to what cannot be pushed", async () => {
    const { ollama, emulator } = await useEmulator();
    const reports = await all(ollama.pull("tinyllama"));
    expect(reports.at(-1)?.status).toBe("success");
    expect(reports.at(-1)?.overall.completed).toBe(reports.at(-1)?.overall.total);
    expect((await ollama.listModels()).map(({ id }) => id)).toContain("tinyllama:latest");
    const error = await failureOf(() => all(ollama.push("tinyllama")));
    expect(error.message).toMatch(/^ollama\/tinyllama: .*not authorized to push/);
    expect(emulator.requests.filter(({ path }) => path === "/api/push")[0]?.body).toMatchObject({ model: "tinyllama" });
  });

  it("[S0-28] end with a typed error for a line that is one, after what came before it", async () => {
    const { ollama } = await recorded("pull-unknown");
    const seen: OllamaProgress[] = [];
    const error = await failureOf(async () => {
      for await (const report of ollama.pull("test/nope")) seen.push(report);
    });
    expect(seen.map(({ status }) => status)).toEqual(["pulling manifest"]);
    expect(APICallError.isInstance(error) && describeError(error)).toMatchObject({ kind: "model-not-found", message: "pull model manifest: file does not exist", hint: expect.stringContaining("ollama.com/search") });
    expect(error.message).not.toContain("pull it first");
    const offline = await recorded("pull-offline");
    expect(describeError(await failureOf(() => all(offline.ollama.pull("tinyllama"))))).toMatchObject({ kind: "network", message: expect.stringContaining("no such host"), hint: expect.stringContaining("registry") });
  });

  it("tell of a registry that the server cannot reach, whichever way a model moves", async () => {
    const words = 'Head "https://registry.test/v2/library/smol/blobs/sha256:aa": dial tcp: lookup registry.test: no such host';
    const { ollama } = await serve(() => lines({ status: "retrieving manifest" }, { error: words }));
    expect(describeError(await failureOf(() => all(ollama.push("smol"))))).toMatchObject({ kind: "network", message: words, hint: expect.stringContaining("registry") });
  });

  it("end with an error where the reports end before success", async () => {
    const { ollama } = await serve(() => lines({ status: "pulling manifest" }, { status: "verifying sha256 digest" }));
    const error = await failureOf(() => all(ollama.pull("smol")));
    expect(error.message).toMatch(/^ollama\/smol: .*ended before success; the last was: verifying sha256 digest/);
    expect(describeError(error)).toMatchObject({ kind: "server" });
  });

  it("send nothing before the first step, and stop when the loop is left", async () => {
    const { ollama, asked, closed } = await hanging((response) => void response.write(lines({ status: "pulling manifest" })));
    const pulling = ollama.pull("smol");
    expect(asked).toEqual([]);
    for await (const { status } of pulling) {
      expect(status).toBe("pulling manifest");
      break;
    }
    await closed;
  });

  it("stop at an abort, with its reason, also while nothing comes", async () => {
    const controller = new AbortController();
    const { ollama, closed } = await hanging((response) => void response.write(lines({ status: "pulling manifest" })));
    const seen: string[] = [];
    const error = await failureOf(async () => {
      for await (const { status } of ollama.pull("smol", { signal: controller.signal })) {
        seen.push(status);
        setImmediate(() => controller.abort(new Error("enough")));
      }
    });
    expect([seen, error.message]).toEqual([["pulling manifest"], "enough"]);
    await closed;
  });

  it.each(["", "  "])("refuse a model named %j before anything is sent", async (name) => {
    const { ollama, asked } = await serve(() => lines(success));
    expect((await failureOf(() => ollama.pull(name))).message).toMatch(/model is the name of a model/);
    expect(asked).toEqual([]);
  });
});

describe("LayerTotals", () => {
  it("is the sum of what was said last of each layer, in whatever order", () => {
    const report = fc.record({ digest: fc.constantFrom("a", "b", "c"), total: fc.nat(1000), completed: fc.nat(1000) });
    fc.assert(
      fc.property(fc.array(report), (reports) => {
        const totals = new LayerTotals();
        for (const { digest, total, completed } of reports) totals.add(digest, total, completed);
        const last = [...new Map(reports.map((one) => [one.digest, one])).values()];
        const sum = (of: "total" | "completed"): number => last.reduce((before, one) => before + one[of], 0);
        expect(totals.overall).toEqual({ total: sum("total"), completed: sum("completed") });
      }),
    );
  });
});

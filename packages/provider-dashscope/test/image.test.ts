import { describeError } from "@portolan/core";
import { createDashScope } from "@portolan/provider-dashscope";
import { generateImage } from "ai";
import { describe, expect, it } from "vitest";
import { failureOf, useDashScope } from "./calls.ts";

const pngStart = [0x89, 0x50, 0x4e, 0x47];
const bare = { n: 1, size: undefined, aspectRatio: undefined, seed: undefined, files: undefined, mask: undefined, providerOptions: {} } as const;
const conversation = "POST /api/v1/services/aigc/multimodal-generation/generation";
const creation = "POST /api/v1/services/aigc/text2image/image-synthesis";

describe("a picture that is answered at once", () => {
  const test = useDashScope();

  it("comes as bytes through the AI SDK, fetched without the key", async () => {
    const { images, warnings } = await generateImage({
      model: test.dashscope.imageModel("qwen-image-2.0"),
      prompt: "A port.",
      n: 2,
      size: "512x768",
      seed: 7,
      providerOptions: { dashscope: { negativePrompt: "fog", promptExtend: false, watermark: false } },
    });
    expect(images.map(({ mediaType, uint8Array }) => [mediaType, [...uint8Array.subarray(0, 4)]])).toEqual([["image/png", pngStart], ["image/png", pngStart]]);
    expect(warnings).toEqual([]);
    expect(test.sent).toEqual({
      model: "qwen-image-2.0",
      input: { messages: [{ role: "user", content: [{ text: "A port." }] }] },
      parameters: { n: 2, size: "512*768", seed: 7, negative_prompt: "fog", prompt_extend: false, watermark: false },
    });
    expect(test.paths[0]).toBe(conversation);
    const downloads = test.emulator.requests.filter(({ path }) => path.startsWith("/results/"));
    expect(downloads.map(({ headers }) => headers["authorization"])).toEqual([undefined, undefined]);
  });

  it("is worked from pictures, by address and as bytes", async () => {
    const files = [{ type: "url", url: "https://a.test/b.png" }, { type: "file", mediaType: "image/png", data: Uint8Array.of(1, 2, 3) }] as const;
    await test.dashscope.imageModel("qwen-image-2.0-pro").doGenerate({ ...bare, prompt: "Join them.", files: [...files] });
    expect(test.sent["input"]).toEqual({ messages: [{ role: "user", content: [{ image: "https://a.test/b.png" }, { image: "data:image/png;base64,AQID" }, { text: "Join them." }] }] });
  });

  it.each<[string, string, object, RegExp]>([
    ["too many", "qwen-image-2.0", { n: 7 }, /7 pictures in one request, 6 at the most/],
    ["none to be drawn", "qwen-image-2.0", { prompt: "" }, /needs a prompt/],
    ["a mask", "qwen-image-2.0", { mask: { type: "url", url: "https://a.test/b.png" } }, /masks are not supported/],
    ["pictures for one that draws from words", "qwen-image-max", { files: [{ type: "url", url: "https://a.test/b.png" }] }, /draws from words alone; qwen-image-2\.0 works from pictures/],
    ["wrong options", "qwen-image-2.0", { providerOptions: { dashscope: { watermark: "yes" } } }, /watermark/],
  ])("refuses %s before anything is sent", async (_, modelId, call, message) => {
    const { error } = await failureOf(test.dashscope.imageModel(modelId).doGenerate({ ...bare, prompt: "A port.", ...call }));
    expect(error.message).toMatch(message);
    expect(test.emulator.requests).toHaveLength(0);
  });

  it("warns of an aspect ratio", async () => {
    const { warnings } = await test.dashscope.imageModel("wan2.6-t2i").doGenerate({ ...bare, prompt: "A port.", aspectRatio: "16:9" });
    expect(warnings).toMatchObject([{ type: "unsupported", feature: "aspectRatio" }]);
    expect(test.paths[0]).toBe(conversation);
  });

  it("that was found inappropriate is told in the service's words", async () => {
    test.emulator.use({ answers: [{ kind: "error", error: { status: 400, message: "Output data may contain inappropriate content.", code: "DataInspectionFailed" } }] });
    const { info } = await failureOf(test.dashscope.imageModel("qwen-image-2.0").doGenerate({ ...bare, prompt: "A port." }));
    expect(info).toMatchObject({ kind: "content-filter", code: "DataInspectionFailed", status: 400 });
  });

  it("at an address that is gone is an error about the address", async () => {
    const url = `${test.emulator.origin}/results/gone.png`;
    test.emulator.use({ answers: [{ kind: "chunks", chunks: [{ output: { choices: [{ message: { content: [{ image: url }] } }] } }] }] });
    const { info } = await failureOf(test.dashscope.imageModel("qwen-image-2.0").doGenerate({ ...bare, prompt: "A port." }));
    expect(info.hint).toMatch(/may have expired/);
  });

  it("that cannot be fetched ends the fetching of the others", async () => {
    const content = [{ image: "https://store.test/gone.png" }, { image: "https://store.test/slow.png" }];
    const slow = new EventTarget();
    const happens = async (what: string): Promise<unknown> => await new Promise((resolve) => slow.addEventListener(what, ({ type }) => resolve(type), { once: true }));
    const asked = happens("asked");
    const stopped = happens("stopped");
    const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      const url = String(input);
      if (url.endsWith("/generation")) return Response.json({ output: { choices: [{ message: { content } }] } });
      if (url.endsWith("/slow.png")) {
        init?.signal?.addEventListener("abort", () => slow.dispatchEvent(new Event("stopped")));
        slow.dispatchEvent(new Event("asked"));
        return await new Promise<Response>(() => undefined);
      }
      await asked;
      return new Response("gone", { status: 404 });
    };
    const provider = createDashScope({ apiKey: "test-key-dashscope", fetch });
    expect((await failureOf(provider.imageModel("qwen-image-2.0").doGenerate({ ...bare, prompt: "A port." }))).info.status).toBe(404);
    expect(await stopped).toBe("stopped");
  });
});

describe("a picture that is a task", () => {
  const test = useDashScope();
  const draw = (call: object = {}) => test.dashscope.imageModel("qwen-image-plus").doGenerate({ ...bare, prompt: "A port.", ...call });
  const task = (output: object): { readonly kind: "chunks"; readonly chunks: [{ output: never; request_id: string }] } => ({ kind: "chunks", chunks: [{ output: output as never, request_id: "r-1" }] });
  const created = task({ task_id: "t/1", task_status: "PENDING" });

  it("is waited for through the AI SDK", async () => {
    const { images, providerMetadata } = await generateImage({ model: test.dashscope.imageModel("wan2.2-t2i-flash"), prompt: "A port.", n: 2, size: "512x512", providerOptions: { dashscope: { negativePrompt: "fog" } } });
    expect(images.map(({ uint8Array }) => [...uint8Array.subarray(0, 4)])).toEqual([pngStart, pngStart]);
    expect(test.paths.map((path) => path.replace(/\/tasks\/.*/, "/tasks/…").replace(/\/results\/.*/, "/results/…"))).toEqual([
      creation, "GET /api/v1/tasks/…", "GET /api/v1/tasks/…", "GET /api/v1/tasks/…", "GET /results/…", "GET /results/…",
    ]);
    expect(test.emulator.requests[0]).toMatchObject({
      headers: { "x-dashscope-async": "enable" },
      body: { model: "wan2.2-t2i-flash", input: { prompt: "A port.", negative_prompt: "fog" }, parameters: { n: 2, size: "512*512" } },
    });
    expect(providerMetadata["dashscope"]).toMatchObject({ images: [{ revisedPrompt: expect.any(String) }, { revisedPrompt: expect.any(String) }] });
  });

  it("that failed is a typed error with the task's own code and message", async () => {
    test.emulator.use({ answers: [created, task({ task_id: "t/1", task_status: "FAILED", code: "DataInspectionFailed", message: "Output data may contain inappropriate content." })] });
    const { error, info } = await failureOf(draw());
    expect(info).toMatchObject({ kind: "content-filter", code: "DataInspectionFailed" });
    expect(error.message).toMatch(/^dashscope\/qwen-image-plus: .*inappropriate content\. \(task t\/1\)/);
    expect(test.paths[1]).toBe("GET /api/v1/tasks/t%2F1");
  });

  it.each(["CANCELED", "UNKNOWN"])("that is %s is an error that says so", async (status) => {
    test.emulator.use({ answers: [created, task({ task_id: "t/1", task_status: status })] });
    expect((await failureOf(draw())).error.message).toContain(`the task is ${status} (task t/1)`);
  });

  it("of which some pictures failed gives the others, with a warning", async () => {
    const url = `${test.emulator.origin}/results/64x64-a.png`;
    test.emulator.use({ answers: [created, task({ task_status: "SUCCEEDED", results: [{ url }, { code: "InternalError", message: "no ink" }] })] });
    const { images, warnings } = await draw();
    expect(images).toHaveLength(1);
    expect(warnings).toEqual([{ type: "other", message: "1 of 2 pictures failed: no ink" }]);
  });

  it("is looked at again after a look that failed for a while", async () => {
    const busy = { kind: "error", error: { status: 500, message: "busy", code: "InternalError" } } as const;
    test.emulator.use({ answers: [created, busy, busy, task({ task_status: "SUCCEEDED", results: [{ url: `${test.emulator.origin}/results/64x64-a.png` }] })] });
    expect((await draw()).images).toHaveLength(1);
    const working = task({ task_status: "RUNNING" });
    test.emulator.use({ answers: [created, busy, working, busy, busy, busy, task({ task_status: "SUCCEEDED", results: [{ url: `${test.emulator.origin}/results/64x64-a.png` }] })] });
    expect((await draw()).images).toHaveLength(1);
    test.emulator.use({ answers: [created, busy, busy, busy, busy] });
    expect((await failureOf(draw())).info).toMatchObject({ kind: "server", message: "busy" });
    test.emulator.use({ answers: [created, { kind: "error", error: { status: 401, message: "no", code: "InvalidApiKey" } }] });
    expect((await failureOf(draw())).info).toMatchObject({ kind: "auth" });
  });

  it("that is not done in time is given up, named, and not to be asked for again", async () => {
    const { baseURL, apiKey } = test.emulator;
    test.emulator.use({ answers: ({ method }) => (method === "GET" ? task({ task_status: "RUNNING" }) : created) });
    const provider = createDashScope({ baseURL, apiKey, tasks: { timeoutMs: 20, pollMs: 1 } });
    const { error } = await failureOf(generateImage({ model: provider.imageModel("qwen-image-plus"), prompt: "A port." }));
    expect(error.message).toMatch(/the task t\/1 was not done within 20 ms \(tasks\.timeoutMs\)/);
    expect(test.paths.filter((path) => path === creation)).toHaveLength(1);
    expect(describeError(error).kind).toBe("timeout");
  });

  it("is left alone when the caller aborts, also between two looks", async () => {
    const stop = new AbortController();
    const { baseURL, apiKey } = test.emulator;
    const reason = new Error("enough");
    test.emulator.use({
      answers: ({ ended }) => {
        void ended.then(() => stop.abort(reason));
        return created;
      },
    });
    const provider = createDashScope({ baseURL, apiKey, tasks: { pollMs: 60_000 } });
    const { error } = await failureOf(provider.imageModel("qwen-image-plus").doGenerate({ ...bare, prompt: "A port.", abortSignal: stop.signal }));
    expect(error).toBe(reason);
  });
});

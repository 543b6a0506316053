import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startEmulator, type Emulator } from "../../src/emulator/index.ts";
import { post, type Json } from "./client.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("dashscope");
});
beforeEach(() => emulator.use({}));
afterAll(() => emulator.close());

const hello = [{ role: "user", content: "Hello" }];
const look = { type: "function", function: { name: "look", parameters: { type: "object" } } };
const native = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${emulator.origin}/api/v1${path}`, { method: "POST", headers: { authorization: `Bearer ${emulator.apiKey}`, ...headers }, body: JSON.stringify(body) });
const taskState = async (id: string): Promise<Json> => (await fetch(`${emulator.origin}/api/v1/tasks/${id}`, { headers: { authorization: `Bearer ${emulator.apiKey}` } })).json();

describe("DashScope in OpenAI's form refuses", () => {
  it.each<[string, object, RegExp]>([
    ["a forced tool while it thinks", { model: "qwen-plus", enable_thinking: true, stream: true, tools: [look], tool_choice: "required" }, /required or object in thinking mode/],
    ["a named tool while it thinks unasked", { model: "qwen3.6-plus", tools: [look], tool_choice: look }, /required or object in thinking mode/],
    ["JSON mode without the word", { model: "qwen-plus", response_format: { type: "json_object" } }, /must contain the word 'json'/],
    ["JSON mode while it thinks", { model: "qwen-plus", messages: [{ role: "user", content: "json" }], enable_thinking: true, response_format: { type: "json_object" } }, /not supported when enable_thinking is true/],
    ["a whole answer of a model that streams", { model: "qwq-plus" }, /only support stream mode/],
    ["a whole answer of an open model that thinks", { model: "qwen3-32b" }, /must be set to false for non-streaming calls/],
    ["a whole spoken answer", { model: "qwen3-omni-flash", modalities: ["text", "audio"] }, /'audio' output only support with stream=true/],
    ["not to think, of a model that always does", { model: "qwq-plus", stream: true, enable_thinking: false }, /restricted to True/],
    ["thinking without a budget", { model: "qwen3.5-27b", enable_thinking: true }, /thinking_budget parameter must be a positive integer/],
    ["an effort beside a budget", { model: "qwen3.8-max", reasoning_effort: "low", thinking_budget: 9 }, /cannot be set at the same time/],
    ["a translation with instructions", { model: "qwen-mt-flash", messages: [{ role: "system", content: "Be brief." }, ...hello] }, /Role specification invalid/],
    ["sound that is no address", { model: "qwen3-omni-flash", stream: true, messages: [{ role: "user", content: [{ type: "input_audio", input_audio: { data: "AAAA" } }] }] }, /does not appear to be valid/],
    ["a temperature of 2", { model: "qwen-plus", temperature: 2 }, /Temperature should be in \[0\.0, 2\.0\)/],
    ["more output than there is", { model: "qwen-plus", max_tokens: 99_999 }, /Range of max_tokens should be \[1, 32768\]/],
  ])("%s", async (_, fields, message) => {
    const response = await post(emulator, "/chat/completions", { messages: hello, ...fields });
    const body = (await response.json()) as Json;
    expect([response.status, body.error.code, typeof body.request_id]).toEqual([400, "invalid_parameter_error", "string"]);
    expect(body.error.message).toMatch(message);
  });

  it("an eleventh text to embed", async () => {
    const body = (await (await post(emulator, "/embeddings", { model: "text-embedding-v4", input: Array.from({ length: 11 }, () => "a") })).json()) as Json;
    expect(body.error.message).toMatch(/should not be larger than 10/);
  });

  it("a key of another region, in the words it has for a wrong one", async () => {
    const response = await post(emulator, "/chat/completions", { model: "qwen-plus", messages: hello }, { headers: { authorization: "Bearer test-key-dashscope-beijing" } });
    expect([response.status, ((await response.json()) as Json).error.code]).toEqual([401, "invalid_api_key"]);
  });

  it("nothing of what it takes", async () => {
    const fields = { model: "qwen-plus", messages: hello, enable_thinking: true, thinking_budget: 99, stream: true, tools: [look], tool_choice: "auto" };
    expect((await post(emulator, "/chat/completions", fields)).status).toBe(200);
  });
});

describe("documents", () => {
  it("are taken with a purpose and a key, and given an id", async () => {
    const send = async (form: FormData, key = emulator.apiKey): Promise<readonly [number, Json]> => {
      const response = await fetch(`${emulator.baseURL}/files`, { method: "POST", headers: { authorization: `Bearer ${key}` }, body: form });
      return [response.status, await response.json()];
    };
    const form = new FormData();
    form.append("file", new Blob(["The"]), "log.txt");
    expect(await send(form)).toMatchObject([400, { error: { message: "Invalid purpose." } }]);
    form.append("purpose", "file-extract");
    expect(await send(form)).toMatchObject([200, { id: expect.stringMatching(/^file-fe-/), bytes: 3, filename: "log.txt" }]);
    expect(await send(form, "test-key-other")).toMatchObject([401, { error: { code: "invalid_api_key" } }]);
    expect(await send(new FormData())).toMatchObject([400, {}]);
  });
});

describe("DashScope's own API", () => {
  it("tells errors flat, and with a code of its own", async () => {
    const wrongKey = await native("/services/rerank/text-rerank/text-rerank", {}, { authorization: "Bearer test-key-other" });
    expect([wrongKey.status, await wrongKey.json()]).toEqual([401, { code: "InvalidApiKey", message: "Invalid API-key provided.", request_id: expect.any(String) }]);
    expect((await (await native("/services/nothing", {})).json()) as Json).toMatchObject({ code: "InvalidParameter", message: expect.stringContaining("url error") });
    expect((await (await native("/services/rerank/text-rerank/text-rerank", { model: "m" })).json()) as Json).toMatchObject({ code: "BadRequest.EmptyInput" });
  });

  it("streams in events with a status, errors too", async () => {
    const body = { model: "qwen-plus", input: { messages: hello } };
    const answer = await (await native("/services/aigc/text-generation/generation", body, { "x-dashscope-sse": "enable" })).text();
    expect(answer).toMatch(/^id:1\nevent:result\n:HTTP_STATUS\/200\ndata:\{"output":\{"choices".*"request_id"/);
    emulator.use({ answers: [{ kind: "error", httpStatus: 200, error: { status: 400, message: "no", code: "DataInspectionFailed" } }] });
    const refused = await native("/services/aigc/text-generation/generation", body, { "x-dashscope-sse": "enable" });
    expect([refused.status, await refused.text()]).toEqual([200, expect.stringMatching(/^id:1\nevent:error\n:HTTP_STATUS\/400\ndata:\{"code":"DataInspectionFailed","message":"no"/)]);
  });

  it("works on a task, which is pending, then running, then done", async () => {
    const body = { model: "qwen-image-plus", input: { prompt: "A port." }, parameters: { size: "64*64" } };
    expect((await native("/services/aigc/text2image/image-synthesis", body)).status).toBe(403);
    const created = (await (await native("/services/aigc/text2image/image-synthesis", body, { "x-dashscope-async": "enable" })).json()) as Json;
    const id = created.output.task_id as string;
    const states = [await taskState(id), await taskState(id), await taskState(id)] as readonly Json[];
    expect(states.map((state) => state.output.task_status)).toEqual(["PENDING", "RUNNING", "SUCCEEDED"]);
    expect((await taskState("nothing")) as Json).toMatchObject({ output: { task_status: "UNKNOWN" } });
    const { url } = states[2].output.results[0];
    expect((await fetch(url)).headers.get("content-type")).toBe("image/png");
  });

  it("leaves results where a key is refused", async () => {
    const answer = (await (await native("/services/aigc/multimodal-generation/generation", { model: "qwen3-tts-flash", input: { text: "Ahoy", voice: "Cherry" } })).json()) as Json;
    const { url } = answer.output.audio;
    expect((await fetch(url)).headers.get("content-type")).toBe("audio/wav");
    expect((await fetch(url, { headers: { authorization: `Bearer ${emulator.apiKey}` } })).status).toBe(400);
    expect((await fetch(`${emulator.origin}/results/none.png`)).status).toBe(404);
  });
});

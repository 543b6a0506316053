import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { ImageModelV4, ImageModelV4CallOptions, JSONObject, ProviderV4 } from "@ai-sdk/provider";
import { casesOfKind, type CaseOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { callErrorOf } from "../rejection.ts";
import type { ConformanceModels } from "../subject.ts";
import { casesOfAnyKind, type KindOfCall } from "./any-kind.ts";

/** The first bytes of a PNG file. */
const signature = Buffer.from("iVBORw0KGgo=", "base64");

const drawn: JSONObject = { created: 1_780_000_000, data: [{ b64_json: signature.toString("base64") }] };

const plain: ImageModelV4CallOptions = { prompt: "A port", n: 1, size: undefined, aspectRatio: undefined, seed: undefined, files: undefined, mask: undefined, providerOptions: {} };

function imageModel(provider: ProviderV4, models: ConformanceModels): ImageModelV4 {
  return provider.imageModel(models.image ?? "");
}

async function draw({ answer, provider, models }: ConformanceContext, body: JSONObject, options: Partial<ImageModelV4CallOptions> = {}) {
  answer({ kind: "chunks", chunks: [body] });
  return imageModel(provider, models).doGenerate({ ...plain, ...options });
}

function sentOrWarned(option: "size" | "aspectRatio" | "seed", value: JSONObject, sent: RegExp): CaseOf {
  return {
    name: `the ${option} of a picture is sent or warned about`,
    fact: "A call option of the AI SDK that services spell differently, or lack.",
    async run(context) {
      const { warnings } = await draw(context, drawn, value);
      const isSent = sent.test(JSON.stringify(context.emulator.lastRequest.body));
      assert.equal(isSent || warnings.some((warning) => "feature" in warning && warning.feature === option), true, "neither sent nor warned about");
    },
  };
}

const cases: readonly CaseOf[] = [
  {
    name: "a picture in base64 is read",
    fact: "OpenAI's form; the text is passed on unchanged.",
    async run(context) {
      const { images } = await draw(context, drawn);
      assert.deepEqual(images, [signature.toString("base64")]);
      const { body } = context.emulator.lastRequest;
      assert.deepEqual([body?.["model"], body?.["prompt"]], [context.models.image, "A port"]);
    },
  },
  {
    name: "a picture that the service links to is fetched without the key",
    fact: "Links lead to another host's storage; the AI SDK takes bytes or base64 alone.",
    needs: ["portolan"],
    async run(context) {
      const storage = await context.secondEmulator();
      const { images } = await draw(context, { data: [{ url: `${storage.baseURL}/images/generated/8x8-a.png` }] }, { headers: { "x-trace": "abc" } });
      const [image] = images;
      assert.ok(image instanceof Uint8Array && Buffer.from(image).subarray(0, signature.length).equals(signature), "the picture was not fetched");
      const { headers } = storage.lastRequest;
      assert.deepEqual([headers["authorization"], headers["x-trace"]], [undefined, undefined]);
    },
  },
  {
    name: "a link that leads nowhere is an error with its status",
    fact: "Links expire.",
    needs: ["portolan"],
    async run(context) {
      const storage = await context.secondEmulator();
      const error = await callErrorOf(draw(context, { data: [{ url: `${storage.baseURL}/images/gone.png` }] }));
      assert.equal(error.statusCode, 404);
    },
  },
  {
    name: "several pictures are asked for in one request and all are read",
    fact: "As many as the model says it makes at once.",
    async run(context) {
      const { maxImagesPerCall: limit } = imageModel(context.provider, context.models);
      const most = typeof limit === "function" ? await limit({ modelId: context.models.image ?? "" }) : limit;
      if (most !== undefined && most < 2) return;
      const { images } = await draw(context, { data: [{ b64_json: "AQ==" }, { b64_json: "Ag==" }] }, { n: 2 });
      assert.deepEqual(images, ["AQ==", "Ag=="]);
      assert.equal(context.emulator.lastRequest.body?.["n"], 2);
    },
  },
  {
    name: "more pictures than one request may ask for are refused before anything is sent",
    fact: "The AI SDK splits by `maxImagesPerCall`; a caller of the model itself is told.",
    async run({ provider, models, emulator }) {
      const model = imageModel(provider, models);
      if (typeof model.maxImagesPerCall !== "number") return;
      await assert.rejects(async () => model.doGenerate({ ...plain, n: Number(model.maxImagesPerCall) + 1 }));
      assert.equal(emulator.requests.length, 0);
    },
  },
  sentOrWarned("size", { size: "640x384" }, /640/),
  sentOrWarned("aspectRatio", { aspectRatio: "16:9" }, /16:9/),
  sentOrWarned("seed", { seed: 424_242 }, /424242/),
  {
    name: "a picture to be changed is not dropped in silence",
    fact: "A new picture in place of the changed one looks like a bad model.",
    async run({ answer, provider, models, emulator }) {
      answer({ kind: "chunks", chunks: [drawn] });
      const file = { type: "file" as const, mediaType: "image/png", data: signature.toString("base64") };
      const call = async () => imageModel(provider, models).doGenerate({ ...plain, files: [file] });
      const result = await call().catch(() => undefined);
      if (result === undefined) assert.equal(emulator.requests.length, 0);
      else {
        const { rawBody, files } = emulator.lastRequest;
        assert.ok(files.length > 0 || Buffer.from(rawBody).includes(file.data) || result.warnings.length > 0, "neither sent, nor refused, nor warned about");
      }
    },
  },
  {
    name: "pictures to be changed and a mask are sent as files",
    fact: "OpenAI's form for it is multipart; asked of models that say they take pictures.",
    async run({ answer, provider, models, emulator }) {
      const model = imageModel(provider, models);
      if ((await model.supportsFileInputs) !== true || (await model.supportsMaskInputs) !== true) return;
      answer({ kind: "chunks", chunks: [drawn] });
      const file = { type: "file" as const, mediaType: "image/png", data: Uint8Array.from(signature) };
      await model.doGenerate({ ...plain, files: [file, file], mask: file });
      const { body, files } = emulator.lastRequest;
      assert.equal(body?.["prompt"], "A port");
      assert.deepEqual(files.map(({ bytes }) => Buffer.from(bytes).equals(signature)), [true, true, true]);
      assert.equal(files.filter(({ name }) => name === "mask").length, 1);
    },
  },
  {
    name: "the usage of a picture is read",
    fact: "Models that draw by tokens say how many.",
    async run(context) {
      const { usage } = await draw(context, { ...drawn, usage: { input_tokens: 3, output_tokens: 272, total_tokens: 275 } });
      assert.deepEqual([usage?.inputTokens, usage?.outputTokens, usage?.totalTokens], [3, 272, 275]);
    },
  },
  {
    name: "an answer without a list of pictures is an error",
    fact: "It would be told as no picture, and be tried again and paid again.",
    async run(context) {
      await assert.rejects(draw(context, { created: 1_780_000_000 }));
    },
  },
];

const asAnyKind: KindOfCall = {
  noun: "a picture",
  call: async (provider, models, { words = "A port", ...options }) => imageModel(provider, models).doGenerate({ ...plain, prompt: words, ...options }),
};

export const image: readonly ConformanceCase[] = casesOfKind("image", [...cases, ...casesOfAnyKind(asAnyKind)]);

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { UnsupportedFunctionalityError, type JSONObject, type LanguageModelV4FilePart, type LanguageModelV4Prompt } from "@ai-sdk/provider";
import { casesOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { ofType } from "../parts.ts";
import { toolRound, weather } from "../prompts.ts";
import { chunk, completion, contentOf, finishChunk, lastMessageOf } from "../wire.ts";

const png: Uint8Array = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1]);
const pngText: string = Buffer.from(png).toString("base64");
const wav: Uint8Array = Uint8Array.from([82, 73, 70, 70, 4, 0, 0, 0, 87, 65, 86, 69]);
const pdf: Uint8Array = new TextEncoder().encode("%PDF-1.7\n");

/** How files of these types begin. */
const signatures: Readonly<Record<string, readonly number[]>> = {
  "image/png": [...png],
  "image/jpeg": [0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70],
  "image/gif": [71, 73, 70, 56, 57, 97, 1, 0, 1, 0],
  "image/webp": [82, 73, 70, 70, 36, 0, 0, 0, 87, 69, 66, 80, 86, 80, 56, 32],
};

function look(file: Omit<LanguageModelV4FilePart, "type">): LanguageModelV4Prompt {
  return [{ role: "user", content: [{ type: "text", text: "Look:" }, { type: "file", ...file }, { type: "text", text: "What is it?" }] }];
}

async function sentMessage({ answer, generate, emulator }: ConformanceContext, prompt: LanguageModelV4Prompt): Promise<JSONObject> {
  answer({ kind: "model", text: "ok" });
  await generate({ prompt }, "vision");
  return lastMessageOf(emulator.lastRequest.body ?? {});
}

/** The first image of what was sent. */
async function sentImage(context: ConformanceContext, prompt: LanguageModelV4Prompt): Promise<unknown> {
  return context.wire.images(await sentMessage(context, prompt))[0];
}

/** The file is on the wire, or an early typed error says it cannot be. */
async function sendsOrRefuses({ answer, generate, emulator }: ConformanceContext, file: Omit<LanguageModelV4FilePart, "type">, inBody: RegExp): Promise<void> {
  answer({ kind: "model", text: "ok" });
  try {
    await generate({ prompt: look(file) }, "vision");
  } catch (error) {
    assert.ok(UnsupportedFunctionalityError.isInstance(error), String(error));
    assert.equal(emulator.requests.length, 0, "it was refused after the request was sent");
    return;
  }
  assert.match(JSON.stringify(emulator.lastRequest.body), inBody);
}

export const files: readonly ConformanceCase[] = casesOf("files", [
  {
    name: "the bytes of an image are sent in base64",
    fact: "`image_url` takes a link or a data URL, Ollama bare base64.",
    needs: ["imageInput"],
    async run(context) {
      assert.equal(await sentImage(context, look({ mediaType: "image/png", data: { type: "data", data: png } })), context.wire.image("image/png", pngText));
    },
  },
  {
    name: "an image given in base64 is sent as it is",
    fact: "The AI SDK allows bytes and base64.",
    needs: ["imageInput"],
    async run(context) {
      assert.equal(await sentImage(context, look({ mediaType: "image/png", data: { type: "data", data: pngText } })), context.wire.image("image/png", pngText));
    },
  },
  {
    name: "the link of an image is sent as a link",
    fact: "The AI SDK leaves those links that `supportedUrls` names.",
    needs: ["openai-chat", "imageInput"],
    async run(context) {
      const url = "https://example.com/photo.png?signature=abc";
      assert.equal(await sentImage(context, look({ mediaType: "image/png", data: { type: "url", url: new URL(url) } })), url);
    },
  },
  {
    name: "the media type of an image is found out when only `image` is known",
    fact: "The AI SDK gives the top level alone; `data:image/*` is refused by services.",
    needs: ["openai-chat", "imageInput"],
    async run(context) {
      for (const [mediaType, start] of Object.entries(signatures)) {
        const image = String(await sentImage(context, look({ mediaType: "image", data: { type: "data", data: Uint8Array.from(start) } })));
        assert.ok(image.startsWith(`data:${mediaType};base64,`), `${mediaType}: ${image.slice(0, 40)}`);
      }
    },
  },
  {
    name: "files keep their place between texts",
    fact: "\"This one\" and \"that one\" depend on it.",
    needs: ["openai-chat", "imageInput"],
    async run(context) {
      const parts = contentOf(await sentMessage(context, look({ mediaType: "image/png", data: { type: "data", data: png } })));
      assert.deepEqual(parts.map(({ type }) => type), ["text", "image_url", "text"]);
    },
  },
  {
    name: "a large image is sent whole",
    fact: "Five megabytes of a photo; base64 must not be made one character at a time.",
    needs: ["imageInput"],
    async run(context) {
      const photo = new Uint8Array(5 * 1024 * 1024);
      photo.set(png);
      const image = String(await sentImage(context, look({ mediaType: "image/png", data: { type: "data", data: photo } })));
      assert.equal(image.length, context.wire.image("image/png", "").length + Math.ceil(photo.length / 3) * 4);
    },
  },
  {
    name: "sound is sent as input_audio, or refused before anything is sent",
    fact: "OpenAI's form has `data` and `format`, DashScope's a data URL in place of the data; most services have none.",
    async run(context) {
      await sendsOrRefuses(context, { mediaType: "audio/wav", data: { type: "data", data: wav } }, context.wire.sound);
    },
  },
  {
    name: "a PDF is sent as a file, or refused before anything is sent",
    fact: "OpenAI's form is a `file` part; most services have none.",
    async run(context) {
      await sendsOrRefuses(context, { mediaType: "application/pdf", filename: "chart.pdf", data: { type: "data", data: pdf } }, new RegExp(Buffer.from(pdf).toString("base64").replaceAll("+", "\\+")));
    },
  },
  {
    name: "a text file reaches the model, or is refused before anything is sent",
    fact: "The AI SDK gives text files as text.",
    async run(context) {
      await sendsOrRefuses(context, { mediaType: "text/plain", data: { type: "text", text: "canary words" } }, /canary words|Y2FuYXJ5IHdvcmRz/);
    },
  },
  {
    name: "a file of an unknown kind is refused before anything is sent",
    fact: "Left out in silence, the model answers about nothing.",
    async run({ answer, generate, emulator }) {
      answer({ kind: "model", text: "ok" });
      const file = { mediaType: "model/gltf-binary", data: { type: "data", data: Uint8Array.from([1, 2, 3]) } } as const;
      await assert.rejects(generate({ prompt: look(file) }, "vision"), (error) => UnsupportedFunctionalityError.isInstance(error));
      assert.equal(emulator.requests.length, 0);
    },
  },
  {
    name: "another provider's file reference is refused before anything is sent",
    fact: "A reference names a file at the service that keeps it.",
    async run({ answer, generate, emulator }) {
      answer({ kind: "model", text: "ok" });
      const file = { mediaType: "image/png", data: { type: "reference", reference: { elsewhere: "file-1" } } } as const;
      await assert.rejects(generate({ prompt: look(file) }, "vision"));
      assert.equal(emulator.requests.length, 0);
    },
  },
  {
    name: "images that a model makes are files of its answer",
    fact: "OpenRouter sends `images` beside the text, as data URLs.",
    needs: ["openai-chat"],
    async run({ use, stream, generate }) {
      const images = [{ type: "image_url", image_url: { url: `data:image/png;base64,${pngText}` } }];
      const chunks = [chunk({ content: "Here." }), chunk({ images }), finishChunk];
      use({ answers: ({ body }) => ({ kind: "chunks", chunks: body?.["stream"] === true ? chunks : [completion({ content: "Here.", images })] }) });
      const found = [ofType(await stream(), "file"), ofType((await generate()).content, "file")];
      for (const [file, ...more] of found) {
        assert.deepEqual([file?.mediaType, more.length], ["image/png", 0]);
        assert.ok(JSON.stringify(file).includes(pngText), "the image is not in the file");
      }
    },
  },
  {
    name: "an image that a model made is the beginning of its answer",
    fact: "It was paid for: an error after it is a part, and not a reason to ask again.",
    needs: ["openai-chat"],
    async run({ answer, stream }) {
      const images = [{ type: "image_url", image_url: { url: `data:image/png;base64,${pngText}` } }];
      answer({ kind: "chunks", chunks: [chunk({ images }), { error: { message: "the engine broke down", type: "server_error" } }] });
      const parts = await stream();
      assert.deepEqual([ofType(parts, "file").length, ofType(parts, "error").length], [1, 1]);
    },
  },
  {
    name: "an image in a tool result is sent, warned about, or refused before anything is sent",
    fact: "Turned into text it costs a hundred thousand tokens and says nothing.",
    needs: ["tools"],
    async run({ answer, generate, emulator }) {
      answer({ kind: "model", text: "ok" });
      const photo = new Uint8Array(30_000);
      photo.set(png);
      const output = { type: "content", value: [{ type: "text", text: "the photo" }, { type: "file", mediaType: "image/png", data: { type: "data", data: photo } }] } as const;
      const call = generate({ prompt: toolRound({ output: { ...output, value: [...output.value] } }), tools: [weather] }, "tools");
      const { warnings } = await call.catch((error: unknown) => {
        assert.ok(UnsupportedFunctionalityError.isInstance(error) && emulator.requests.length === 0, String(error));
        return { warnings: undefined };
      });
      if (warnings === undefined) return;
      const body = JSON.stringify(emulator.lastRequest.body);
      assert.ok(body.includes(pngText.slice(0, 24)) || (warnings.length > 0 && body.length < 20_000), `neither an image nor a warning; ${body.length} characters were sent`);
      assert.match(body, /the photo/);
    },
  },
]);

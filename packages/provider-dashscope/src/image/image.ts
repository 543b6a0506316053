import { InvalidArgumentError, UnsupportedFunctionalityError, type ImageModelV4, type ImageModelV4CallOptions, type ImageModelV4Result, type SharedV4Warning } from "@ai-sdk/provider";
import { readOptions, type Connection, type Settings } from "@portolan/core";
import { askNative, type NativeAnswer } from "../native.ts";
import type { DashScopeSettings } from "../region.ts";
import { finishTask, readTaskTimes } from "../tasks.ts";
import { formOf, type ImageForm } from "./form.ts";
import { readPictures } from "./read-pictures.ts";

/**
 * Image models. The service leaves pictures at addresses for 24 hours; they are fetched, without the key.
 *
 * @throws InvalidArgumentError for settings of tasks that cannot be
 */
export function image(to: Connection, modelId: string, { tasks }: Settings & DashScopeSettings): ImageModelV4 {
  const form = formOf(modelId);
  const times = readTaskTimes(tasks);
  return {
    specificationVersion: "v4",
    provider: `${to.id}.image`,
    modelId,
    maxImagesPerCall: form.mostImages,
    supportsFileInputs: form.mostFiles > 0,
    supportsMaskInputs: false,
    async doGenerate(options): Promise<ImageModelV4Result> {
      const timestamp = new Date();
      const { headers, abortSignal: signal } = options;
      checkCall(options, `${to.id}/${modelId}`, form);
      const own = await readOptions(to.id, options.providerOptions, async () => (await import("../options.ts")).imageOptions);
      const request = { method: "POST", path: form.path, body: form.body(modelId, options, own), signal, modelId } as const;
      const asked = await askNative(to, { ...request, headers: { ...headers, ...(form.isTask ? { "x-dashscope-async": "enable" } : {}) } });
      const answer: NativeAnswer = form.isTask ? await finishTask(to, asked, { modelId, signal, headers, ...times }) : asked;
      const { images, facts, warnings } = await readPictures(to, answer, modelId, signal);
      return {
        images: [...images],
        warnings: [...asked.warnings, ...warningsOf(options), ...warnings],
        response: { timestamp, modelId, headers: { ...answer.headers } },
        providerMetadata: { [to.id]: { images: facts, ...(answer.body["usage"] === undefined ? {} : { usage: answer.body["usage"] }) } },
      };
    },
  };
}

function checkCall({ prompt, n, files = [], mask }: ImageModelV4CallOptions, target: string, form: ImageForm): void {
  if (prompt === undefined || prompt === "") throw new InvalidArgumentError({ argument: "prompt", message: `${target}: a picture needs a prompt` });
  if (n > form.mostImages) throw new InvalidArgumentError({ argument: "n", message: `${target}: ${n} pictures in one request, ${form.mostImages} at the most` });
  if (mask !== undefined) throw new UnsupportedFunctionalityError({ functionality: "a mask", message: `${target}: masks are not supported; say in the prompt what is to change` });
  if (files.length <= form.mostFiles) return;
  const why = form.mostFiles === 0 ? "this model draws from words alone; qwen-image-2.0 works from pictures" : `${files.length} pictures to work from, ${form.mostFiles} at the most`;
  throw new UnsupportedFunctionalityError({ functionality: "pictures as input", message: `${target}: ${why}` });
}

function warningsOf({ aspectRatio }: ImageModelV4CallOptions): readonly SharedV4Warning[] {
  return aspectRatio === undefined ? [] : [{ type: "unsupported", feature: "aspectRatio", details: "the service takes a size in pixels" }];
}

import type { ImageModelV4CallOptions, ImageModelV4File, JSONObject } from "@ai-sdk/provider";
import { encodeBase64 } from "@portolan/core";
import { definedFields } from "../json.ts";

/** How a picture is asked for: as a conversation that is answered, or as a task that is worked on. */
export interface ImageForm {
  readonly path: string;
  readonly isTask: boolean;
  /** Pictures that one request may ask for. */
  readonly mostImages: number;
  /** Pictures that may be worked from. */
  readonly mostFiles: number;
  readonly body: (modelId: string, options: ImageModelV4CallOptions, own: JSONObject) => JSONObject;
}

/**
 * Newer models answer at once, older ones take tasks. https://www.alibabacloud.com/help/en/model-studio/qwen-image-api,
 * …/text-to-image-v2-api-reference
 */
export function formOf(modelId: string): ImageForm {
  const isTask = /^qwen-image(?:-plus(?:-.*)?)?$|^wanx|^wan2\.[0-5]-/.test(modelId);
  if (isTask) return { path: "/services/aigc/text2image/image-synthesis", isTask, mostImages: modelId.startsWith("wan") ? 4 : 1, mostFiles: 0, body: taskBody };
  const edits = /^qwen-image-(?:2\.|edit)|^wan.*-image/.test(modelId);
  const mostImages = /^qwen-image-(?:2\.|edit-(?:plus|max))/.test(modelId) ? 6 : modelId.startsWith("wan") ? 4 : 1;
  return { path: "/services/aigc/multimodal-generation/generation", isTask, mostImages, mostFiles: edits ? 3 : 0, body: conversationBody };
}

function conversationBody(modelId: string, { prompt, files, ...options }: ImageModelV4CallOptions, own: JSONObject): JSONObject {
  const content = [...(files ?? []).map((file) => ({ image: addressOf(file) })), { text: prompt ?? "" }];
  return { model: modelId, input: { messages: [{ role: "user", content }] }, parameters: { ...parametersOf(options), ...own } };
}

function taskBody(modelId: string, { prompt, ...options }: ImageModelV4CallOptions, { negative_prompt: unwanted, ...own }: JSONObject): JSONObject {
  return { model: modelId, input: definedFields({ prompt: prompt ?? "", negative_prompt: unwanted }), parameters: { ...parametersOf(options), ...own } };
}

function parametersOf({ n, size, seed }: Pick<ImageModelV4CallOptions, "n" | "size" | "seed">): JSONObject {
  return definedFields({ n, size: size?.replace("x", "*"), seed });
}

function addressOf(file: ImageModelV4File): string {
  if (file.type === "url") return file.url;
  return `data:${file.mediaType};base64,${typeof file.data === "string" ? file.data : encodeBase64(file.data)}`;
}

import type { ImageModelV4, ImageModelV4CallOptions, ImageModelV4ProviderMetadata, ImageModelV4Usage, JSONArray, JSONObject, JSONValue, SharedV4Warning } from "@ai-sdk/provider";
import { InvalidArgumentError, InvalidResponseDataError, UnsupportedFunctionalityError } from "@ai-sdk/provider";
import type { Connection } from "../connection/connection.ts";
import { asArray, asObject } from "../json/narrow.ts";
import type { ModelMakers } from "../provider/spec.ts";
import { toImageForm } from "./image-form.ts";
import { asNumber, bodyFields, definedFields, keptMetadata } from "./provider-fields.ts";
import { readImages } from "./read-images.ts";

/** What services that draw by OpenAI's form differ in. */
export interface OpenAIImageSpec {
  /** @default "/images/generations" */
  readonly path?: string;
  /** Path of the form that takes pictures to be changed and a mask, e.g. `/images/edits`. @default none: the service draws from words alone */
  readonly edits?: string;
  /** Field for `1024x768`, or a field for each side; `false`: the service has none. @default "size" */
  readonly size?: string | { readonly width: string; readonly height: string } | false;
  /** Field for `16:9`; absent: the service has none. */
  readonly aspectRatio?: string;
  /** Field for the seed; absent: the service has none. */
  readonly seed?: string;
  /** Value of `response_format`, for models that take it. Pictures are read in base64 and from links, whatever is asked. @default none is sent */
  readonly responseFormat?: string | ((modelId: string) => string | undefined);
  /** Pictures that one request may ask for. @default unknown: the AI SDK asks for one at a time */
  readonly maxPerCall?: number | ((modelId: string) => number | undefined);
  /** Fields of every request. */
  readonly fields?: JSONObject;
  /** Key of `providerMetadata[id]` → path of a response field. */
  readonly keep?: Readonly<Record<string, string>>;
}

/** Makes image models of a service with OpenAI's `/images/generations`. Pictures that the service links to are fetched without the key. */
export function openaiImage(spec: OpenAIImageSpec = {}): NonNullable<ModelMakers["image"]> {
  return (to, modelId) => {
    const maxImagesPerCall = typeof spec.maxPerCall === "function" ? spec.maxPerCall(modelId) : spec.maxPerCall;
    return {
      specificationVersion: "v4",
      provider: `${to.id}.image`,
      modelId,
      maxImagesPerCall,
      supportsFileInputs: spec.edits !== undefined,
      supportsMaskInputs: spec.edits !== undefined,
      async doGenerate(options) {
        const timestamp = new Date();
        checkCall(options, `${to.id}/${modelId}`, maxImagesPerCall, spec);
        const warnings: SharedV4Warning[] = [];
        const body = requestBody(options, spec, to.id, modelId, warnings);
        const { headers, abortSignal: signal } = options;
        const asked =
          spec.edits !== undefined && takesPictures(options)
            ? { path: spec.edits, body: await toImageForm(body, options, to, modelId) }
            : { path: spec.path ?? "/images/generations", body };
        const answer = await to.json({ method: "POST", ...asked, headers, signal, modelId });
        const rows = readRows(answer.body, `${to.id}/${modelId}`);
        const usage = readUsage(answer.body);
        return {
          // A service that draws nothing has refused in silence, and would again.
          ...(rows.length === 0 ? { isRetryable: false } : {}),
          images: await readImages(rows, to, modelId, signal),
          warnings: [...answer.warnings, ...warnings],
          response: { timestamp, modelId, headers: answer.headers },
          providerMetadata: metadataOf(to, rows, answer.body, spec),
          ...(usage === undefined ? {} : { usage }),
        };
      },
    } satisfies ImageModelV4;
  };
}

function takesPictures({ files, mask }: ImageModelV4CallOptions): boolean {
  return (files?.length ?? 0) > 0 || mask !== undefined;
}

function checkCall(options: ImageModelV4CallOptions, target: string, most: number | undefined, { edits }: OpenAIImageSpec): void {
  const { prompt, n, files, mask } = options;
  if (prompt === undefined || prompt === "") throw new InvalidArgumentError({ argument: "prompt", message: `${target}: a picture needs a prompt` });
  if (most !== undefined && n > most) throw new InvalidArgumentError({ argument: "n", message: `${target}: ${n} pictures in one request, ${most} at the most` });
  if (!takesPictures(options)) return;
  if ((files?.length ?? 0) === 0) throw new InvalidArgumentError({ argument: "mask", message: `${target}: a mask needs the picture that it lies on` });
  if (edits !== undefined) return;
  const functionality = mask === undefined ? "pictures as input" : "a mask";
  throw new UnsupportedFunctionalityError({ functionality, message: `${target}: ${functionality} not supported: this model draws from words alone` });
}

function requestBody(options: ImageModelV4CallOptions, spec: OpenAIImageSpec, providerId: string, modelId: string, warnings: SharedV4Warning[]): JSONObject {
  const spelled = (feature: "aspectRatio" | "seed"): JSONObject => {
    const value = options[feature];
    const field = spec[feature];
    if (value === undefined) return {};
    if (field !== undefined) return { [field]: value };
    warnings.push({ type: "unsupported", feature });
    return {};
  };
  return definedFields({
    model: modelId,
    prompt: options.prompt,
    // One is what comes unasked, and some services refuse the field.
    n: options.n > 1 ? options.n : undefined,
    ...sizeFields(options.size, spec.size ?? "size", warnings),
    ...spelled("aspectRatio"),
    ...spelled("seed"),
    response_format: typeof spec.responseFormat === "function" ? spec.responseFormat(modelId) : spec.responseFormat,
    ...spec.fields,
    ...bodyFields(options.providerOptions, providerId),
  });
}

function sizeFields(size: string | undefined, field: NonNullable<OpenAIImageSpec["size"]>, warnings: SharedV4Warning[]): JSONObject {
  if (size === undefined) return {};
  if (typeof field === "string") return { [field]: size };
  const [width = 0, height = 0] = size.split("x").map(Number);
  if (field !== false) return { [field.width]: width, [field.height]: height };
  warnings.push({ type: "unsupported", feature: "size" });
  return {};
}

function readRows(body: JSONValue, target: string): readonly (JSONObject | undefined)[] {
  const rows = asArray(asObject(body)?.["data"]) ?? asArray(asObject(body)?.["images"]);
  if (rows === undefined) throw new InvalidResponseDataError({ data: body, message: `${target}: the answer holds no list of pictures.` });
  return rows.map(asObject);
}

/** For each picture what the service made of the prompt, where it says so. */
function metadataOf(to: Connection, rows: readonly (JSONObject | undefined)[], body: JSONValue, { keep }: OpenAIImageSpec): ImageModelV4ProviderMetadata {
  const images: JSONArray = rows.map((row) => definedFields({ revisedPrompt: row?.["revised_prompt"] ?? undefined }));
  return { [to.id]: { ...keptMetadata(to.id, body, keep)?.[to.id], images } };
}

function readUsage(body: JSONValue): ImageModelV4Usage | undefined {
  const usage = asObject(asObject(body)?.["usage"]);
  if (usage === undefined) return undefined;
  return {
    inputTokens: asNumber(usage["input_tokens"]) ?? asNumber(usage["prompt_tokens"]),
    outputTokens: asNumber(usage["output_tokens"]) ?? asNumber(usage["completion_tokens"]),
    totalTokens: asNumber(usage["total_tokens"]),
  };
}

import type { LanguageModelV4FilePart } from "@ai-sdk/provider";
import { imageSize, type ImageSize } from "./image-size.ts";

/** What OpenAI takes for a picture: at low detail the base, at high detail a tile for each 512 pixels square beside it. */
interface ImageRates {
  readonly base: number;
  readonly tile: number;
}

/** The models whose rule is by tiles. https://platform.openai.com/docs/guides/images-vision#calculating-costs */
const ratesByModel: readonly (readonly [model: RegExp, rates: ImageRates])[] = [
  [/^gpt-4o-mini/, { base: 2833, tile: 5667 }],
  [/^(?:gpt-4o|chatgpt-4o|gpt-4-turbo)/, { base: 85, tile: 170 }],
];
const longestSide = 2048;
const shortestSide = 768;
const tileSide = 512;

/** The tokens of a picture at OpenAI, and whether its detail was left to the model, which then is taken to be high. */
export interface ImageCount {
  readonly tokens: number;
  readonly isAssumed: boolean;
}

/** `undefined` where no rule is known for the model, or the picture's size is not to be had. */
export function countImage(modelId: string, { data, mediaType, providerOptions }: LanguageModelV4FilePart): ImageCount | undefined {
  const rates = ratesByModel.find(([model]) => model.test(modelId))?.[1];
  if (rates === undefined || !/^image(?:\/|$)/i.test(mediaType)) return undefined;
  const detail = providerOptions?.["openai"]?.["detail"] ?? providerOptions?.["openai"]?.["imageDetail"];
  if (detail === "low") return { tokens: rates.base, isAssumed: false };
  const size = data.type === "data" ? imageSize(data.data) : undefined;
  return size === undefined ? undefined : { tokens: rates.base + rates.tile * tilesOf(size), isAssumed: detail !== "high" };
}

/** Fitted into a square of 2048, then down to 768 on the shorter side; smaller pictures stay as they are. */
function tilesOf({ width, height }: ImageSize): number {
  const fitted = Math.min(1, longestSide / Math.max(width, height));
  const scale = fitted * Math.min(1, shortestSide / (Math.min(width, height) * fitted));
  // Whole pixels; a product such as 767.9999999999999 is 768 of them.
  const tiles = (side: number): number => Math.ceil(Math.floor(side * scale + 1e-6) / tileSide);
  return tiles(width) * tiles(height);
}

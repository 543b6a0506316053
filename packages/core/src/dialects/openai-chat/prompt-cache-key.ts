import type { JSONObject, LanguageModelV4CallOptions } from "@ai-sdk/provider";

/**
 * A key for calls whose prompts begin alike: the same for the same instructions and tools, in any process. `undefined` where
 * there is neither, since calls without a common beginning had better go to different machines.
 *
 * 64 bits tell prompts apart and say nothing of their words.
 */
export function promptCacheKey(messages: readonly JSONObject[], tools: NonNullable<LanguageModelV4CallOptions["tools"]>): string | undefined {
  const system = messages.filter(({ role }) => role === "system").map(({ content }) => content);
  if (system.length === 0 && tools.length === 0) return undefined;
  const text = JSON.stringify([system, tools.map(({ name }) => name)]);
  return `portolan-${hash(text, 0x81_1c_9d_c5)}${hash(text, 0x2c_1b_3c_6d)}`;
}

/** FNV-1a over UTF-16 units, with MurmurHash3's finish, so that every bit depends on every letter. */
function hash(text: string, seed: number): string {
  let value = seed;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01_00_01_93);
  value = Math.imul(value ^ (value >>> 16), 0x85_eb_ca_6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2_b2_ae_35);
  return ((value ^ (value >>> 16)) >>> 0).toString(16).padStart(8, "0");
}

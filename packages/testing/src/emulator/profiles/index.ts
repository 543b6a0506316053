import type { EmulatorProfile } from "../profile.ts";
import { groqProfile } from "./groq.ts";
import { openaiProfile } from "./openai.ts";

/** The built-in services by id. */
export const profiles: { readonly openai: EmulatorProfile; readonly groq: EmulatorProfile } = {
  openai: openaiProfile,
  groq: groqProfile,
};

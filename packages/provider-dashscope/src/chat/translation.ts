import { UnsupportedFunctionalityError, type JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";

/**
 * Qwen-MT takes one message of the user's, which is the text to translate, and nothing besides.
 * https://www.alibabacloud.com/help/en/model-studio/machine-translation
 *
 * @throws UnsupportedFunctionalityError for any other prompt, and for translation options given to another model
 */
export function checkTranslation(body: JSONObject, call: LanguageCall): void {
  const target = `${call.providerId}/${call.modelId}`;
  if (!call.modelId.startsWith("qwen-mt")) {
    if (body["translation_options"] === undefined) return;
    throw new UnsupportedFunctionalityError({ functionality: "translationOptions", message: `${target}: translationOptions are for the translation models, e.g. qwen-mt-flash.` });
  }
  const roles = ((body["messages"] ?? []) as readonly JSONObject[]).map((message) => message["role"]);
  if (roles.length === 1 && roles[0] === "user") return;
  throw new UnsupportedFunctionalityError({
    functionality: "conversations",
    message: `${target}: a translation model takes one user message, the text to translate; this prompt has ${roles.join(", ")}. Languages, terms and style go into providerOptions.dashscope.translationOptions.`,
  });
}

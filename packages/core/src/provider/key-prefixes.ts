/** How services' keys begin, longest first where one begins with another. Sources: the services' key pages. */
const prefixes: readonly (readonly [prefix: string, service: string])[] = [
  ["sk-ant-", "Anthropic"],
  ["sk-or-", "OpenRouter"],
  ["sk-proj-", "OpenAI"],
  ["gsk_", "Groq"],
  ["csk-", "Cerebras"],
  ["cpk_", "Chutes"],
  ["pplx-", "Perplexity"],
  ["xai-", "xAI"],
  ["AIza", "Google AI Studio"],
  ["nvapi-", "NVIDIA"],
  ["fw_", "Fireworks"],
  ["hf_", "Hugging Face"],
];

/** The service whose prefix a key bears, when it is another than the one it is meant for. */
export function otherServiceOf(key: string, own: { readonly id: string; readonly prefix: string }): string | undefined {
  const [prefix, service] = prefixes.find(([candidate]) => key.startsWith(candidate)) ?? ["", undefined];
  // `sk-` is the beginning of several services' keys: the longer prefix tells.
  const isOwn = key.startsWith(own.prefix) && own.prefix.length >= prefix.length;
  return isOwn || service?.toLowerCase() === own.id ? undefined : service;
}

/** How services' keys begin, longest first where one begins with another. Sources: the services' key pages. */
const prefixes: readonly (readonly [prefix: string, service: string])[] = [
  ["sk-ant-", "Anthropic"],
  ["sk-or-", "OpenRouter"],
  ["sk-proj-", "OpenAI"],
  ["gsk_", "Groq"],
  ["csk-", "Cerebras"],
  ["pplx-", "Perplexity"],
  ["xai-", "xAI"],
  ["AIza", "Google AI Studio"],
  ["nvapi-", "NVIDIA"],
  ["fw_", "Fireworks"],
  ["hf_", "Hugging Face"],
];

/** The service whose prefix a key bears, when it is another than the one it is meant for. */
export function otherServiceOf(key: string, ownPrefix: string): string | undefined {
  if (key.startsWith(ownPrefix)) return undefined;
  return prefixes.find(([prefix]) => key.startsWith(prefix))?.[1];
}

/** The upstream's address as Ollama's clients are given it: its API has no version in the path. */
export function ollamaOrigin(baseURL: string): string {
  return baseURL.replace(/\/v1$/, "");
}

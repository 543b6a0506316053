/** A local server has its own API beside the one that speaks like OpenAI's: `http://127.0.0.1:8080/v1` → `http://127.0.0.1:8080`. */
export function serverRoot(baseURL: string): string {
  return baseURL.replace(/\/v1$/, "");
}

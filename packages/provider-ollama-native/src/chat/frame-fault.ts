import type { JSONObject, JSONValue } from "@ai-sdk/provider";

/**
 * The fault that a frame tells of, as an error body: `error`, a key of another name where neither words nor an end are, or an answer
 * that is not Ollama's at all. `undefined` for an ordinary frame.
 */
export function frameFault(frame: JSONObject, hasWords: boolean): JSONValue | undefined {
  const error = frame["error"];
  if (typeof error === "object" ? error !== null : error !== undefined && error !== "") return frame;
  if (hasWords || frame["done"] !== undefined) return undefined;
  if (frame["choices"] !== undefined) {
    return { error: "the answer has the form of OpenAI's API: the server at this address is not Ollama, or something in between rewrites its answers" };
  }
  // One release named the key after the fault: {"error parsing tool call": "…"}. https://github.com/ollama/ollama/issues/11781
  const [first] = Object.entries(frame).filter(([, value]) => typeof value === "string");
  return { error: first === undefined ? "the answer holds nothing that Ollama's answers do" : `${first[0]}: ${first[1] as string}` };
}

import type { JSONObject } from "@ai-sdk/provider";
import { identifier } from "../identifier.ts";
import { isObject } from "../json.ts";
import type { ModelAnswer, ScriptedToolCall } from "../script.ts";

/** What the server made of the calls a model wrote. */
export interface ReadCalls {
  readonly calls: readonly JSONObject[];
  /** What it had held back as the beginning of a call, given as text at the end. */
  readonly text: string;
  /** Why it gave up. */
  readonly fault?: string;
}

const idAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Reads the calls of an answer: arguments become objects. A call that the output limit cut is text; another that is no JSON ends the answer. */
export function readCalls({ toolCalls = [], toolDeltas, finishReason }: ModelAnswer, seed: string): ReadCalls {
  const calls: JSONObject[] = [];
  for (const [index, call] of toolCalls.entries()) {
    const given = toolDeltas === "without-arguments" ? {} : parsed(call.arguments);
    if (!isObject(given)) {
      if (finishReason === "length") return { calls, text: `{"name": ${JSON.stringify(call.name)}, "arguments": ${call.arguments}` };
      return { calls, text: "", fault: `error parsing tool call: raw='${call.arguments}', err=${given}` };
    }
    const place = toolDeltas === "without-index" || toolDeltas === "whole-without-index" ? {} : { index };
    calls.push({ ...identified(call, toolCalls[0], index, toolDeltas, seed), function: { ...place, name: call.name, arguments: given } });
  }
  return { calls, text: "" };
}

function identified(call: ScriptedToolCall, first: ScriptedToolCall | undefined, index: number, form: ModelAnswer["toolDeltas"], seed: string): JSONObject {
  if (form === "without-id") return {};
  const at = form === "same-id" ? 0 : index;
  const { id } = form === "same-id" ? (first ?? call) : call;
  return { id: id === undefined ? `call_${identifier(`${seed} call ${at}`, 8, idAlphabet)}` : id };
}

/** The value, or Go's word for why it is none. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : "json: cannot unmarshal value into Go value of type api.ToolCallFunctionArguments";
  } catch {
    return "unexpected end of JSON input";
  }
}

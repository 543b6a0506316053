import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { EmulatorProfile } from "../emulator/profile.ts";
import { ollamaForm } from "./wires/ollama.ts";
import { openaiForm } from "./wires/openai.ts";

/** The settings of a call that cases look for in a request. */
export type SettingName = "maxOutputTokens" | "temperature" | "topP" | "topK" | "frequencyPenalty" | "presencePenalty" | "stopSequences" | "seed";

/** A call as a model makes it. */
export interface WireCall {
  readonly id: string;
  readonly name: string;
  readonly input: JSONObject;
}

/** What a request asks for instead of text. */
export interface AskedFormat {
  readonly type: "json_object" | "json_schema";
  readonly schema?: JSONValue | undefined;
}

/** How a dialect writes what cases send, and where it puts what they look for. */
export interface WireForm {
  /** Of chats, behind the base path. */
  readonly chatPath: string;
  /** A frame of text. */
  text(delta: string): JSONObject;
  /** A frame of reasoning, in every field that may carry it. */
  reasoning(delta: string): JSONObject;
  /** A frame with a whole call. */
  call(call: WireCall): JSONObject;
  /** A frame that says nothing yet. */
  readonly silence: JSONObject;
  /** The frame that ends an answer. */
  end(reason?: string): JSONObject;
  /** An answer that is not streamed. */
  whole(text: string): JSONObject;
  /** What `text`, `end` and `whole` tell of the answer besides its words. */
  readonly head: { readonly id?: string; readonly modelId: string; readonly time: number };
  /** Whether an error under status 200 says what its status would have been. */
  readonly tellsStatus: boolean;
  /** The frames as they go over the wire. */
  framed(...values: readonly JSONValue[]): string;
  /** The usage object of so many tokens. */
  usage(input: number, output: number): JSONObject;
  /** Vectors in the order of their texts. */
  embeddings(vectors: readonly (readonly number[])[], tokens: number): JSONObject;
  /** A row of the model list. */
  row(modelId: string, contextWindow?: number): JSONObject;
  list(rows: readonly JSONValue[]): JSONObject;
  /** A setting as it was sent; `undefined` when it was not. */
  setting(body: JSONObject, name: SettingName): JSONValue | undefined;
  format(body: JSONObject): AskedFormat | undefined;
  /** The images of a message, as `image` writes them. */
  images(message: JSONObject): readonly JSONValue[];
  image(mediaType: string, base64: string): string;
  /** What a sound in a message looks like. */
  readonly sound: RegExp;
  /** The input of a call in a request's history, as JSON. */
  input(sent: JSONValue | undefined): string;
  /** What a call in a request's history says it is. */
  readonly callType: string | undefined;
}

export function wireFormOf({ dialect }: EmulatorProfile): WireForm {
  return dialect === "ollama" ? ollamaForm : openaiForm;
}

import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { asArray, asObject } from "../../json/narrow.ts";
import type { PartWriter } from "../dialect.ts";

/** Where the parts of a content list go that are more than pictures and thoughts. */
export interface ContentSink {
  text(delta: string): void;
  /** Mistral: what the text before it rests on, by the ids that a tool's result gave its documents. */
  reference(ids: readonly JSONValue[]): void;
}

/** Content that comes as a list: Mistral's thinking chunks, text and references, and pictures. */
export function readContentParts(parts: readonly JSONValue[], out: PartWriter, sink: ContentSink): void {
  for (const part of parts) {
    if (typeof part === "string") {
      sink.text(part);
      continue;
    }
    const object = asObject(part);
    if (object === undefined) continue;
    switch (object["type"]) {
      case "text":
      case "output_text":
        if (typeof object["text"] === "string") sink.text(object["text"]);
        break;
      case "reference":
        sink.reference(asArray(object["reference_ids"]) ?? []);
        break;
      case "thinking": {
        const signature = object["signature"];
        out.reasoning(thinkingText(object["thinking"]), typeof signature === "string" ? { signature } : undefined);
        break;
      }
      case "image_url":
        readImage(object, out);
        break;
      default:
        break;
    }
  }
}

function thinkingText(value: JSONValue | undefined): string {
  if (typeof value === "string") return value;
  return (asArray(value) ?? [])
    .map((part) => asObject(part)?.["text"])
    .filter((text) => typeof text === "string")
    .join("");
}

/** Pictures beside the text, as OpenRouter sends them. */
export function readImages(value: JSONValue | undefined, out: PartWriter): void {
  for (const image of asArray(value) ?? []) {
    const object = asObject(image);
    if (object !== undefined) readImage(object, out);
  }
}

function readImage(part: JSONObject, out: PartWriter): void {
  const held = part["image_url"];
  const url = typeof held === "string" ? held : asObject(held)?.["url"];
  if (typeof url !== "string") return;
  const inline = /^data:([^;,]+)(?:;[^,]*)?;base64,/.exec(url);
  if (inline !== null) out.file({ mediaType: inline[1] ?? "image/png", data: { type: "data", data: url.slice(inline[0].length) } });
  else if (URL.canParse(url)) out.file({ mediaType: "image/*", data: { type: "url", url: new URL(url) } });
}

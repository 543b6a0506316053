import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { asArray, asObject } from "../../json/narrow.ts";
import type { PartWriter } from "../dialect.ts";

/** Content that comes as a list: Mistral's thinking chunks and text, and pictures. */
export function readContentParts(parts: readonly JSONValue[], out: PartWriter, text: (delta: string) => void): void {
  for (const part of parts) {
    if (typeof part === "string") {
      text(part);
      continue;
    }
    const object = asObject(part);
    if (object === undefined) continue;
    switch (object["type"]) {
      case "text":
      case "output_text":
        if (typeof object["text"] === "string") text(object["text"]);
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

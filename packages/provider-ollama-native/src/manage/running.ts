import type { JSONObject } from "@ai-sdk/provider";
import type { Connection } from "@portolan/core";
import { countIn, dateIn, definedIn, objectIn, objectsIn, textIn } from "../read-fields.ts";
import { detailsIn, type OllamaModelDetails } from "./model-details.ts";

/** A model in the server's memory. */
export interface OllamaRunningModel {
  /** With its tag. */
  readonly name: string;
  /** Bytes in memory, its context included. */
  readonly sizeBytes: number;
  /** Bytes of these on graphics cards; none, where it runs on the processor alone. */
  readonly sizeVramBytes: number;
  /** Tokens of context it was loaded with, where the server says so: what of a prompt is beyond them is dropped. */
  readonly contextLength?: number;
  /** When it is unloaded unless it is called before. Absent: it stays. */
  readonly expiresAt?: Date;
  readonly digest?: string;
  readonly details: OllamaModelDetails;
}

/** "For ever" is some hundred years from now, by the server's clock. */
const foreverMs = 100 * 365 * 24 * 60 * 60 * 1000;

/** What is loaded, the longest-lived first. */
export async function readRunning(to: Connection, signal: AbortSignal | undefined): Promise<readonly OllamaRunningModel[]> {
  const { body } = await to.json({ method: "GET", path: "/api/ps", signal });
  return objectsIn(objectIn(body)["models"]).flatMap((row) => runningModel(row) ?? []);
}

function runningModel(row: JSONObject): OllamaRunningModel | undefined {
  const name = textIn(row["name"]) ?? textIn(row["model"]);
  if (name === undefined) return undefined;
  const expiresAt = dateIn(row["expires_at"]);
  const stays = expiresAt !== undefined && expiresAt.getTime() - Date.now() > foreverMs;
  return {
    name,
    sizeBytes: countIn(row["size"]) ?? 0,
    sizeVramBytes: countIn(row["size_vram"]) ?? 0,
    ...definedIn({ contextLength: countIn(row["context_length"]), expiresAt: stays ? undefined : expiresAt, digest: textIn(row["digest"]) }),
    details: detailsIn(row["details"]),
  };
}

import { fileURLToPath } from "node:url";
import { readRecording, type Recording } from "@portolan/testing";
import { serve, type OwnServer } from "../server.ts";

/** A server that answers with a real one's recorded bytes, whatever it is asked. */
export async function recorded(name: string): Promise<OwnServer & { readonly recording: Recording }> {
  const file = new URL(`../../../testing/fixtures/ollama/${name}.json`, import.meta.url);
  const recording = await readRecording(fileURLToPath(file));
  const { status, headers, body } = recording.response;
  const { "content-type": contentType = "application/json" } = headers;
  const server = await serve((_, response) => {
    response.writeHead(status, { "content-type": contentType });
    return body;
  });
  return { ...server, recording };
}

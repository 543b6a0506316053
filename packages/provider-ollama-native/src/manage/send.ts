import type { Connection, ConnectionRequest } from "@portolan/core";

/** A request whose success has no words: Ollama answers some with an empty body. */
export async function send(to: Connection, request: ConnectionRequest): Promise<void> {
  const response = await to.open(request);
  while ((await response.read()) !== undefined);
}

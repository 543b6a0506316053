import type { Answer } from "./connection.ts";
import type { Exchange } from "./open.ts";

/** An exchange whose body was read, as those see it who asked. */
export function answerOf<Body>({ url, status, headers, notices }: Exchange, body: Body): Answer<Body> {
  return { url, status, headers, body, warnings: notices.map((message) => ({ type: "other", message })) };
}

import { InvalidArgumentError, InvalidResponseDataError } from "@ai-sdk/provider";
import { answerOf } from "./answer-of.ts";
import type { Answer, DownloadRequest } from "./connection.ts";
import { openExchange, type Endpoint } from "./open.ts";
import { readBody } from "./read-answer.ts";

/** Literal addresses of this machine, private networks and link-local ones, where clouds keep their credentials. */
const privateHost =
  /^(?:localhost|.*\.localhost|0\.0\.0\.0|(?:127|10)(?:\.\d+){3}|192\.168(?:\.\d+){2}|169\.254(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|\[(?:::1?|::ffff:.*|f[cd].*|fe[89ab].*)\])$/i;

/** Fetches what a service left at an address, as anybody could: nothing of the connection goes along but its transport and limits. */
export async function download(endpoint: Endpoint, { url, argument, signal, modelId }: DownloadRequest): Promise<Answer<Uint8Array>> {
  const target = modelId === undefined ? endpoint.providerId : `${endpoint.providerId}/${modelId}`;
  checkAddress(url, endpoint.baseURL, target, argument);
  const stranger: Endpoint = {
    providerId: endpoint.providerId,
    baseURL: "",
    apiKey: () => undefined,
    headers: {},
    transport: endpoint.transport,
    timeouts: endpoint.timeouts,
    rules: [],
    hintFor: ({ status }) => (status === undefined ? undefined : adviceOn(argument)),
    noticeOf: () => undefined,
  };
  const exchange = await openExchange(stranger, { method: "GET", path: url, accept: "*/*", signal, modelId });
  return answerOf(exchange, await readBody(exchange));
}

function adviceOn(argument: string | undefined): string {
  if (argument !== undefined) return `this is about an address in ${argument}, and not about the key`;
  return "this is about the address of a result, which may have expired, and not about the key";
}

function checkAddress(address: string, baseURL: string, target: string, argument: string | undefined): void {
  const refuse = (why: string): Error =>
    argument === undefined
      ? new InvalidResponseDataError({ data: undefined, message: `${target}: the result was left at ${why}` })
      : new InvalidArgumentError({ argument, message: `${target}: ${argument} holds ${why}` });
  if (!URL.canParse(address)) throw refuse("something that is no address.");
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) throw refuse(`an address that begins with ${url.protocol}, and not with https:`);
  if (privateHost.test(url.hostname) && !privateHost.test(new URL(baseURL).hostname)) {
    throw refuse(`${url.hostname}, an address within a private network; it is not fetched.`);
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { sendReply } from "./body-pipe.ts";
import type { RequestContext } from "./context.ts";
import { identifier } from "./identifier.ts";
import type { EmulatorProfile } from "./profile.ts";
import { profiles, type ProfileId } from "./profiles/index.ts";
import { errorReply, type Reply } from "./reply.ts";
import { readRequest } from "./request-reader.ts";
import { answerRequest } from "./router.ts";
import { wordsOf } from "./service-words.ts";
import type { Emulator, EmulatorScript, RecordedRequest } from "./script.ts";

export interface EmulatorOptions {
  /** @default chosen by the system */
  readonly port?: number;
  /** Sees every request when it has arrived, before it is answered. */
  readonly onRequest?: (request: RecordedRequest) => void;
}

/** A service on loopback that speaks the profile's wire form and does what the script says, over real HTTP. */
export async function startEmulator(
  profile: ProfileId | EmulatorProfile,
  script: EmulatorScript = {},
  options: EmulatorOptions = {},
): Promise<Emulator> {
  const service = typeof profile === "string" ? profiles[profile] : profile;
  const state = new EmulatorState(service, script);
  const sockets = new Set<Socket>();
  // Idle connections stay: a server that closes them at will makes tests fail at will.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => void serve(request, response, state, options));
  let closing: Promise<void> | undefined;
  server.on("connection", (socket) => {
    if (closing !== undefined) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    baseURL: `${origin}${service.basePath}`,
    apiKey: service.apiKey,
    profile: service.id,
    get requests() {
      return state.requests;
    },
    get lastRequest() {
      const last = state.requests.at(-1);
      if (last === undefined) throw new Error(`The ${service.id} emulator has not seen a request.`);
      return last;
    },
    get bytesWritten() {
      return state.bytesWritten;
    },
    get openSockets() {
      return sockets.size;
    },
    use: (next) => state.use(next),
    close() {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
      return closing;
    },
  };
}

/** What one emulator remembers between requests. */
class EmulatorState {
  readonly profile: EmulatorProfile;
  requests: RecordedRequest[] = [];
  bytesWritten = 0;
  #script: EmulatorScript;
  #memory: object | undefined;
  #sequence = 0;
  #answers = 0;
  #failures = 0;

  constructor(profile: EmulatorProfile, script: EmulatorScript) {
    this.profile = profile;
    this.#script = script;
  }

  use(script: EmulatorScript): void {
    this.#script = script;
    this.#memory = undefined;
    this.#answers = 0;
    this.#failures = 0;
    this.requests = [];
  }

  nextContext(): RequestContext {
    const { profile } = this;
    const script = this.#script;
    this.#sequence += 1;
    const sequence = this.#sequence;
    return {
      profile,
      words: wordsOf(profile),
      script,
      models: script.models ?? profile.models,
      // A service has one memory, and one kind of it.
      remembered: <Memory extends object>(make: () => Memory) => (this.#memory ??= make()) as Memory,
      exchange: { sequence, requestId: profile.requestId?.(sequence) ?? `req_${identifier(`${profile.id} request ${sequence}`, 32)}` },
      takeFailure: () => script.failNext?.[this.#failures++],
      takeAnswer: (request) => (typeof script.answers === "function" ? script.answers(request) : script.answers?.[this.#answers++]),
    };
  }
}

async function serve(request: IncomingMessage, response: ServerResponse, state: EmulatorState, options: EmulatorOptions): Promise<void> {
  const gone = new AbortController();
  let closedByScript = false;
  const ended = new Promise<"complete" | "disconnected">((resolve) => {
    response.on("finish", () => resolve("complete"));
    response.on("close", () => {
      resolve(response.writableFinished || closedByScript ? "complete" : "disconnected");
      gone.abort();
    });
  });
  try {
    const recorded = await readRequest(request, ended);
    const context = state.nextContext();
    state.requests.push(recorded);
    await sendReply(decide(recorded, context, options), {
      response,
      gone: gone.signal,
      onBytes: (count) => {
        state.bytesWritten += count;
      },
      onOwnClose: () => {
        closedByScript = true;
      },
    });
  } catch (error) {
    // The client went away: nobody is left to be told.
    if (!gone.signal.aborted) response.destroy(error instanceof Error ? error : undefined);
  }
}

/** A script that throws is told to the caller as an error of the service: the test then fails with its words. */
function decide(recorded: RecordedRequest, context: RequestContext, options: EmulatorOptions): Reply {
  try {
    options.onRequest?.(recorded);
    return answerRequest(recorded, context);
  } catch (error) {
    const message = `The emulator's script threw: ${error instanceof Error ? error.message : String(error)}`;
    return errorReply({ status: 500, message, type: "emulator_script_error" }, context.profile, context.exchange);
  }
}

import type { Provider } from "@portolan/core";
import type { ModelAnswer } from "@portolan/testing/emulator";
import { ask, type AskOptions } from "./ask.ts";
import { findServers, type Findings } from "./discovery/find-servers.ts";
import { chatModelOf, invocationOf, localProvider, type FoundServer } from "./discovery/found-server.ts";
import { exitCodes, type ExitCode } from "./exit-codes.ts";
import { demoPrompt } from "./prompt.ts";
import type { Session } from "./session.ts";
import { makeTarget } from "./target.ts";
import { printable } from "./terminal.ts";

/** What the emulated model says, at about the pace of a real one. */
const emulatedAnswer: ModelAnswer = {
  kind: "model",
  reasoning: "The user asks about portolan charts: say what they showed, then who sailed by them.",
  text: "A portolan was a hand-drawn sea chart of the late Middle Ages, crossed by compass lines from port to port. Mediterranean pilots and merchants used it to find harbours and the way between them.",
  pace: { beforeFirstFrameMs: 120, betweenFramesMs: 25 },
};

/**
 * One whole call for somebody who has set up nothing: to a server on this machine where there is one, else to an emulated service.
 *
 * Only the built-in prompt is sent. Where the user typed one, it stays here, and the exit code says so.
 */
export async function demonstrate(hasOwnPrompt: boolean, options: AskOptions, session: Session): Promise<ExitCode> {
  const findings = await findServers(session);
  const ready = await firstReady(findings.servers, session);
  const exitCode = ready === undefined ? await askEmulator(findings, options, session) : await askFound(ready, findings, options, session);
  if (!hasOwnPrompt || exitCode !== exitCodes.ok) return exitCode;
  const where = ready === undefined ? "no provider is configured to send it to" : "nobody chose that server; name its model, as above, and it is sent";
  await session.err.line(`${session.err.style("yellow", "note:")} Your own prompt was not sent: ${where}.`);
  return exitCodes.configuration;
}

/** A server that was found, and what of it is asked. */
interface Ready {
  readonly server: FoundServer;
  readonly provider: Provider;
  readonly modelId: string;
}

async function firstReady(servers: readonly FoundServer[], { signal }: Session): Promise<Ready | undefined> {
  for (const server of servers) {
    const provider = await localProvider(server);
    const modelId = await chatModelOf(server, provider, signal);
    if (modelId !== undefined) return { server, provider, modelId };
  }
  return undefined;
}

async function askFound({ server, provider, modelId }: Ready, { servers }: Findings, options: AskOptions, session: Session): Promise<ExitCode> {
  const { err, command } = session;
  await err.line(`No provider is configured, but ${err.style("bold", server.software)} answers at ${server.baseURL}: its model ${printable(modelId)} gets a built-in question.`);
  for (const other of servers.filter((candidate) => candidate !== server)) {
    await err.line(err.style("dim", `Also found: ${other.software} at ${other.baseURL}${other.models.length === 0 ? ", without a model" : ""}`));
  }
  await err.line();
  const exitCode = await askDemo(provider, modelId, options, session);
  if (exitCode !== exitCodes.ok) return exitCode;
  await err.line();
  await err.line(`Ask it something of your own:\n  ${invocationOf(server, modelId, command)} "${exampleQuestion}"`);
  return exitCode;
}

const exampleQuestion = "Why is the sea salt?";

async function askEmulator(findings: Findings, options: AskOptions, session: Session): Promise<ExitCode> {
  const { err, command } = session;
  await err.line("No provider is configured: there is no GROQ_API_KEY, and no <NAME>_API_BASE to use.");
  await err.line(`${nothingFound(findings, command)}, so here is a call to an ${err.style("bold", "emulated")} Groq, over HTTP.`);
  await err.line();
  const [{ startEmulator }, { createGroq }] = await Promise.all([import("@portolan/testing/emulator"), import("@portolan/provider-groq")]);
  const emulator = await startEmulator("groq", { answers: [emulatedAnswer] });
  try {
    const provider = createGroq({ baseURL: emulator.baseURL, apiKey: emulator.apiKey });
    const exitCode = await askDemo(provider, undefined, options, session);
    if (exitCode === exitCodes.ok) await showHowToConnect(session);
    return exitCode;
  } finally {
    await emulator.close();
  }
}

function nothingFound({ ports, servers, locked }: Findings, command: string): string {
  const [server] = servers;
  if (server !== undefined) return `${server.software} at ${server.baseURL} has no model to ask${server.software === "Ollama" ? ` (${command} ollama pull llama3.2)` : ""}`;
  const [lock] = locked;
  if (lock !== undefined) return `A server at ${lock.baseURL} wants a key (LOCAL_API_BASE=${lock.baseURL} LOCAL_API_KEY=…)`;
  return `No model server answers on this machine (ports ${ports.join(", ")})`;
}

async function askDemo(provider: Provider, modelId: string | undefined, options: AskOptions, session: Session): Promise<ExitCode> {
  const { err } = session;
  const target = makeTarget(provider, modelId, []);
  await err.line(`${err.style("bold", ">")} ${demoPrompt}`);
  return await ask(target, { prompt: [{ role: "user", content: [{ type: "text", text: demoPrompt }] }] }, options, session);
}

async function showHowToConnect({ err, command }: Session): Promise<void> {
  await err.line();
  await err.line("That was the emulator, not a model. To connect a real service:");
  const ways = [
    ["Groq (keys are made at https://console.groq.com/keys)", `GROQ_API_KEY=… ${command} "${exampleQuestion}"`],
    ["a server of your own", `LOCAL_API_BASE=http://127.0.0.1:8080/v1 ${command} --model local/NAME "${exampleQuestion}"`],
    ["any compatible service", `ACME_API_BASE=https://api.acme.example/v1 ACME_API_KEY=… ${command} --model acme/NAME "…"`],
  ] as const;
  for (const [what, example] of ways) await err.line(`  ${err.style("dim", what)}\n    ${example}`);
}

import type { RecordedRequest } from "@portolan/testing/emulator";
import { presetNamed, variableFor } from "@portolan/provider-custom";
import { exitCodes, type ExitCode } from "../exit-codes.ts";
import { Problem } from "../problem.ts";
import type { Session } from "../session.ts";
import { printable } from "../terminal.ts";

interface EmulateOptions {
  readonly port?: number;
  /** Takes calls without a key, as local servers do. */
  readonly keyless?: boolean;
}

/** Runs an emulated service on loopback until Ctrl-C. */
export async function emulate(profile: string, { port, keyless = false }: EmulateOptions, session: Session): Promise<ExitCode> {
  const { out, err, signal, command } = session;
  const { profiles, startEmulator } = await import("@portolan/testing/emulator");
  const known = Object.keys(profiles) as (keyof typeof profiles)[];
  const id = known.find((candidate) => candidate === profile.toLowerCase());
  if (id === undefined) throw new Problem(`There is no emulated ${JSON.stringify(profile)}.`, [`Known: ${known.join(", ")}`], exitCodes.usage);
  const onRequest = (request: RecordedRequest): void => void err.line(err.style("dim", printable(`${request.method} ${request.path}`)));
  const emulator = await startEmulator(id, keyless ? { apiKeys: null } : {}, { onRequest, ...(port === undefined ? {} : { port }) }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
    throw new Problem(`Port ${port} cannot be used (${error.code}).`, ["Choose another with --port, or leave it out"], exitCodes.callFailed);
  });
  const service = profiles[id];
  const [row = {}] = service.models;
  const model = String(row["id"] ?? row["name"]);
  const asksForKey = !keyless && service.keyless !== true;
  await out.line(`base URL  ${emulator.baseURL}`);
  await out.line(`key       ${asksForKey ? emulator.apiKey : "none is asked for"}`);
  await out.line();
  await out.line("In another terminal:");
  const base = service.addressVariable ?? variableFor(id, "API_BASE");
  const [key = variableFor(id, "API_KEY")] = presetNamed(id)?.env.apiKey ?? [];
  await out.line(`  ${base}=${emulator.baseURL}${asksForKey ? ` ${key}=${emulator.apiKey}` : ""} \\\n    ${command} --model ${id}/${model} "Hello"`);
  await err.line(err.style("dim", "Ctrl-C ends it."));
  await aborted(signal);
  await emulator.close();
  return exitCodes.ok;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

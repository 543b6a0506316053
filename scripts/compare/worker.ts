/** Runs the cases named on its way in, one after the other, for one contender, and tells of each. */
import { runConformance } from "@portolan/testing";
import { contenders, type Contender } from "./contenders.ts";
import { runRecorded } from "./recorded-cases.ts";
import { recordedGroup, type ComparedCase, type ComparedResult, type FromWorker } from "./run-contender.ts";

// A key of the developer's own would answer for the one that is missing on purpose.
for (const name of Object.keys(process.env)) if (/_API_KEY$/i.test(name)) delete process.env[name];

const tell = (message: FromWorker): unknown => process.send?.(message);
process.on("uncaughtException", () => tell({ uncaught: true }));

process.once("message", async ({ contender, cases }: { readonly contender: string; readonly cases: readonly ComparedCase[] }) => {
  const found = contenders.find(({ name }) => name === contender);
  if (found === undefined) throw new Error(`no contender is called ${contender}`);
  for (const one of cases) {
    const result = one.group === recordedGroup ? await recordedResult(found, one) : (await runConformance(found.createProvider, { ...found.options, only: [one.name] }))[0];
    if (result !== undefined) tell({ result });
  }
  process.disconnect();
});

async function recordedResult({ createProvider, recorded }: Contender, one: ComparedCase): Promise<ComparedResult> {
  if (recorded !== true) return { ...one, outcome: "not offered", durationMs: 0 };
  const started = performance.now();
  const reason = await runRecorded((baseURL) => createProvider({ baseURL, apiKey: undefined }), one.name.replace("recorded: ", "")).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const durationMs = performance.now() - started;
  return reason === undefined ? { ...one, outcome: "passed", durationMs } : { ...one, outcome: "failed", reason, durationMs };
}

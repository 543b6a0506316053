/** Runs the cases named on its way in, one after the other, for one contender, and tells of each. */
import { runConformance } from "@portolan/testing";
import { contenders } from "./contenders.ts";
import type { FromWorker } from "./run-contender.ts";

// A key of the developer's own would answer for the one that is missing on purpose.
for (const name of Object.keys(process.env)) if (/_API_KEY$/i.test(name)) delete process.env[name];

const tell = (message: FromWorker): unknown => process.send?.(message);
process.on("uncaughtException", () => tell({ uncaught: true }));

process.once("message", async ({ contender, cases }: { readonly contender: string; readonly cases: readonly string[] }) => {
  const found = contenders.find(({ name }) => name === contender);
  if (found === undefined) throw new Error(`no contender is called ${contender}`);
  for (const name of cases) {
    const [result] = await runConformance(found.createProvider, { ...found.options, only: [name] });
    if (result !== undefined) tell({ result });
  }
  process.disconnect();
});

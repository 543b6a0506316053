import { parseArgs } from "node:util";
import { benchmarks } from "./benchmarks/index.ts";
import type { RunOptions } from "./run-benchmarks.ts";

export interface Arguments extends RunOptions {
  readonly json: boolean;
  readonly help: boolean;
}

export const usage: string = `npm run bench -- [options]

  --quick                 small sizes and few rounds, about half a minute
  --only NAME             one benchmark; may be given more than once
  --contestant TEXT       only contestants whose name contains TEXT; may be given more than once
  --rounds N              rounds of each benchmark
  --json                  figures as JSON

benchmarks: ${benchmarks.map(({ name }) => name).join(", ")}`;

function readRounds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1) throw new TypeError(`--rounds must be a whole number from 1, not ${JSON.stringify(text)}`);
  return rounds;
}

/** Throws a `TypeError` that says what is wrong with the command line. */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
      contestant: { type: "string", multiple: true, default: [] },
      rounds: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const unknown = values.only.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) throw new TypeError(`there is no benchmark ${unknown.join(", ")}`);
  return { size: values.quick ? "quick" : "full", only: values.only, contestants: values.contestant, rounds: readRounds(values.rounds), json: values.json, help: values.help };
}

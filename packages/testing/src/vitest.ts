import { describe as group, it as test } from "vitest";
import type { ConformanceGroup } from "./conformance/case.ts";
import { conformanceCases } from "./conformance/cases/index.ts";
import { caseLimitMs, checkNames, runCase, type ConformanceOptions } from "./conformance/run.ts";
import type { ConformanceSubject, CreateProvider } from "./conformance/subject.ts";

/**
 * Registers the conformance suite with vitest: one test a case, in a `describe` a group.
 *
 * A case that does not apply to the provider is skipped with the reason in the report. Throws, and so fails the run, for a name in
 * `skip` that no case has, and for a skip without a reason.
 *
 * @example
 * describeProvider(createGroq, {
 *   emulator: "groq",
 *   models: { text: "openai/gpt-oss-20b" },
 *   skip: { "the dimensions asked for are sent": "the service has one size" },
 * });
 */
export function describeProvider(createProvider: CreateProvider, options: Omit<ConformanceOptions, "only">): void {
  const { skip = {}, ...rest } = options;
  checkNames(skip);
  const subject: ConformanceSubject = { ...rest, createProvider };
  for (const name of new Set<ConformanceGroup>(conformanceCases.map((one) => one.group))) {
    group(name, () => {
      for (const one of conformanceCases.filter((candidate) => candidate.group === name)) {
        test(one.name, { timeout: caseLimitMs + 2_000 }, async ({ skip: skipTest }) => {
          const declared = skip[one.name];
          if (declared !== undefined) skipTest(declared);
          const reason = await runCase(one, subject);
          if (reason !== undefined) skipTest(reason);
        });
      }
    });
  }
}

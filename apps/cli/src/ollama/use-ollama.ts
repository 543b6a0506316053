import type { OllamaProvider } from "@portolan/provider-ollama-native";
import { readProviders } from "../providers.ts";
import { reportFailure } from "../failure.ts";
import type { ExitCode } from "../exit-codes.ts";
import type { Session } from "../session.ts";

export interface OllamaCommandOptions {
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Does something with the Ollama that the environment names, or this machine's own, and says what went wrong. */
export async function useOllama(work: (ollama: OllamaProvider) => Promise<ExitCode>, { verbose = false }: OllamaCommandOptions, session: Session): Promise<ExitCode> {
  const entry = (await readProviders(session.env)).find(({ id }) => id === "ollama");
  if (entry?.fault !== undefined) throw entry.fault;
  if (entry?.provider === undefined) throw new Error("the provider ollama is not among the packages");
  const { id, variables } = entry;
  // What its package makes has its methods; a table of packages knows only what all have in common.
  const ollama = entry.provider as OllamaProvider;
  try {
    return await work(ollama);
  } catch (error) {
    await session.out.endLine();
    return await reportFailure(error, { entry: { id, variables, provider: ollama }, verbose }, session);
  }
}

export function toJSON(value: unknown, { out }: Session): string {
  return JSON.stringify(value, undefined, out.isTerminal ? 2 : undefined);
}

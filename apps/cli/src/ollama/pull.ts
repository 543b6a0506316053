import { exitCodes, type ExitCode } from "../exit-codes.ts";
import type { Session } from "../session.ts";
import { ProgressDisplay } from "./progress-display.ts";
import { useOllama, type OllamaCommandOptions } from "./use-ollama.ts";

export interface PullOptions extends OllamaCommandOptions {
  readonly insecure?: boolean;
}

/** Fetches a model, and shows how far it is: a bar on a terminal, lines in a pipe, an object a line with `--json`. */
export async function pullModel(model: string, { insecure = false, ...options }: PullOptions, session: Session): Promise<ExitCode> {
  const { out, signal } = session;
  return await useOllama(
    async (ollama) => {
      const display = new ProgressDisplay(out, () => performance.now());
      for await (const progress of ollama.pull(model, { insecure, signal })) {
        await (options.json === true ? out.line(JSON.stringify(progress)) : display.show(progress));
      }
      return exitCodes.ok;
    },
    options,
    session,
  );
}

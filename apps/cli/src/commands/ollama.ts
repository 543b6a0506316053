import type { Command } from "commander";
import type { ExitCode } from "../exit-codes.ts";
import { preloadModel, removeModels, unloadModel, type PreloadCommandOptions } from "../ollama/change.ts";
import { listModels } from "../ollama/list.ts";
import { listRunning } from "../ollama/ps.ts";
import { pullModel, type PullOptions } from "../ollama/pull.ts";
import { showModel } from "../ollama/show.ts";
import type { OllamaCommandOptions } from "../ollama/use-ollama.ts";
import type { Session } from "../session.ts";

/** Adds the commands about the models of an Ollama. */
export function addOllamaCommands(program: Command, session: Session, finish: (code: ExitCode) => void, readTokens: (text: string) => number): void {
  const ollama = program.command("ollama").description("manage the models of an Ollama: OLLAMA_HOST, else this machine's");
  const add = (name: string, description: string): Command =>
    ollama.command(name).description(description).option("--json", "print JSON in place of words").option("--verbose", "tell more of what fails");
  add("list", "show the models that are installed").action(async (options: OllamaCommandOptions) => finish(await listModels(options, session)));
  add("show", "show everything of a model")
    .argument("<model>")
    .action(async (model: string, options: OllamaCommandOptions) => finish(await showModel(model, options, session)));
  add("ps", "show the models that are in memory").action(async (options: OllamaCommandOptions) => finish(await listRunning(options, session)));
  add("pull", "fetch a model from its registry")
    .argument("<model>", "for example llama3.2 or qwen3:8b")
    .option("--insecure", "take a registry without TLS")
    .action(async (model: string, options: PullOptions) => finish(await pullModel(model, options, session)));
  add("rm", "remove models")
    .argument("<model...>")
    .action(async (models: readonly string[], options: OllamaCommandOptions) => finish(await removeModels(models, options, session)));
  add("preload", "load a model, so that the first call does not wait for it")
    .argument("<model>")
    .option("--keep-alive <time>", "how long it stays after its last call: 10m, 1h30m, a number of seconds; -1 for ever")
    .option("--context <tokens>", "how many tokens of context it is loaded with", readTokens)
    .action(async (model: string, options: PreloadCommandOptions) => finish(await preloadModel(model, options, session)));
  add("unload", "take a model out of memory")
    .argument("<model>")
    .action(async (model: string, options: OllamaCommandOptions) => finish(await unloadModel(model, options, session)));
}

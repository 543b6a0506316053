import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { emulate } from "./commands/emulate.ts";
import { models, type ModelsOptions } from "./commands/models.ts";
import { addOllamaCommands } from "./commands/ollama.ts";
import { probe, type ProbeCommandOptions } from "./commands/probe.ts";
import { providers } from "./commands/providers.ts";
import { run, type RunOptions } from "./commands/run.ts";
import { exitCodes, exitCodesHelp, type ExitCode } from "./exit-codes.ts";
import { reportFailure } from "./failure.ts";
import { Problem } from "./problem.ts";
import { openSession, type Session } from "./session.ts";
import { version } from "./version.ts";

/** Runs one command line and says what the process should end with. Never throws. */
export async function main(commandLine: readonly string[]): Promise<ExitCode> {
  const session = openSession();
  const verbose = commandLine.includes("--verbose");
  let exitCode: ExitCode = exitCodes.ok;
  const program = createProgram(session, (code) => (exitCode = code));
  try {
    await program.parseAsync([...commandLine], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return await reportFailure(error, { verbose }, session);
  }
}

function createProgram(session: Session, finish: (code: ExitCode) => void): Command {
  const program = new Command("portolan")
    .description("Reach any language model from the command line.")
    .version(version, "--version", "print the version")
    .option("--env <path>", "read variables from a file; those that are set already win")
    .helpOption("-h, --help", "show this help")
    .addHelpText("after", `\n${examples(session.command)}\n\n${exitCodesHelp}`)
    .configureOutput({ outputError: (text, write) => write(withAdvice(text)) })
    .showHelpAfterError(`(${session.command} --help shows what there is)`)
    .exitOverride()
    .hook("preAction", (command) => loadEnvFile(command.opts<{ env?: string }>().env));
  program
    .command("run", { isDefault: true })
    .description("ask a model; text piped in is part of the prompt")
    .argument("[prompt]", "what to ask, in quotes")
    .option("-m, --model <provider/model>", "which model to ask, e.g. groq/openai/gpt-oss-120b or local/NAME")
    .option("-s, --system <text>", "instructions before the prompt")
    .option("-t, --temperature <number>", "how freely it writes, 0 to 2", readNumber("a number from 0 to 2", (value) => value >= 0 && value <= 2))
    .option("--max-tokens <count>", "most tokens of the answer", readNumber("a whole number above 0", (value) => Number.isInteger(value) && value > 0))
    .addOption(new Option("--reasoning <level>", "how much it thinks first").choices(["none", "minimal", "low", "medium", "high", "xhigh", "max"]))
    .option("--json", "print one JSON object in place of the text")
    .option("--no-stream", "wait for the whole answer")
    .option("--verbose", "tell more of the call, on stderr")
    .action(async (prompt: string | undefined, options: RunOptions) => finish(await run(prompt, options, session)));
  program
    .command("models")
    .description("list the models of a provider, or of all that are configured")
    .argument("[provider]")
    .option("--tools", "only models that call tools")
    .option("--vision", "only models that see pictures")
    .option("--reasoning", "only models that reason")
    .option("--json-schema", "only models that hold to a JSON schema")
    .option("--free", "only models that cost nothing")
    .option("--max-price <dollars>", "only models whose output costs no more per million tokens", readNumber("a number of dollars", (value) => value >= 0 && Number.isFinite(value)))
    .option("--min-context <tokens>", "only models with room for so many tokens", readNumber("a whole number above 0", (value) => Number.isInteger(value) && value > 0))
    .option("--strict", "leave out models of which it is not known whether they pass")
    .option("--json", "print one JSON array in place of the table")
    .option("--verbose", "tell more of what fails")
    .action(async (provider: string | undefined, options: ModelsOptions) => finish(await models(provider, options, session)));
  program
    .command("providers")
    .description("show which providers are configured, and by which variables")
    .action(async () => finish(await providers(session)));
  program
    .command("probe")
    .description("measure what a model does, with up to two dozen short calls; they are charged as any")
    .argument("<provider/model>", "which model, e.g. local/NAME")
    .option("--max-requests <count>", "most calls; what is left then stays unknown", readNumber("a whole number above 0", (value) => Number.isInteger(value) && value > 0))
    .option("--json", "print the model's definition to store; with --verbose the evidence too")
    .option("--verbose", "tell the evidence whole")
    .action(async (reference: string, options: ProbeCommandOptions) => finish(await probe(reference, options, session)));
  program
    .command("emulate")
    .description("run an emulated service on this machine until Ctrl-C")
    .argument("[profile]", "which one: groq, openai, openrouter, llama-cpp …; a wrong name lists them", "groq")
    .option("--port <number>", "where to listen; by default any free port", readNumber("a port", (value) => Number.isInteger(value) && value >= 0 && value < 65_536))
    .option("--keyless", "take calls without a key, as local servers do")
    .action(async (profile: string, options: { port?: number; keyless?: boolean }) => finish(await emulate(profile, options, session)));
  addOllamaCommands(program, session, finish, readNumber("a whole number above 0", (value) => Number.isInteger(value) && value > 0));
  return program;
}

function examples(command: string): string {
  return [
    "Without a command it is run:",
    `  GROQ_API_KEY=… ${command} "Why is the sea salt?"`,
    `  LOCAL_API_BASE=http://127.0.0.1:8080/v1 ${command} --model local/NAME "Why is the sea salt?"`,
    `  cat report.txt | ${command} --model groq/openai/gpt-oss-20b "Summarise this:"`,
    "",
    "Keys and base URLs are read from the environment: GROQ_API_KEY, <NAME>_API_BASE, <NAME>_API_KEY.",
  ].join("\n");
}

function withAdvice(complaint: string): string {
  return complaint.includes("too many arguments for 'run'") ? `${complaint.trimEnd()} A prompt of several words goes in quotes.\n` : complaint;
}

function readNumber(what: string, isValid: (value: number) => boolean): (text: string) => number {
  return (text) => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (!isValid(value)) throw new InvalidArgumentError(`It must be ${what}.`);
    return value;
  };
}

function loadEnvFile(path: string | undefined): void {
  if (path === undefined) return;
  try {
    process.loadEnvFile(path);
  } catch (error) {
    throw new Problem(`The file ${path} cannot be read (${error instanceof Error && "code" in error ? String(error.code) : "unknown reason"}).`, ["--env takes the path of a file with NAME=value lines"]);
  }
}

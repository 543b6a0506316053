/** What the process ends with. Part of the interface: scripts look at it. */
export const exitCodes = {
  ok: 0,
  /** The service or the network failed the call. */
  callFailed: 1,
  /** The command line cannot be understood. */
  usage: 2,
  /** A provider, key or base URL is missing, or is not the right one. */
  configuration: 3,
  /** Ctrl-C. */
  interrupted: 130,
  /** SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The table as `--help` shows it. */
export const exitCodesHelp: string = [
  "Exit codes:",
  "  0    done",
  "  1    the call failed: the service refused it, or could not be reached",
  "  2    the command line is wrong or incomplete",
  "  3    a provider, key or base URL is missing or wrong",
  "  130  interrupted by Ctrl-C (143: by SIGTERM)",
].join("\n");

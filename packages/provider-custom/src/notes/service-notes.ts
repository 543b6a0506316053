/** What people choose a service by, in words. For tables and documentation; nothing in a call depends on it. */
export interface ServiceNotes {
  /** Whether its models call tools. */
  readonly tools: "all chat models" | "some models" | "as the model behind it" | "as the server was started" | "no";
  /** What is free, as the service states it. */
  readonly freeTier: string;
  /** How much may be asked how often, as the service states it. */
  readonly rateLimits: string;
  readonly speed: string;
  readonly cost: string;
  readonly quality: string;
  /** What it has that others have not. */
  readonly special: string;
  /** The tasks it is chosen for. */
  readonly goodFor: readonly ("coding" | "fast answers" | "low cost" | "privacy" | "multilingual" | "research" | "hard tasks" | "any model")[];
}

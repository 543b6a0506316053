/** What a streamed answer said. */
export interface StreamedAnswer {
  readonly text: string;
  /** The arguments of the tool call, as streamed. */
  readonly toolInput: string;
}

export interface StreamOptions {
  /** Offers the tool that the upstream's `tool` scenario calls. */
  readonly tool?: boolean;
  /** Called at the first delta. */
  readonly onFirstDelta?: () => void;
}

/** A contestant that is bound to a base URL, as a program would keep it. Every method throws when the answer was not whole. */
export interface Client {
  stream(options?: StreamOptions): Promise<StreamedAnswer>;
  /** The text of an answer that is not streamed. */
  generate(): Promise<string>;
  /** Embeds the values in one call. Absent where the contestant cannot. */
  embed?(values: readonly string[]): Promise<readonly (readonly number[])[]>;
}

/** Somebody who reads answers: the limit, a provider of ours, a peer. */
export interface Contestant {
  at(baseURL: string): Client;
}

/** What every call asks. The key is only a shape. */
export const question = "What do the sailors watch?";
export const modelId = "openai/gpt-oss-20b";
export const embeddingModelId = "text-embedding-3-small";
export const apiKey = "test-key-bench";

export const toolName = "write_file";
export const toolDescription = "Writes a file.";

import { InvalidArgumentError, type JSONObject, type JSONValue } from "@ai-sdk/provider";
import type { ApiKey, Connection, Extending } from "@portolan/core";
import { isCloud } from "../host.ts";
import { definedIn, objectIn, objectsIn, textIn, textsIn } from "../read-fields.ts";
import { inputSchema, type ToolInputSchema } from "./input-schema.ts";

/** Where the cloud searches. */
const cloud = "https://ollama.com";

interface ExecutionOptions {
  readonly abortSignal?: AbortSignal | undefined;
}

/** A tool that the program runs, as the AI SDK takes it. */
interface WebTool<Input, Output> {
  readonly type: "function";
  readonly description: string;
  readonly inputSchema: ToolInputSchema<Input>;
  /** Called by the AI SDK when the model calls the tool. The key goes into the request, and never into a message. */
  readonly execute: (input: Input, options?: ExecutionOptions) => Promise<Output>;
}

export interface OllamaWebToolOptions {
  /** Of Ollama's cloud. @default `OLLAMA_API_KEY`, or the provider's own key where the provider is at https://ollama.com */
  readonly apiKey?: ApiKey | undefined;
  /** @default "https://ollama.com" */
  readonly baseURL?: string | undefined;
  /** Longest text of one page, in characters: a local model's context is small. @default whole */
  readonly maxCharacters?: number | undefined;
}

export interface OllamaWebSearchOptions extends OllamaWebToolOptions {
  /** 1 to 10. @default 5 */
  readonly maxResults?: number | undefined;
}

export interface OllamaWebSearchResults {
  readonly results: { readonly title: string; readonly url: string; readonly content: string }[];
}

export interface OllamaWebPage {
  readonly title: string;
  readonly content: string;
  readonly links: string[];
}

/** Types rather than interfaces: only these fit what the AI SDK asks of a tool's input. */
export type OllamaWebSearch = WebTool<{ query: string }, OllamaWebSearchResults>;
export type OllamaWebFetch = WebTool<{ url: string }, OllamaWebPage>;

/** Tools with which any model that calls tools searches and reads the web, by Ollama's cloud. https://docs.ollama.com/capabilities/web-search */
export interface OllamaTools {
  /** Searches the web: titles, addresses and texts of pages. */
  readonly webSearch: (options?: OllamaWebSearchOptions) => OllamaWebSearch;
  /** Reads one page: its title, its text and where it links to. */
  readonly webFetch: (options?: OllamaWebToolOptions) => OllamaWebFetch;
}

export function webTools(to: Connection, { elsewhere }: Pick<Extending, "elsewhere">): OllamaTools {
  const connect = ({ apiKey, baseURL = cloud }: OllamaWebToolOptions): Connection =>
    apiKey === undefined && baseURL === cloud && isCloud(to.baseURL) ? to : elsewhere(baseURL, apiKey);
  return {
    webSearch: (options = {}) => {
      const { maxResults, maxCharacters } = options;
      if (maxResults !== undefined && !(Number.isInteger(maxResults) && maxResults >= 1 && maxResults <= 10)) refuse("maxResults", "is a whole number from 1 to 10");
      const cut = shortener(maxCharacters);
      return {
        type: "function",
        description: "Searches the web. Returns titles, addresses and texts of pages.",
        inputSchema: inputSchema("query", "What to search for"),
        async execute({ query }, { abortSignal } = {}) {
          const body = await ask(connect(options), "/api/web_search", definedIn({ query, max_results: maxResults }), abortSignal);
          return { results: objectsIn(body["results"]).map((row) => ({ title: textIn(row["title"]) ?? "", url: textIn(row["url"]) ?? "", content: cut(row["content"]) })) };
        },
      };
    },
    webFetch: (options = {}) => {
      const cut = shortener(options.maxCharacters);
      return {
        type: "function",
        description: "Reads a page of the web. Returns its title, its text and its links.",
        inputSchema: inputSchema("url", "The address of the page"),
        async execute({ url }, { abortSignal } = {}) {
          const body = await ask(connect(options), "/api/web_fetch", { url }, abortSignal);
          return { title: textIn(body["title"]) ?? "", content: cut(body["content"]), links: [...(textsIn(body["links"]) ?? [])] };
        },
      };
    },
  };
}

async function ask(to: Connection, path: string, body: JSONObject, signal: AbortSignal | undefined): Promise<JSONObject> {
  return objectIn((await to.json({ method: "POST", path, body, signal })).body);
}

function shortener(maxCharacters: number | undefined): (text: JSONValue | undefined) => string {
  if (maxCharacters !== undefined && !(Number.isInteger(maxCharacters) && maxCharacters > 0)) refuse("maxCharacters", "is a whole number above 0");
  return (text) => {
    const whole = textIn(text) ?? "";
    return maxCharacters === undefined || whole.length <= maxCharacters ? whole : `${whole.slice(0, maxCharacters)}…`;
  };
}

function refuse(argument: string, problem: string): never {
  throw new InvalidArgumentError({ argument, message: `ollama: the tool's option ${argument} ${problem}` });
}

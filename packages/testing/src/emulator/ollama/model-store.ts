import type { JSONObject } from "@ai-sdk/provider";
import { identifier } from "../identifier.ts";
import { readList, readNumber, readObject, readString } from "../json.ts";
import { goTime } from "./durations.ts";
import { sameName, taggedName } from "./model-name.ts";

/** What a model was made of besides its weights. */
export interface ModelRecipe {
  readonly system?: string;
  readonly template?: string;
  readonly parameters?: JSONObject;
  readonly license?: string;
}

/** A model that is installed. */
export interface InstalledModel {
  /** With its tag. */
  readonly name: string;
  /** As `/api/tags` shows it. */
  readonly row: JSONObject;
  readonly recipe: ModelRecipe;
}

/** A model in memory. */
interface LoadedModel {
  readonly model: InstalledModel;
  readonly contextLength: number;
  readonly expiresAt: number;
}

/** As if it were for good. */
const forever = Date.UTC(2319, 2, 3);

/** The models of one server: what is installed, what is loaded, and the pieces that were uploaded. */
export class ModelStore {
  readonly blobs: Set<string> = new Set();
  #added: InstalledModel[] = [];
  #deleted: string[] = [];
  #loaded: LoadedModel[] = [];

  /** What is installed; `rows` are those the server began with. */
  installed(rows: readonly JSONObject[]): readonly InstalledModel[] {
    const first = rows.map((row) => ({ name: taggedName(nameOf(row)), row, recipe: {} })).filter(({ name }) => !this.#deleted.some((deleted) => sameName(deleted, name)));
    return [...this.#added, ...first.filter(({ name }) => !this.#added.some((added) => sameName(added.name, name)))];
  }

  find(name: string, rows: readonly JSONObject[]): InstalledModel | undefined {
    return this.installed(rows).find((model) => sameName(model.name, name));
  }

  add(model: InstalledModel): void {
    this.#added = [model, ...this.#added.filter(({ name }) => !sameName(name, model.name))];
  }

  delete(name: string): void {
    this.#added = this.#added.filter((model) => !sameName(model.name, name));
    this.#deleted.push(name);
    this.unload(name);
  }

  /** Puts a model into memory for so long, and says whether it was not there with this context. */
  load(model: InstalledModel, contextLength: number, keepAliveMs: number): boolean {
    const now = Date.now();
    const known = this.loaded(now).find((loaded) => sameName(loaded.model.name, model.name));
    const expiresAt = keepAliveMs < 0 ? forever : now + keepAliveMs;
    this.#loaded = this.#loaded.filter((loaded) => !sameName(loaded.model.name, model.name));
    this.#loaded.push({ model, contextLength, expiresAt });
    return known?.contextLength !== contextLength;
  }

  unload(name: string): void {
    this.#loaded = this.#loaded.filter(({ model }) => !sameName(model.name, name));
  }

  /** What is in memory, the longest-lived first. */
  loaded(now: number = Date.now()): readonly LoadedModel[] {
    this.#loaded = this.#loaded.filter(({ expiresAt }) => expiresAt > now);
    return this.#loaded.toSorted((one, other) => other.expiresAt - one.expiresAt);
  }
}

function nameOf(row: JSONObject): string {
  return readString(row, "name") ?? readString(row, "model") ?? readString(row, "id") ?? "";
}

/** What it can do; `undefined` where the server does not say, as old ones. */
export function capabilitiesOf({ row }: InstalledModel): readonly string[] | undefined {
  return row["capabilities"] === undefined ? undefined : readList(row, "capabilities").map(String);
}

export function can(model: InstalledModel, capability: string): boolean {
  return capabilitiesOf(model)?.includes(capability) ?? true;
}

/** The context it was trained with. */
export function trainedContext({ row }: InstalledModel): number {
  return readNumber(readObject(row, "details"), "context_length") ?? 131_072;
}

export function embeddingLength({ row }: InstalledModel): number {
  return readNumber(readObject(row, "details"), "embedding_length") ?? 768;
}

export function familyOf({ row }: InstalledModel): string {
  return readString(readObject(row, "details"), "family") ?? "llama";
}

/** A row of `/api/tags`: one installed model of an emulated Ollama. `size` is in bytes, `context` what it was trained with, in tokens. */
export function ollamaModelRow(name: string, of: { readonly family: string; readonly size: number; readonly parameters: string; readonly context: number; readonly embedding: number; readonly capabilities: readonly string[] }): JSONObject {
  return {
    name: taggedName(name),
    model: taggedName(name),
    modified_at: goTime(Date.UTC(2026, 10, 20, 9, 30)),
    size: of.size,
    digest: identifier(`model ${name}`, 64),
    details: {
      parent_model: "",
      format: "gguf",
      family: of.family,
      families: [of.family],
      parameter_size: of.parameters,
      quantization_level: "Q4_K_M",
      context_length: of.context,
      embedding_length: of.embedding,
    },
    capabilities: [...of.capabilities],
  };
}

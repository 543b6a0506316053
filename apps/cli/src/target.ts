import type { LanguageModelV4 } from "@ai-sdk/provider";
import { createRegistry, type Provider } from "@portolan/core";
import { variableFor } from "@portolan/provider-custom";
import { findServers } from "./discovery/find-servers.ts";
import { localProvider } from "./discovery/found-server.ts";
import { exitCodes } from "./exit-codes.ts";
import { Problem } from "./problem.ts";
import { configured, presetEntry, toProviderId, type Entry } from "./providers.ts";
import type { Session } from "./session.ts";

/** A model to ask, and the provider that it is asked through. */
export interface Target {
  /** `provider/model` */
  readonly reference: string;
  readonly id: string;
  readonly provider: Provider;
  readonly model: LanguageModelV4;
  /** Names of the variables the provider was made from. */
  readonly variables: readonly string[];
}

/** Shown where a list of model ids is only a hint. */
const shownModels = 8;
const listPatienceMs = 3000;

/**
 * The model that a reference names; without one, the default model of the first provider that is configured and has one.
 *
 * `local/NAME` also finds a server on this machine that nobody configured: naming its model is choosing it.
 */
export async function findTarget(reference: string | undefined, entries: readonly Entry[], session: Session): Promise<Target> {
  const chosen = reference?.trim() ?? defaultReference(entries);
  const slash = chosen.indexOf("/");
  const id = toProviderId(slash < 0 ? chosen : chosen.slice(0, slash));
  const modelId = slash < 0 ? "" : chosen.slice(slash + 1);
  const entry = entries.find((candidate) => candidate.id === id) ?? presetEntry(id, session.env) ?? (id === "local" ? await localEntry(modelId, session) : undefined);
  if (entry?.fault !== undefined) throw entry.fault;
  if (entry?.provider === undefined) throw unknownProvider(id, chosen, entries);
  if (entry.missing.length > 0) throw missingKey(entry.provider, entry.missing, hostsOf(chosen, entries));
  if (modelId === "" && entry.provider.defaultModel === undefined) throw await unnamedModel(entry.provider, session);
  return makeTarget(entry.provider, modelId === "" ? undefined : modelId, entry.variables);
}

/** Made through a registry, as any program would: a reference in, a model out. */
export function makeTarget(provider: Provider, modelId: string | undefined, variables: readonly string[]): Target {
  const { id } = provider;
  const registry = createRegistry({ [id]: provider });
  const reference = `${id}/${modelId ?? provider.defaultModel ?? ""}`;
  return { reference, id, provider, model: registry.languageModel(reference), variables };
}

function defaultReference(entries: readonly Entry[]): string {
  const ready = configured(entries);
  const first = ready.find(({ provider }) => provider.defaultModel !== undefined) ?? ready[0];
  return first?.id ?? "groq";
}

async function localEntry(modelId: string, session: Session): Promise<Entry | undefined> {
  const { servers } = await findServers(session);
  const server = servers.find(({ models }) => models.includes(modelId));
  if (server !== undefined) return { id: "local", isConfigured: true, variables: [], missing: [], provider: await localProvider(server) };
  if (servers.length === 0) {
    throw new Problem(`No server was found on this machine to ask for ${modelId === "" ? "a model" : modelId}.`, [
      "Start one, or say where it is: LOCAL_API_BASE=http://127.0.0.1:8080/v1",
    ]);
  }
  throw new Problem(
    modelId === "" ? "Name a model: --model local/NAME" : `No server on this machine has the model ${modelId}.`,
    servers.map(({ software, baseURL, models }) => `${software} at ${baseURL} has ${someOf(models)}`),
  );
}

function missingKey({ id, pages }: Provider, names: readonly string[], hosts: readonly Host[]): Problem {
  const page = pages.keys === undefined ? "" : `; keys are made at ${pages.keys}`;
  const what = names.every((name) => name.endsWith("_KEY")) ? "has no API key" : "is not set up";
  return new Problem(`${id} ${what}.`, [`Set ${names.join(", ")}${page}`, ...hosts.map(toReference)]);
}

function unknownProvider(id: string, reference: string, entries: readonly Entry[]): Problem {
  const known = entries.map((entry) => entry.id).join(", ");
  return new Problem(`No provider is called ${JSON.stringify(id)} (known: ${known}).`, [
    ...hostsOrUsual(reference, entries).map(toReference),
    `For an endpoint of your own, base_url is required for OpenAI-compatible services: set ${variableFor(id.replaceAll(/[^a-z0-9-]/g, "-"), "API_BASE")}=http://127.0.0.1:8080/v1`,
  ]);
}

/** A model's own id, and a provider that knows it by that. */
interface Host {
  readonly id: string;
  readonly modelId: string;
}

/** Providers that know a model by this id, which may hold slashes and so look like a reference. */
function hostsOf(modelId: string, entries: readonly Entry[]): readonly Host[] {
  return entries.filter(({ provider }) => provider?.knownModels.includes(modelId) === true).map(({ id }) => ({ id, modelId }));
}

/** Groq stands for any provider where nothing tells which was meant. */
function hostsOrUsual(modelId: string, entries: readonly Entry[]): readonly Host[] {
  const hosts = hostsOf(modelId, entries);
  return hosts.length > 0 || modelId.includes("/") ? hosts : [{ id: "groq", modelId }];
}

function toReference({ id, modelId }: Host): string {
  return `A model is named with its provider: --model ${id}/${modelId}`;
}

/** Says which there are: the list costs no tokens. */
async function unnamedModel(provider: Provider, { command, signal }: Session): Promise<Problem> {
  const problem = (hint: string): Problem => new Problem(`${provider.id} has no default model: name one with --model ${provider.id}/NAME`, [hint], exitCodes.usage);
  try {
    const listed = await provider.listModels({ signal: AbortSignal.any([signal, AbortSignal.timeout(listPatienceMs)]) });
    return problem(`It has ${someOf(listed.map(({ id }) => id))}`);
  } catch {
    signal.throwIfAborted();
    return problem(`${command} models ${provider.id}  lists them`);
  }
}

function someOf(ids: readonly string[]): string {
  if (ids.length === 0) return "no model";
  const more = ids.length - shownModels;
  return ids.slice(0, shownModels).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

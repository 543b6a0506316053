import { createPreset, type NamedPreset } from "@portolan/provider-custom";
import { serviceNotes, type NotedService, type ServiceNotes } from "@portolan/provider-custom/notes";
import { modelRow, modelColumns } from "../capability-table.ts";
import { code, listed, table } from "./markdown.ts";
import { spokenRows } from "./spoken.ts";

/** `docs/providers/<id>.md` of a service that has a preset, written from its data. */
export function writePresetPage(preset: NamedPreset): string {
  const notes = serviceNotes[preset.id as NotedService];
  return [
    `# ${preset.name}`,
    headLine(preset),
    ...(preset.closed === undefined ? [example(preset)] : [`**Closed since ${preset.closed.on}.** ${preset.closed.advice}`]),
    section("At a glance", table(["", ""], glanceRows(preset, notes))),
    section("How it is spoken", table(["what", "how"], spokenRows(preset))),
    ...modelSections(preset),
    ...errorSection(preset),
    ...metadataSection(preset),
    `What holds for every endpoint stands on the [page of @portolan/provider-custom](custom.md). Written by \`npm run provider-docs\`.`,
  ].join("\n\n").concat("\n");
}

function section(title: string, ...paragraphs: readonly string[]): string {
  return [`## ${title}`, ...paragraphs].join("\n\n");
}

function headLine({ id, env, keyPrefix, keyless, pages = {} }: NamedPreset): string {
  const [first, ...others] = env.apiKey;
  const also = others.length === 0 ? "" : ` (or ${others.map(code).join(", ")})`;
  const key = first === undefined ? "no key" : `${keyless === true ? "key, if it wants one," : "key"} in ${code(first)}${also}${keyPrefix === undefined ? "" : `, ${code(`${keyPrefix}…`)}`}`;
  const links = Object.entries({ site: pages.site, keys: pages.keys, status: pages.status }).flatMap(([word, url]) => (url === undefined ? [] : [`[${word}](${url})`]));
  return ["`@portolan/provider-custom`", code(`createPreset("${id}")`), key, ...links].join(" · ");
}

function example({ id, defaultModel }: NamedPreset): string {
  const name = id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const model = defaultModel === undefined ? `${name}("MODEL")` : `${name}(${JSON.stringify(defaultModel)})`;
  return `\`\`\`ts
import { createPreset } from "@portolan/provider-custom";
import { generateText } from "ai";

const ${name} = createPreset("${id}");

const { text } = await generateText({ model: ${model}, prompt: "Name a port." });
console.log(text);
\`\`\``;
}

function glanceRows(preset: NamedPreset, notes: ServiceNotes): readonly (readonly [string, string])[] {
  const { baseURL, defaultModel, aliases = [] } = preset;
  return [
    ["base URL", typeof baseURL === "string" ? code(baseURL) : baseURL === undefined ? "the user's own" : "made from settings or variables, see below"],
    ["other names", listed(aliases.map(code))],
    ["default model", defaultModel === undefined ? "none: `listModels()` tells what there is" : code(defaultModel)],
    ["tool calling", notes.tools],
    ["free tier", notes.freeTier],
    ["rate limits", notes.rateLimits],
    ["speed", notes.speed],
    ["cost", notes.cost],
    ["quality", notes.quality],
    ["special", notes.special],
    ["good for", listed(notes.goodFor)],
  ];
}

function modelSections(preset: NamedPreset): readonly string[] {
  const provider = createPreset(preset.id, { apiKey: "test-key", env: {}, ...(typeof preset.baseURL === "string" && preset.closed === undefined ? {} : { baseURL: "https://service.example/v1" }) });
  const known = provider.knownModels.map((id) => modelRow(id, provider.capabilities(id)));
  const retired = (preset.models ?? []).flatMap(({ match, retired: successor }) =>
    successor === undefined || match === undefined ? [] : [[match instanceof RegExp ? code(match.source) : match.map(code).join(", "), code(successor.use), successor.on ?? ""]],
  );
  const elsewhere = (preset.models ?? []).flatMap(({ match, elsewhere: where }) =>
    where === undefined || match === undefined ? [] : [[match instanceof RegExp ? code(match.source) : match.map(code).join(", "), where]],
  );
  return [
    ...(known.length === 0 ? [] : [section("Models", "Any other id is taken as well; `listModels()` asks the service. `?`: not known, and tried.", table(modelColumns, known))]),
    ...(retired.length === 0 ? [] : [section("Retired ids", "Still sent, with a warning that names the successor.", table(["id", "use", "since"], retired))]),
    ...(elsewhere.length === 0 ? [] : [section("Answered elsewhere", "Refused before anything is sent.", table(["id", ""], elsewhere))]),
  ];
}

function errorSection({ errors = [] }: NamedPreset): readonly string[] {
  if (errors.length === 0) return [];
  const rows = errors.map(({ status, code: own, message, kind, hint }) => [
    [status === undefined ? "" : String(status), own === undefined ? "" : code(String(own)), message === undefined ? "" : code(message.source)].filter((word) => word !== "").join(" "),
    code(kind),
    hint ?? "",
  ]);
  return [section("Its errors", table(["answer", "kind", "what to do"], rows))];
}

function metadataSection({ id, chat, keepHeaders = {} }: NamedPreset): readonly string[] {
  const kept = [...Object.entries(chat?.keep ?? {}), ...Object.entries(keepHeaders).map(([header, key]) => [key, `header ${header}`] as const)];
  if (kept.length === 0) return [];
  return [section("Kept in metadata", `In \`providerMetadata["${id}"]\`:`, table(["key", "from"], kept.map(([key, from]) => [code(key), code(from)])))];
}

import { presets, type NamedPreset } from "@portolan/provider-custom";
import { serviceNotes, type NotedService, type ServiceNotes } from "@portolan/provider-custom/notes";
import { code, listed, table } from "./markdown.ts";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly notes: ServiceNotes;
  readonly variables: readonly string[];
  /** Of its page. @default the id */
  readonly page?: string;
}

const packages: readonly Row[] = [
  { id: "groq", name: "Groq", notes: serviceNotes.groq, variables: ["GROQ_API_KEY"] },
  { id: "dashscope", name: "Alibaba Model Studio (DashScope)", notes: serviceNotes.dashscope, variables: ["DASHSCOPE_API_KEY", "ALIBABA_API_KEY"] },
  { id: "ollama", name: "Ollama", notes: serviceNotes.ollama, variables: ["OLLAMA_API_KEY"], page: "ollama-native" },
];

/** `docs/providers/README.md`: every service that is known by name, side by side. */
export function writeOverviewPage(): string {
  const known = (Object.values(presets) as readonly NamedPreset[]).filter(({ id }) => id !== "openai-compatible");
  const rows: readonly Row[] = [...packages, ...known.filter(({ closed }) => closed === undefined).map(toRow)];
  const closed = known.filter((preset) => preset.closed !== undefined);
  const link = ({ id, name, page = id }: Row): string => `[${name}](${page}.md)`;
  return [
    "# Providers",
    "Every service that is known by name. Any other endpoint of OpenAI's form is reached by [its base URL](custom.md). Facts are as the services state them; follow the links for what holds today.",
    "## Choosing",
    table(["service", "speed", "cost", "quality", "special"], rows.map((row) => [link(row), row.notes.speed, row.notes.cost, row.notes.quality, row.notes.special])),
    "## By task",
    table(["task", "services"], tasks(rows)),
    "Temperature: 0.1 to 0.3 for code and facts, 0.7 to 0.9 for prose. Try a program on a server of your own first, then in the cloud.",
    "## Tool calling",
    table(["service", "tools"], rows.map((row) => [link(row), row.notes.tools])),
    "`portolan probe provider/model` asks a model itself.",
    "## Free of charge, and limits",
    table(["service", "free tier", "rate limits"], rows.map((row) => [link(row), row.notes.freeTier, row.notes.rateLimits])),
    "## Names and keys",
    table(["service", "id", "key in"], rows.map((row) => [link(row), code(row.id), listed(row.variables.map(code), "no key")])),
    "## Closed",
    table(["service", "since", "what to do"], closed.map(({ id, name, closed: end }) => [`[${name}](${id}.md)`, end?.on ?? "", end?.advice ?? ""])),
    "Written by `npm run provider-docs`.",
  ].join("\n\n").concat("\n");
}

function toRow({ id, name, env }: NamedPreset): Row {
  return { id, name, notes: serviceNotes[id as NotedService], variables: env.apiKey };
}

function tasks(rows: readonly Row[]): readonly (readonly string[])[] {
  const all = new Set(rows.flatMap(({ notes }) => notes.goodFor));
  return [...all].map((task) => [task, rows.filter(({ notes }) => notes.goodFor.includes(task)).map(({ name }) => name).join(", ")]);
}

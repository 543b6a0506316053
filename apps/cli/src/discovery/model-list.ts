/** `GET /v1/models` in OpenAI's form. */
export interface ModelList {
  readonly data: readonly ModelRow[] | null;
}

interface ModelRow {
  readonly id: string;
  readonly owned_by?: unknown;
  readonly created?: unknown;
}

export function isModelList(value: unknown): value is ModelList {
  if (typeof value !== "object" || value === null || !("data" in value)) return false;
  // So says Ollama as long as it has no model.
  if (value.data === null) return "object" in value && value.object === "list";
  return Array.isArray(value.data) && value.data.every((row: unknown) => typeof row === "object" && row !== null && "id" in row && typeof row.id === "string");
}

export function modelIds(list: ModelList): readonly string[] {
  return rowsOf(list).map(({ id }) => id);
}

function rowsOf({ data }: ModelList): readonly ModelRow[] {
  return data ?? [];
}

/** `owned_by` as local servers fill it in for every model they serve. */
const owners: Readonly<Record<string, string>> = {
  llamacpp: "llama.cpp",
  vllm: "vLLM",
  sglang: "SGLang",
  organization_owner: "LM Studio",
  library: "Ollama",
};

/** LiteLLM gives every model this date of creation. */
const litellmCreated = 1_677_610_602;

/** What runs there, told from the list and its headers; `undefined` when they do not tell. */
export function softwareOf(list: ModelList, headers: Headers): string | undefined {
  const server = headers.get("server") ?? "";
  if (/llama\.cpp/i.test(server)) return "llama.cpp";
  if ([...headers.keys()].some((name) => name.startsWith("x-litellm-"))) return "LiteLLM";
  const rows = rowsOf(list);
  if (rows.length > 0 && rows.every(({ created }) => created === litellmCreated)) return "LiteLLM";
  const owner = rows.map(({ owned_by }) => owned_by).find((name) => typeof name === "string" && Object.hasOwn(owners, name));
  return owner === undefined ? undefined : owners[owner as string];
}

import assert from "node:assert/strict";
import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { casesOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { callErrorOf, rejectionOf } from "../rejection.ts";

const openaiRows: readonly JSONObject[] = [
  { id: "vendor/one", object: "model", created: 1, owned_by: "vendor" },
  { id: "two", object: "model", created: 2, owned_by: "vendor" },
];

/** A list in another shape than the service's own. */
function listAs({ use }: ConformanceContext, body: JSONValue): void {
  use({ failNext: [{ kind: "raw", status: 200, contentType: "application/json", body: JSON.stringify(body) }] });
}

async function listed({ portolan }: ConformanceContext): Promise<readonly string[]> {
  return (await portolan().listModels()).map(({ id }) => id);
}

const shapes: readonly { readonly name: string; readonly fact: string; readonly body: JSONValue }[] = [
  { name: "as an object with data", fact: "OpenAI's form.", body: { object: "list", data: [...openaiRows] } },
  { name: "as a bare array", fact: "Together.", body: [...openaiRows] },
  { name: "as an object with models", fact: "Some gateways; llama.cpp sends both fields.", body: { models: [...openaiRows] } },
];

export const listing: readonly ConformanceCase[] = casesOf("listing", [
  ...shapes.map(({ name, fact, body }) => ({
    name: `a model list ${name} is read`,
    fact,
    needs: ["openai-chat", "portolan"] as const,
    async run(context: ConformanceContext) {
      listAs(context, body);
      assert.deepEqual(await listed(context), ["vendor/one", "two"]);
    },
  })),
  {
    name: "a model list under both names has each model once",
    fact: "llama.cpp fills `data` and `models`.",
    needs: ["openai-chat", "portolan"],
    async run(context) {
      listAs(context, { object: "list", data: [...openaiRows], models: openaiRows.map((row) => ({ ...row, name: row["id"] ?? "" })) });
      assert.deepEqual(await listed(context), ["vendor/one", "two"]);
    },
  },
  {
    name: "rows of a list that are no models are passed over",
    fact: "A row without an id cannot be called.",
    needs: ["portolan"],
    async run(context) {
      const { list, row } = context.wire;
      const noModels: readonly JSONValue[] = [null, {}, { id: 7, name: 7 }, { id: "", name: "" }];
      listAs(context, list([...noModels, row("vendor/one:1b"), row("two:1b")]));
      assert.deepEqual(await listed(context), ["vendor/one:1b", "two:1b"]);
    },
  },
  {
    name: "an empty list is a list",
    fact: "A server without a loaded model.",
    needs: ["portolan"],
    async run(context) {
      listAs(context, context.wire.list([]));
      assert.deepEqual(await listed(context), []);
    },
  },
  {
    name: "listed models say what is known of them",
    fact: "The list and the package's own rules, in one answer.",
    needs: ["portolan"],
    async run({ portolan, use, wire }) {
      use({ models: [wire.row("vendor/one", 65_432)] });
      const provider = portolan();
      const [row] = await provider.listModels();
      assert.equal(row?.capabilities.limits.contextWindow, 65_432);
      assert.deepEqual(row.capabilities, provider.capabilities("vendor/one"));
    },
  },
  {
    name: "the kind of a listed model is told",
    fact: "Together lists chat, embedding and image models side by side; a chat with the wrong one fails.",
    needs: ["openai-chat", "portolan"],
    async run(context) {
      listAs(context, [{ id: "a", type: "chat" }, { id: "b", type: "embedding" }, { id: "c", type: "image" }, { id: "d", type: "something-new" }]);
      const found = await context.portolan().listModels();
      assert.deepEqual(found.map(({ capabilities }) => capabilities.kind), ["language", "embedding", "image", "unknown"]);
    },
  },
  {
    name: "models that the user has named are listed with the service's, each once",
    fact: "A list by ids and a list by names show one model twice.",
    needs: ["portolan"],
    async run(context) {
      const { list, row } = context.wire;
      listAs(context, list(["vendor/one:1b", "two:1b", "shadowed:1b"].map((id) => row(id))));
      const found = await context.portolan({ models: { mine: { id: "vendor/one:1b" }, "shadowed:1b": { id: "elsewhere" } } }).listModels();
      const brief = found.map(({ id, sentId, source }) => ({ id, sentId, source }));
      assert.deepEqual(brief, [
        { id: "mine", sentId: "vendor/one:1b", source: "defined" },
        { id: "shadowed:1b", sentId: "elsewhere", source: "defined" },
        { id: "two:1b", sentId: undefined, source: "listed" },
      ]);
    },
  },
  {
    name: "a service without a list still has the models that are defined and known",
    fact: "Many endpoints have no `/models`.",
    needs: ["portolan"],
    async run({ portolan, use }) {
      use({ failNext: [{ kind: "error", error: { status: 404, message: "no such path" } }] });
      const provider = portolan({ models: { mine: { id: "vendor/one" } } });
      const [mine, ...others] = await provider.listModels();
      assert.deepEqual([mine?.id, mine?.sentId, mine?.source], ["mine", "vendor/one", "defined"]);
      assert.deepEqual(others.map(({ id }) => id), provider.knownModels);
      assert.ok(others.every(({ source }) => source === "known"));
    },
  },
  {
    name: "a list that is refused is an error in the service's words",
    fact: "A wrong key shows here first.",
    needs: ["portolan"],
    async run({ portolan, use }) {
      use({ failNext: [{ kind: "error", error: { status: 403, message: "no list for you" } }] });
      const error = await callErrorOf(portolan().listModels());
      assert.deepEqual([error.statusCode, error.message.includes("no list for you")], [403, true]);
    },
  },
  {
    name: "an abort stops the listing with its reason",
    fact: "Command lines wait for lists.",
    needs: ["portolan"],
    async run({ portolan, use, emulator }) {
      use({ failNext: [{ kind: "raw", body: "", faults: { neverAnswer: true } }] });
      const controller = new AbortController();
      const rejected = rejectionOf(portolan().listModels({ signal: controller.signal }));
      while (emulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
      const reason = new Error("enough");
      controller.abort(reason);
      assert.equal(await rejected, reason);
      assert.equal(await emulator.lastRequest.ended, "disconnected");
    },
  },
]);

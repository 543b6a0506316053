import assert from "node:assert/strict";
import { InvalidArgumentError, type JSONObject, type JSONValue, type LanguageModelV4Prompt, type SharedV4Warning } from "@ai-sdk/provider";
import { casesOf, type CallOptions, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { greeting } from "../prompts.ts";
import { rejectionOf } from "../rejection.ts";

const prompt: LanguageModelV4Prompt = [{ role: "system", content: "You read charts." }, ...greeting];
const marker = { type: "ephemeral" };

async function sentWith(context: ConformanceContext, promptCaching: JSONValue | undefined, options: CallOptions = { prompt }): Promise<{ readonly body: JSONObject; readonly warnings: readonly SharedV4Warning[] }> {
  context.answer({ kind: "model", text: "ok" });
  const { warnings } = await context.generate({ ...options, ...(promptCaching === undefined ? {} : { providerOptions: { [context.portolan().id]: { promptCaching } } }) });
  return { body: context.emulator.lastRequest.body ?? {}, warnings };
}

function markersOf(body: JSONObject): number {
  return JSON.stringify(body).match(/"cache_control":/g)?.length ?? 0;
}

/** Three texts that the caller marks, and one that is not. */
function markedPrompt(id: string): LanguageModelV4Prompt {
  const part = (text: string) => ({ type: "text" as const, text, providerOptions: { [id]: { cacheControl: marker } } });
  return [{ role: "user", content: [part("one"), part("two"), part("three"), { type: "text", text: "four" }] }];
}

export const caching: readonly ConformanceCase[] = casesOf("caching", [
  {
    name: "prompt caching is asked for in the service's own way, or warned about",
    fact: "Markers on messages, a key for prompts that begin alike, or nothing where the service caches by itself.",
    needs: ["portolan"],
    async run(context) {
      const plain = await sentWith(context, undefined);
      const { body, warnings } = await sentWith(context, true);
      const added = warnings.length - plain.warnings.length;
      const { prompt_cache_key: key, ...rest } = body;
      assert.ok(!("promptCaching" in body) && !("prompt_caching" in body), "the option itself was sent");
      if (added > 0) assert.ok(warnings.some((warning) => warning.type === "unsupported" && warning.feature === "promptCaching"), JSON.stringify(warnings));
      if (markersOf(body) > 0) assert.ok(markersOf(body) <= 4 && added === 0 && key === undefined);
      else assert.deepEqual(rest, plain.body);
      if (key !== undefined) assert.ok(typeof key === "string" && added === 0 && !key.includes("charts"), JSON.stringify(key));
    },
  },
  {
    name: "prompt caching is asked for in the same way each time",
    fact: "A marker or a key that moves finds nothing in the cache.",
    needs: ["portolan"],
    async run(context) {
      assert.deepEqual(await sentWith(context, { ttl: "5m" }), await sentWith(context, { ttl: "5m" }));
    },
  },
  {
    name: "cache markers are at most four, the caller's own among them",
    fact: "Anthropic refuses a fifth, wherever it is.",
    needs: ["portolan"],
    async run(context) {
      const options = { prompt: markedPrompt(context.portolan().id) };
      const own = markersOf((await sentWith(context, undefined, options)).body);
      const all = markersOf((await sentWith(context, true, options)).body);
      assert.ok(all >= own && all <= 4, `${own} were given, ${all} were sent`);
    },
  },
  {
    name: "prompt caching may be a model's default, and be turned off by a call",
    fact: "Whoever defines a model knows how it is used.",
    needs: ["portolan"],
    async run(context) {
      const { connect, models, emulator, portolan } = context;
      const model = connect({ models: { [models.text]: { options: { promptCaching: true } } } }).languageModel(models.text);
      const direct = await sentWith(context, true);
      const { warnings } = await model.doGenerate({ prompt });
      assert.deepEqual({ body: emulator.lastRequest.body, warnings }, direct);
      const plain = await sentWith(context, undefined);
      const off = await model.doGenerate({ prompt, providerOptions: { [portolan().id]: { promptCaching: false } } });
      assert.deepEqual({ body: emulator.lastRequest.body, warnings: off.warnings }, plain);
    },
  },
  {
    name: "prompt caching of another shape is refused before anything is sent",
    fact: "A lifetime that no service has would be lost without a word.",
    needs: ["portolan"],
    async run(context) {
      for (const promptCaching of ["yes", 1, { ttl: "2h" }, { key: "" }, { tll: "5m" }]) {
        const error = await rejectionOf(sentWith(context, promptCaching));
        assert.ok(InvalidArgumentError.isInstance(error), String(error));
      }
      assert.equal(context.emulator.requests.length, 0);
    },
  },
]);

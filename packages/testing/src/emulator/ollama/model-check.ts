import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { readList, readNumber, readString } from "../json.ts";
import type { ServiceError } from "../script.ts";
import { fullName, isCloudName, isValidName } from "./model-name.ts";
import { can, capabilitiesOf, ModelStore, type InstalledModel } from "./model-store.ts";

const refused = (status: number, message: string): ServiceError => ({ status, message });

export function storeOf(context: RequestContext): ModelStore {
  return context.remembered(() => new ModelStore());
}

/** The model a call names, or the server's words for why there is none. */
export function findModel(body: JSONObject, use: "chat" | "generate" | "embed", context: RequestContext): InstalledModel | ServiceError {
  const name = readString(body, "model") ?? "";
  if (name === "") return use === "chat" ? refused(400, "model is required") : refused(404, "model '' not found");
  if (isCloudName(name)) return refused(403, "ollama cloud is disabled: remote model is unavailable");
  const model = isValidName(name) ? storeOf(context).find(name, context.models) : undefined;
  if (model !== undefined) return model;
  if (use !== "embed" && !isValidName(name)) return refused(400, "invalid model name");
  return refused(404, use === "embed" ? `model ${JSON.stringify(name)} not found, try pulling it first` : `model '${name}' not found`);
}

/** What a call asks of a model that it cannot do; `undefined` when it can do all of it. */
export function refuseCall(body: JSONObject, model: InstalledModel, use: "chat" | "generate"): ServiceError | undefined {
  const name = readString(body, "model") ?? "";
  const { think } = body;
  if (capabilitiesOf(model)?.includes("completion") === false) return refused(400, `${JSON.stringify(name)} does not support ${use}`);
  if (readList(body, "tools").length > 0 && !can(model, "tools")) return refused(400, `${fullName(name)} does not support tools`);
  if ((readString(body, "suffix") ?? "") !== "" && !can(model, "insert")) return refused(400, `${fullName(name)} does not support insert`);
  if ((think === true || typeof think === "string") && !can(model, "thinking")) return refused(400, `${JSON.stringify(name)} does not support thinking`);
  const top = readNumber(body, "top_logprobs") ?? 0;
  return top < 0 || top > 20 ? refused(400, "top_logprobs must be between 0 and 20") : undefined;
}

/** Whether a model thinks in a call: unless it is told not to, if it can. */
export function thinks(body: JSONObject, model: InstalledModel): boolean {
  return capabilitiesOf(model)?.includes("thinking") === true && (body["think"] !== false || model.name.startsWith("gpt-oss"));
}

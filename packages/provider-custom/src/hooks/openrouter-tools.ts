import type { JSONObject } from "@ai-sdk/provider";

/** A body whose tools of OpenRouter's own are named and set as OpenRouter has them: openrouter.ai/docs/guides/features/server-tools */
export function openrouterTools(body: JSONObject): JSONObject {
  const tools = body["tools"] as readonly JSONObject[] | undefined;
  return tools === undefined ? body : { ...body, tools: tools.map(toServerTool) };
}

function toServerTool(tool: JSONObject): JSONObject {
  const { type, ...parameters } = tool;
  if (type === "function") return tool;
  return { type: `openrouter:${String(type)}`, ...(Object.keys(parameters).length === 0 ? {} : { parameters: parameters as JSONObject }) };
}

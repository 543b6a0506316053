import type { JSONObject } from "@ai-sdk/provider";
import type { OpenAIChatWire } from "@portolan/core/openai-chat";

type Thinking = Pick<OpenAIChatWire, "reasoningBudget"> & { readonly reasoning: NonNullable<OpenAIChatWire["reasoning"]> };

const off: JSONObject = { enable_thinking: false };
const on: JSONObject = { enable_thinking: true };
const effort = (level: string): JSONObject => ({ enable_thinking: true, reasoning_effort: level });
const always = (fields: JSONObject): Thinking["reasoning"] => ({ minimal: fields, low: fields, medium: fields, high: fields, xhigh: fields, max: fields });

/** Thinks when it is told to, within a number of tokens. https://docs.qwencloud.com/developer-guides/text-generation/thinking */
export const hybridThinking: Thinking = { reasoning: { none: off, ...always(on) }, reasoningBudget: "thinking_budget" };

/** Always thinks, within a number of tokens. */
export const constantThinking: Thinking = { reasoning: always({}), reasoningBudget: "thinking_budget" };

/** Always thinks, as much as it likes: QwQ and QVQ know no budget. */
export const unboundThinking: Thinking = { reasoning: {}, reasoningBudget: false };

/** Never thinks, and is not told so. */
export const noThinking: Thinking = { reasoning: {}, reasoningBudget: false };

/** Thinks by effort, which excludes a budget. https://help.aliyun.com/zh/model-studio/qwen-api-via-dashscope */
export const gradedThinking: Thinking = { reasoning: { none: off, low: effort("low"), medium: effort("medium"), xhigh: effort("xhigh") }, reasoningBudget: false };

/** DeepSeek V4's two efforts. */
export const deepSeekThinking: Thinking = { reasoning: { none: off, high: effort("high"), max: effort("max") }, reasoningBudget: false };

/** What a refusal of DashScope's can teach of a model. Its words: https://www.alibabacloud.com/help/en/model-studio/error-code */
export const lessons = {
  /** It thinks, and then refuses a forced tool. */
  noForcedToolWhileThinking: "no-forced-tool-while-thinking",
  /** It knows `auto`, `none` and one tool by name. */
  noRequiredTool: "no-required-tool",
  /** It thinks, and then refuses JSON mode. */
  noJSONWhileThinking: "no-json-while-thinking",
  /** It refuses to think without a budget. */
  wantsBudget: "wants-thinking-budget",
  /** It refuses not to think. */
  alwaysThinks: "always-thinks",
} as const;

import type { Preset } from "../preset.ts";

/** iFlow, gone. https://platform.iflow.cn */
export const iflow = (): Preset => ({
  id: "iflow",
  name: "iFlow",
  baseURL: "https://apis.iflow.cn/v1",
  env: { apiKey: ["IFLOW_API_KEY"] },
  pages: { site: "https://platform.iflow.cn" },
  closed: { on: "2026-04-17", advice: 'Its models are served elsewhere: Alibaba\'s by @portolan/provider-dashscope, others by createPreset("openrouter").' },
});

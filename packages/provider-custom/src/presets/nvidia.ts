import type { Preset } from "../preset.ts";

/** NVIDIA NIM. https://build.nvidia.com */
export const nvidia: Preset = {
  id: "nvidia",
  name: "NVIDIA NIM",
  baseURL: "https://integrate.api.nvidia.com/v1",
  env: { apiKey: ["NVIDIA_API_KEY", "NVIDIA_NIM_API_KEY", "NIM_API_KEY"] },
  pages: { site: "https://build.nvidia.com", keys: "https://build.nvidia.com/settings/api-keys", status: "https://status.ngc.nvidia.com" },
  defaultModel: "openai/gpt-oss-120b",
};

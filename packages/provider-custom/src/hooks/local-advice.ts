import type { Preset } from "../preset.ts";

export interface LocalServer {
  /** How it is started. */
  readonly start: string;
  /** How it gets a model that it does not have. */
  readonly getModel?: string;
}

/** What to do when a server of the user's own does not answer, is asked at the wrong address, or lacks a model. */
export function localAdvice({ start, getModel }: LocalServer): NonNullable<Preset["advise"]> {
  return ({ kind, status, code }, { baseURL }) => {
    if (kind === "network" && /^(?:ECONNREFUSED|ConnectionRefused|FailedToOpenSocket)$/.test(code ?? "")) return `start it (${start}), or say where it is with \`baseURL\``;
    if (kind === "model-not-found") return getModel;
    const isAtRoot = !/\/v1\/?$/.test(baseURL);
    return status === 404 && isAtRoot ? `its OpenAI form is at ${new URL(baseURL).origin}/v1` : undefined;
  };
}

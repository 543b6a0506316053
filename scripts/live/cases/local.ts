import { createCustom } from "../../../packages/provider-custom/src/index.ts";
import type { Provider } from "../../../packages/core/src/index.ts";
import { inject } from "vitest";
import type { LiveServer } from "../global-setup.ts";

export const server: LiveServer = inject("llamaCpp");

export const local: Provider = createCustom({ id: "local", baseURL: server.baseURL, apiKey: server.apiKey });

/** What makes a small model say the same thing twice; no case depends on what that is. Nothing is tried again: a fault must show. */
export const steady: { readonly temperature: 0; readonly seed: 7; readonly maxRetries: 0 } = { temperature: 0, seed: 7, maxRetries: 0 };

export async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

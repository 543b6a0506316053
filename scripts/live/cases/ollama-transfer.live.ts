import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOllama, type OllamaProvider } from "../../../packages/provider-ollama-native/src/index.ts";
import { findRegistry, startRegistry, type Registry } from "../ollama/registry.ts";
import { startOllama, type OllamaServer } from "../ollama/server.ts";
import { faultOf } from "./faults.ts";
import { collect } from "./local.ts";
import { freshOllama, server } from "./ollama.ts";

const installation = await findRegistry();

let registry: Registry;
let emptyServer: OllamaServer;
let empty: OllamaProvider;
beforeAll(async () => {
  if (server.own === undefined || "unavailable" in installation) return;
  registry = await startRegistry(server.own.installation.python);
  emptyServer = await startOllama({ installation: server.own.installation });
  empty = createOllama({ baseURL: emptyServer.origin });
});
afterAll(() => Promise.all([registry?.close(), emptyServer?.close()]));

describe.skipIf(server.own === undefined || "unavailable" in installation)("[S3-1] a model on its way", () => {
  const ollama = freshOllama();
  const insecure = { insecure: true };

  it("is pushed to a registry and pulled from it, with progress that adds up", async () => {
    const [uploaded, downloaded] = [`${registry.uploads}/live/small`, `${registry.downloads}/live/small`];
    await ollama.copy(server.models.text, uploaded);
    const pushed = await collect(ollama.push(uploaded, insecure));
    expect(pushed.at(-1)?.status).toBe("success");
    expect(pushed.some(({ status }) => status.startsWith("pushing "))).toBe(true);

    const pulled = await collect(empty.pull(downloaded, insecure));
    // The weights come after the manifest, in steps that are told of.
    expect(pulled.some(({ completed = 0, total = 0 }) => total > 90_000_000 && completed < total)).toBe(true);
    expect(pulled.map(({ status }) => status)).toEqual(expect.arrayContaining(["pulling manifest", "verifying sha256 digest", "writing manifest", "success"]));
    const { overall } = pulled.at(-1) ?? { overall: { completed: 0, total: -1 } };
    expect(overall.completed).toBe(overall.total);
    expect(overall.total).toBeGreaterThan(90_000_000);
    for (const { completed = 0, total = 0 } of pulled) expect(completed).toBeLessThanOrEqual(total);
    expect((await empty.show(downloaded)).capabilities).toEqual(["completion"]);
    await ollama.delete(uploaded);
  });

  it("stays away when whoever pulls it leaves", async () => {
    const name = `${registry.downloads}/live/small`;
    await empty.delete(name);
    for await (const { status } of empty.pull(name, insecure)) if (status.startsWith("pulling ")) break;
    expect((await empty.listModels()).map(({ id }) => id)).toEqual([]);
  });

  it("is a fault in the server's words where the registry has no such model, or is not there", async () => {
    expect(await faultOf(collect(ollama.pull(`${registry.downloads}/live/nope`, insecure)))).toMatchObject({ message: expect.stringContaining("pull model manifest") });
    expect(await faultOf(collect(ollama.pull("127.0.0.1:1/live/small", insecure)))).toMatchObject({ message: expect.stringContaining("pull model manifest") });
  });
});

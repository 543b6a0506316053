/** One contestant reading many streams at once, alone in its process so that the memory is its own. */
import { type ContestantName, loadContestant } from "../contestants/index.ts";
import { mustBe } from "../benchmark.ts";
import { expectedText } from "../upstream/payloads.ts";
import type { ConcurrentResult, ConcurrentTask } from "./concurrent-task.ts";

const sampleEveryMs = 20;

async function readStreams(contestant: ContestantName, baseURL: string, streams: number, chunks: number): Promise<void> {
  const client = (await loadContestant(contestant)).at(baseURL);
  const expected = expectedText(chunks);
  const readOne = async (): Promise<void> => mustBe(contestant, "text", (await client.stream()).text, expected);
  await Promise.all(Array.from({ length: streams }, readOne));
}

async function run({ contestant, warmupURL, warmupChunks, baseURL, streams, chunks }: ConcurrentTask): Promise<ConcurrentResult> {
  await readStreams(contestant, warmupURL, 4, warmupChunks);
  globalThis.gc?.();
  const rssBefore = process.memoryUsage.rss();
  let rssPeak = rssBefore;
  const watch = setInterval(() => (rssPeak = Math.max(rssPeak, process.memoryUsage.rss())), sampleEveryMs);
  const before = process.cpuUsage();
  const start = performance.now();
  await readStreams(contestant, baseURL, streams, chunks);
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  clearInterval(watch);
  return { cpuMs: (user + system) / 1000, wallMs, rssPeak, rssGrowth: rssPeak - rssBefore };
}

process.once("message", (task) => {
  run(task as ConcurrentTask).then(
    (result) => process.send?.(result, () => process.exit()),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

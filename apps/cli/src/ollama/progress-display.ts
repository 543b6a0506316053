import type { OllamaProgress } from "@portolan/provider-ollama-native";
import { renderBytes, renderDuration } from "../render.ts";
import { printable, type Channel } from "../terminal.ts";

/** Between two drawings of a bar. */
const redrawMs = 100;
/** Between two lines of one step in a pipe, in percent of it. */
const lineEvery = 10;
const widestBar = 30;
const eraseLine = "\r\u001b[2K";

/** Shows progress as it comes: one bar that is drawn again, or a line for every step and every tenth of it. */
export class ProgressDisplay {
  readonly #out: Pick<Channel, "isTerminal" | "width" | "write" | "line" | "endLine">;
  readonly #now: () => number;
  #status = "";
  #drawnAt = -Infinity;
  #tenth = 0;
  /** Where the speed of this step is measured from. */
  #start: { readonly atMs: number; readonly completed: number } | undefined;

  constructor(out: Pick<Channel, "isTerminal" | "width" | "write" | "line" | "endLine">, now: () => number) {
    this.#out = out;
    this.#now = now;
  }

  async show(progress: OllamaProgress): Promise<void> {
    const isNew = progress.status !== this.#status;
    if (isNew) this.#begin(progress);
    if (this.#out.isTerminal) await this.#draw(progress, isNew);
    else await this.#print(progress, isNew);
  }

  #begin({ status, completed = 0 }: OllamaProgress): void {
    this.#status = status;
    this.#tenth = 0;
    this.#start = { atMs: this.#now(), completed };
  }

  async #draw(progress: OllamaProgress, isNew: boolean): Promise<void> {
    const now = this.#now();
    const isWhole = progress.total === undefined || progress.completed === progress.total;
    if (!isNew && !isWhole && now - this.#drawnAt < redrawMs) return;
    if (isNew) await this.#out.endLine();
    this.#drawnAt = now;
    await this.#out.write(`${isNew ? "" : eraseLine}${renderProgress(progress, this.#speed(progress, now), this.#out.width)}`);
    if (progress.status === "success") await this.#out.endLine();
  }

  async #print(progress: OllamaProgress, isNew: boolean): Promise<void> {
    const { total, completed = 0 } = progress;
    const tenth = total === undefined || total === 0 ? 0 : Math.floor((completed / total) * (100 / lineEvery));
    if (!isNew && tenth <= this.#tenth) return;
    this.#tenth = tenth;
    await this.#out.line(renderProgress(progress, undefined, undefined));
  }

  /** Bytes a second since the step began. */
  #speed({ completed }: OllamaProgress, now: number): number | undefined {
    if (completed === undefined || this.#start === undefined) return undefined;
    const [bytes, ms] = [completed - this.#start.completed, now - this.#start.atMs];
    return bytes > 0 && ms >= redrawMs ? bytes / (ms / 1000) : undefined;
  }
}

/** One line: the step, a bar where there is a terminal of that width, how much, how fast and how long still. */
export function renderProgress({ status, total, completed = 0 }: OllamaProgress, bytesPerSecond: number | undefined, width: number | undefined): string {
  const step = printable(status).replaceAll(/[\n\t]/g, " ");
  if (total === undefined || total === 0) return fitted(step, width);
  const share = Math.min(1, completed / total);
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  const leftMs = bytesPerSecond === undefined ? undefined : ((total - completed) / bytesPerSecond) * 1000;
  const amounts = [
    `${percent}  ${renderBytes(completed)} of ${renderBytes(total)}`,
    ...(bytesPerSecond === undefined ? [] : [`${renderBytes(bytesPerSecond)}/s`]),
    ...(leftMs === undefined || completed >= total ? [] : [`${renderDuration(leftMs)} left`]),
  ].join(" · ");
  if (width === undefined) return `${step} ${amounts.trimStart()}`;
  const room = Math.min(widestBar, width - step.length - amounts.length - 4);
  if (room < 5) return fitted(`${step} ${amounts.trimStart()}`, width);
  const filled = Math.round(share * room);
  return `${step} [${"#".repeat(filled)}${"-".repeat(room - filled)}]${amounts}`;
}

/** A line that runs over could not be erased. */
function fitted(line: string, width: number | undefined): string {
  return width === undefined ? line : line.slice(0, Math.max(1, width - 1));
}

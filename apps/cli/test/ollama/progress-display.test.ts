import type { OllamaProgress } from "@portolan/provider-ollama-native";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProgressDisplay, renderProgress } from "../../src/ollama/progress-display.ts";

const overall = { completed: 0, total: 0 };
const at = (completed: number, status = "pulling aa", total = 1_000_000): OllamaProgress => ({ status, digest: "sha256:aa", total, completed, overall });
const step = (status: string): OllamaProgress => ({ status, overall });

/** What is written where, with a clock of its own. */
function display(width?: number) {
  let written = "";
  let now = 0;
  const out = {
    isTerminal: width !== undefined,
    width,
    write: async (text: string) => void (written += text),
    line: async (text = "") => void (written += `${text}\n`),
    endLine: async () => void (written += written === "" || written.endsWith("\n") ? "" : "\n"),
  };
  const shown = new ProgressDisplay(out, () => now);
  return {
    show: async (progress: OllamaProgress, afterMs = 0): Promise<void> => {
      now += afterMs;
      await shown.show(progress);
    },
    get written() {
      return written;
    },
  };
}

describe("in a pipe", () => {
  it("is a line for every step and every tenth of it, without control characters", async () => {
    const one = display();
    await one.show(step("pulling manifest"));
    for (let completed = 0; completed <= 1_000_000; completed += 10_000) await one.show(at(completed), 10);
    await one.show(step("success"));
    const lines = one.written.trimEnd().split("\n");
    expect(lines).toHaveLength(1 + 11 + 1);
    expect(lines[0]).toBe("pulling manifest");
    expect(lines[1]).toBe("pulling aa 0%  0 B of 1.0 MB");
    expect(lines[6]).toBe("pulling aa 50%  500 kB of 1.0 MB");
    expect(lines.at(-1)).toBe("success");
    // oxlint-disable-next-line no-control-regex -- it must not be there
    expect(one.written).not.toMatch(/[\r\u001b]/);
  });
});

describe("on a terminal", () => {
  it("is one bar that is drawn again, no more than ten times a second, and a line for each step", async () => {
    const one = display(80);
    await one.show(step("pulling manifest"));
    await one.show(at(0));
    await one.show(at(100_000), 50);
    await one.show(at(250_000), 450);
    await one.show(at(1_000_000), 10);
    await one.show(step("success"));
    const [manifest, bar, success, rest] = one.written.split("\n");
    expect([manifest, success, rest]).toEqual(["pulling manifest", "success", ""]);
    const drawn = bar?.split("\r\u001b[2K") ?? [];
    expect(drawn).toHaveLength(3);
    expect(drawn[0]).toMatch(/^pulling aa \[-{30}\] {2}0% {2}0 B of 1\.0 MB$/);
    expect(drawn[1]).toMatch(/^pulling aa \[#{4,8}-+\] 25% {2}250 kB of 1\.0 MB · 500 kB\/s · 1\.5 s left$/);
    expect(drawn[2]).toMatch(/^pulling aa \[#+\]100% {2}1\.0 MB of 1\.0 MB · 2\.0 MB\/s$/);
  });

  it("never runs over the line, and steers no terminal", () => {
    const status = fc.oneof(fc.string({ maxLength: 60 }), fc.constant("pulling \u001b[31maa\r\nbb\tcc"));
    fc.assert(
      fc.property(status, fc.nat(2_000_000), fc.integer({ min: 1, max: 2_000_000 }), fc.integer({ min: 10, max: 200 }), (words, completed, total, width) => {
        const line = renderProgress({ status: words, total, completed: Math.min(completed, total), overall }, 12_345, width);
        expect(line.length).toBeLessThan(Math.max(width, 2));
        // oxlint-disable-next-line no-control-regex -- these must not be there
        expect(line).not.toMatch(/[\u0000-\u001f]/);
      }),
    );
  });
});

import { describe, expect, it, onTestFinished, vi } from "vitest";
import { interruptSignal } from "../src/interrupt.ts";
import { start } from "./support/cli.ts";
import { arrival, emulate, groqEnv } from "./support/services.ts";

describe("Ctrl-C", () => {
  it("stops an answer under way", async () => {
    const emulator = await emulate("groq", { answers: [{ kind: "model", text: "The sea is wide and full of salt.", faults: { hangAfterBytes: 900 } }] });
    const running = start(["Go"], { env: groqEnv(emulator) });
    await running.shows(/The sea/);
    running.child.kill("SIGINT");
    const { code, stdout, stderr } = await running.ended;
    expect(code).toBe(130);
    expect(await emulator.lastRequest.ended).toBe("disconnected");
    expect(stdout).toMatch(/^The sea.*\n$/);
    expect(stderr).toMatch(/Stopped\.\n$/);
    expect(stderr).not.toContain("error");
  });

  it("stops the waiting for an answer, with --json too", async () => {
    const emulator = await emulate("groq", { answers: [{ kind: "model", text: "never", faults: { neverAnswer: true } }] });
    const running = start(["--json", "Go"], { env: groqEnv(emulator) });
    await running.shows(/groq\//);
    await arrival(emulator);
    running.child.kill("SIGINT");
    const { code, stdout } = await running.ended;
    expect(code).toBe(130);
    expect(stdout).toBe("");
    expect(await emulator.lastRequest.ended).toBe("disconnected");
  });

  it("that npm passes on a second time is one Ctrl-C; a later one ends the program whatever it is doing", () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const exit = vi.spyOn(process, "exit").mockImplementation(() => undefined as never);
    const before = new Set([...process.listeners("SIGINT"), ...process.listeners("SIGTERM")]);
    onTestFinished(() => {
      vi.useRealTimers();
      exit.mockRestore();
      for (const name of ["SIGINT", "SIGTERM"] as const) for (const listener of process.listeners(name)) if (!before.has(listener)) process.off(name, listener);
    });
    const signal = interruptSignal();
    process.emit("SIGINT", "SIGINT");
    expect(signal.reason).toMatchObject({ name: "Interrupted", exitCode: 130 });
    vi.advanceTimersByTime(400);
    process.emit("SIGINT", "SIGINT");
    expect(exit).not.toHaveBeenCalled();
    vi.advanceTimersByTime(101);
    process.emit("SIGINT", "SIGINT");
    expect(exit).toHaveBeenCalledExactlyOnceWith(130);
  });

  it("stops the reading of standard input", async () => {
    const running = start(["--model", "local/any"], { env: { LOCAL_API_BASE: "http://127.0.0.1:9/v1" }, stdin: "pipe" });
    running.child.stdin?.write("the beginning of a text that never ends");
    await running.shows(/Reading standard input/);
    running.child.kill("SIGINT");
    expect((await running.ended).code).toBe(130);
  });
});

describe("SIGTERM", () => {
  it("stops the request and ends with 143", async () => {
    const emulator = await emulate("groq", { answers: [{ kind: "model", text: "never", faults: { neverAnswer: true } }] });
    const running = start(["Go"], { env: groqEnv(emulator) });
    await arrival(emulator);
    running.child.kill("SIGTERM");
    expect((await running.ended).code).toBe(143);
    expect(await emulator.lastRequest.ended).toBe("disconnected");
  });
});

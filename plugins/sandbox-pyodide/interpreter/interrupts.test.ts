import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Control } from "../protocol/control.ts";
import { Interrupts } from "./interrupts.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

/** What the interpreter would import. */
function installed() {
  const interrupts = new Interrupts();
  const env: Record<string, (() => number) & { sig?: string }> = {
    _Py_CheckEmscriptenSignals_Helper: Object.assign(() => 99, { sig: "i" }),
  };
  interrupts.install({ env } as never);
  const asks = env._Py_CheckEmscriptenSignals_Helper as () => number;
  return { interrupts, asks, env };
}

test("it stands where the runtime's own stood, with the same signature, and has nothing to say before there is a run", () => {
  const { asks, env } = installed();
  vi.advanceTimersByTime(10_000);
  expect([asks(), env._Py_CheckEmscriptenSignals_Helper?.sig]).toEqual([0, "i"]);
});

test("an interrupt is told once, at once; the word to tell lines anew four times a second, in between nothing", () => {
  const { interrupts, asks } = installed();
  const control = new Control();
  interrupts.listen(control);
  const heard: number[] = [];
  for (let ms = 0; ms < 1000; ms += 10) {
    vi.advanceTimersByTime(10);
    heard.push(asks());
  }
  expect(heard.filter((signal) => signal !== 0)).toEqual([10, 10, 10, 10]);
  control.interrupt();
  expect([asks(), asks()]).toEqual([2, 0]);
});

test("an interrupt that comes with the other word is not lost to it, and one of the run before is not heard", () => {
  const { interrupts, asks } = installed();
  const [before, control] = [new Control(), new Control()];
  interrupts.listen(before);
  interrupts.listen(control);
  before.interrupt();
  vi.advanceTimersByTime(250);
  control.interrupt();
  expect([asks(), asks(), asks()]).toEqual([2, 10, 0]);
});

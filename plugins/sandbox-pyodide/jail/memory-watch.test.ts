import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dataMax } from "../protocol/process-memory.ts";
import { watchMemory } from "./memory-watch.ts";

const GIB = 2 ** 30;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test.each([1, 2, 4])(
  "with %i workers a process that holds more than a gigabyte for each and one for itself is told of",
  (workers) => {
    const held = vi.spyOn(process.memoryUsage, "rss");
    const exceeded = vi.fn();
    watchMemory(workers, exceeded);
    held.mockReturnValue((1 + workers) * GIB);
    vi.advanceTimersByTime(1000);
    expect(exceeded).not.toHaveBeenCalled();
    held.mockReturnValue((1 + workers) * GIB + 1);
    vi.advanceTimersByTime(100);
    expect(exceeded).toHaveBeenCalledOnce();
  },
);

test("where the operating system refuses, the watch has long looked", () => {
  for (const workers of [1, 2, 4]) expect(dataMax(workers)).toBe(3 * (1 + workers) * GIB);
});

test("the watch keeps no process alive", () => {
  vi.useRealTimers();
  const made = vi.spyOn(globalThis, "setInterval");
  watchMemory(1, () => {});
  const timer = made.mock.results[0]?.value as NodeJS.Timeout;
  expect(timer.hasRef()).toBe(false);
  clearInterval(timer);
});

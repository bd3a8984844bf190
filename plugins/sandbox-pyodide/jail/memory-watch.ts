import { residentMax } from "../protocol/process-memory.ts";

/** Fast enough that a loop of allocations does not get far between two looks. */
const EVERY_MS = 100;

/**
 * Memory that JavaScript holds is outside the interpreter's own limit, and no code that we know reaches it past the closed
 * surface. Should one: the runs of this moment end, before the machine or the operating system's own limit ends the process.
 */
export function watchMemory(workers: number, onExceeded: () => void): void {
  const limit = residentMax(workers);
  setInterval(() => {
    if (process.memoryUsage.rss() > limit) onExceeded();
  }, EVERY_MS).unref();
}

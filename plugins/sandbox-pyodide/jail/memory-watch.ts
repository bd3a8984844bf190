const GIB = 1_073_741_824;
/** Fast enough that a loop of allocations does not get far between two looks. */
const EVERY_MS = 100;

/**
 * What the whole process may hold: for each worker the interpreter's 512 MB, a stack as deep as CPython asks for and room for
 * the files in memory; the rest for code and for the main thread.
 */
const residentMax = (workers: number) => (1 + workers) * GIB;

/**
 * Where the operating system refuses. V8 ends the whole process when a new thread can't have what it starts with, so this must
 * lie above what workers that are replaced in a row have reserved: with two of them 5 GB were seen, 1.7 of them in use.
 */
export const dataMax = (workers: number): number => 3 * residentMax(workers);

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

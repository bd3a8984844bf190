import { readFileSync, writeFileSync } from "node:fs";
import { processTree } from "./process-tree.ts";

/** Linux only; elsewhere nothing is reset and the peak is unknown. */
export function resetPeaks(root: number): void {
  if (process.platform !== "linux") return;
  for (const { pid } of processTree(root)) {
    try {
      writeFileSync(`/proc/${pid}/clear_refs`, "5");
    } catch {
      // A jailed process may refuse: its peak is then that since its start.
    }
  }
}

/** The kernel's own record of each process's peak, added up over the tree: pages that they share count for each. In MiB. */
export function peakRss(root: number): number | null {
  if (process.platform !== "linux") return null;
  let sum = 0;
  for (const { pid } of processTree(root)) {
    try {
      sum += Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
    } catch {
      // Ended meanwhile.
    }
  }
  return Math.round(sum / 1024);
}

import { readdirSync, readFileSync } from "node:fs";
import type { Measured } from "../server.ts";
import { type Figure, figure } from "../statistics.ts";

/** Proportional set size of the whole process tree, idle with its workers ready. Linux only. */
export async function memoryScenarios(server: Measured): Promise<Figure[]> {
  if (process.platform !== "linux") return [];
  const sizes = tree(server.pid).map(
    (pid) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024,
  );
  return [
    figure("memory of the process tree, idle (PSS)", [sizes.reduce((sum, size) => sum + size, 0)], {
      unit: "MB",
      ceiling: 1024,
      target: 800,
    }),
  ];
}

function tree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(
        Number(name),
        Number(
          readFileSync(`/proc/${name}/stat`, "utf8")
            .replace(/^.*\) /s, "")
            .split(" ")[1],
        ),
      );
    } catch {
      // Ended meanwhile.
    }
  }
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found;
}

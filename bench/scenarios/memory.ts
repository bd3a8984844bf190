import { memoryOf, processTree } from "../process-tree.ts";
import type { Measured } from "../server.ts";
import { type Figure, figure } from "../statistics.ts";

/** Proportional set size of the whole process tree, idle with its workers ready. Linux only. */
export async function memoryScenarios(server: Measured): Promise<Figure[]> {
  if (process.platform !== "linux") return [];
  return [
    figure("memory of the process tree, idle (PSS)", [memoryOf(processTree(server.pid))], {
      unit: "MB",
      ceiling: 1024,
      target: 800,
    }),
  ];
}

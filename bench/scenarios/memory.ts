import { memoryOf, processTree } from "../process-tree.ts";
import type { Scenario } from "../scenario.ts";
import type { Measured } from "../server.ts";

/** Proportional set size of the whole process tree, idle with its workers ready. Linux only. */
export function memoryScenario(server: Measured): Scenario {
  const linux = process.platform === "linux";
  return {
    control: "memory",
    samples: { quick: linux ? 3 : 0, full: linux ? 3 : 0 },
    warmUps: 0,
    pid: null,
    async once() {
      await untilReady(server);
      return [memoryOf(processTree(server.pid))];
    },
    parts: [
      {
        id: "memory-idle",
        title: "memory of the process tree, idle, two workers (PSS)",
        unit: "MB",
        ceiling: 1024,
        target: 800,
        compared: linux,
      },
    ],
  };
}

async function untilReady(server: Measured): Promise<void> {
  for (;;) {
    const { pool } = (await server.call("get_health", {})).structuredContent as { pool: { workers: number; ready: number } };
    if (pool.ready === pool.workers) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

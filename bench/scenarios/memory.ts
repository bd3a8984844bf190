import { memoryOf, processTree } from "../process-tree.ts";
import type { Group } from "../scenario.ts";
import { analysis, type Measured, ok, spawnServer } from "../server.ts";

const USED = 20;
const RENDERED = 5;

/** Proportional set size of the whole process tree, idle with its workers ready, after some use of all its parts. Linux only. */
export const memoryGroup: Group = {
  name: "memory",
  async open() {
    if (process.platform !== "linux") return { scenarios: [], close: async () => {} };
    const server = await spawnServer();
    await Promise.all(
      Array.from({ length: USED }, async (_, at) => ok(await server.call("run_analysis", analysis(`pd.Series([${at}]).sum()`)))),
    );
    for (let index = 0; index < RENDERED; index++)
      ok(await server.call("render_chart", { template: "roi_analysis", sample: true, formats: ["png", "html"] }));
    await untilReady(server);
    return {
      scenarios: [
        {
          control: "memory",
          samples: { quick: 3, full: 3 },
          warmUps: 0,
          pid: null,
          async once() {
            await new Promise((resolve) => setTimeout(resolve, 300));
            return [memoryOf(processTree(server.pid))];
          },
          parts: [
            {
              id: "memory-idle",
              title: "memory of the process tree, idle, two workers (PSS)",
              unit: "MB",
              ceiling: 1024,
              target: 800,
              compared: true,
            },
          ],
        },
      ],
      close: () => server.close(),
    };
  },
};

async function untilReady(server: Measured): Promise<void> {
  for (;;) {
    const { pool } = (await server.call("get_health", {})).structuredContent as { pool: { workers: number; ready: number } };
    if (pool.ready === pool.workers) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

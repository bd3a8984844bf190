import { memoryOf, processTree } from "../process-tree.ts";
import type { Group, Scenario } from "../scenario.ts";
import { analysis, type Measured, ok, spawnServer } from "../server.ts";
import { figure } from "../statistics.ts";

const USED = 20;
const RENDERED = 5;
/** For the first interpreter to have practised. */
const SETTLED_MS = 3000;

/** Proportional set size of the whole process tree. Linux only. */
export const memoryGroup: Group = {
  name: "memory",
  async open() {
    if (process.platform !== "linux") return { scenarios: [], close: async () => {} };
    const [idle, worked] = [await idleServer(), await idleServer()];
    const one = memoryOf(processTree(worked.pid));
    await Promise.all(
      Array.from({ length: USED }, async (_, at) => ok(await worked.call("run_analysis", analysis(`pd.Series([${at}]).sum()`)))),
    );
    await allReady(worked);
    const all = memoryOf(processTree(worked.pid));
    for (let index = 0; index < RENDERED; index++)
      ok(await worked.call("render_chart", { template: "roi_analysis", sample: true, formats: ["png", "html"] }));
    return {
      scenarios: [
        treeOf(idle, "memory-idle", "memory of the process tree, idle with default workers (PSS)", 450),
        treeOf(worked, "memory-worked", "memory after work of all its parts, two workers (PSS)", 800),
      ],
      more: async () => [
        figure("memory of a further worker, 20 analyses included (PSS)", [all - one], { unit: "MB", target: 130 }),
      ],
      close: async () => void (await Promise.all([idle.close(), worked.close()])),
    };
  },
};

const treeOf = (server: Measured, id: string, title: string, target: number): Scenario => ({
  control: "memory",
  samples: { quick: 3, full: 3 },
  warmUps: 0,
  pid: null,
  async once() {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return [memoryOf(processTree(server.pid))];
  },
  parts: [{ id, title, unit: "MB", ceiling: 1024, target, compared: true }],
});

/** After one analysis, its interpreter at rest. */
async function idleServer(): Promise<Measured> {
  const server = await spawnServer();
  ok(await server.call("run_analysis", analysis("pd.Series([1]).sum()")));
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  return server;
}

async function allReady(server: Measured): Promise<void> {
  for (;;) {
    const { pool } = (await server.call("get_health", {})).structuredContent as { pool: { workers: number; ready: number } };
    if (pool.ready === pool.workers) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

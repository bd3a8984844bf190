import { answerOf, sandboxJob } from "../../core/testing/index.ts";
import { unjudged } from "../../plugins/sandbox-pyodide/tests/unjudged.ts";
import type { Group } from "../scenario.ts";
import { type Figure, figure, repeat } from "../statistics.ts";

/** Ignores the interrupt, so that its worker is ended. */
const STUBBORN = `
while True:
    try:
        while True: pass
    except BaseException: pass`;

/** From the moment that a worker is gone until the pool is whole again. */
async function replacement(quick: boolean): Promise<Figure[]> {
  const sandbox = unjudged({ workers: 2 });
  if (sandbox === undefined) throw new Error("the plugin provides no sandbox");
  await sandbox.start();
  const pool = () => sandbox.stats().pool.ready;
  const until = async (condition: () => boolean) => {
    const deadline = performance.now() + 20_000;
    while (!condition()) {
      if (performance.now() > deadline)
        throw new Error(`the pool did not change in 20 s: ${JSON.stringify(sandbox.stats().pool)}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  // From the second job on all interpreters stand.
  for (let jobs = 0; jobs < 2; jobs++) await answerOf(sandbox, sandboxJob("1"));
  await until(() => pool() === 2);
  const samples = await repeat(quick ? 5 : 20, async () => {
    const outcome = answerOf(sandbox, sandboxJob(STUBBORN, { limits: { wallSeconds: 0.1, memoryMb: 512 } }));
    await until(() => pool() < 2);
    const gone = performance.now();
    await until(() => pool() === 2);
    const whole = performance.now() - gone;
    const { status, limit } = await outcome;
    if (status !== "limit" || limit !== "wall") throw new Error(`the stubborn run ended as ${status}`);
    return whole;
  });
  await sandbox.close();
  return [figure("worker replaced after a run that had to be ended", samples, { ceiling: 5000, target: 500, gated: "p50" })];
}

export const replacementGroup: Group = {
  name: "replacement",
  open: async () => ({ scenarios: [], more: replacement, close: async () => {} }),
};

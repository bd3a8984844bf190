import { sandboxJob } from "../../core/testing/index.ts";
import { sandboxPyodide } from "../../plugins/sandbox-pyodide/index.ts";
import { analysis, type Measured, ok } from "../server.ts";
import { type Figure, figure, repeat } from "../statistics.ts";

const AT_ONCE = 64;
/** 10,000 rows in 50 groups; the answer differs by job, and is known here. */
const groupby = (index: number) => `
frame = pd.DataFrame({"team": np.arange(10_000) % 50, "value": np.arange(10_000.0) + ${index}})
float(frame.groupby("team").value.mean().sum())`;
const groupbyAnswer = (index: number) => 50 * (4999.5 + index);

/** 64 pandas analyses sent together by one client: how many a second, and how long they wait for an interpreter. */
export async function concurrencyScenarios(server: Measured, quick: boolean): Promise<Figure[]> {
  const waits: number[] = [];
  const round = async (): Promise<number> => {
    const start = performance.now();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, index) => {
        const { result, usage } = ok(await server.call("run_analysis", analysis(groupby(index))));
        if (result !== groupbyAnswer(index)) throw new Error(`analysis ${index} answered ${String(result)}`);
        waits.push(usage.queueMs);
      }),
    );
    return (AT_ONCE / (performance.now() - start)) * 1000;
  };
  await round();
  waits.length = 0;
  const rates = await repeat(quick ? 3 : 10, round);
  return [
    figure("64 pandas analyses at once: answered per second", rates, {
      unit: "/s",
      ceiling: 8,
      target: 40,
      gated: "p50",
      moreIsBetter: true,
    }),
    figure("64 pandas analyses at once: wait for an interpreter", waits, { note: "usage.queueMs of each" }),
  ];
}

/** Ignores the interrupt, so that its worker is ended. */
const STUBBORN = `
while True:
    try:
        while True: pass
    except BaseException: pass`;

/** From the moment that a worker is gone until the pool is whole again. */
export async function replacementScenarios(quick: boolean): Promise<Figure[]> {
  const sandbox = sandboxPyodide({ workers: 2 }).adapters?.sandbox?.();
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
  await until(() => pool() === 2);
  const samples = await repeat(quick ? 5 : 20, async () => {
    const outcome = sandbox.run(sandboxJob(STUBBORN, { limits: { wallSeconds: 0.1, memoryMb: 512 } }), {
      signal: new AbortController().signal,
      gate: async () => ({ allowed: true }),
    });
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

import type { Group, Part, Scenario } from "../scenario.ts";
import { analysis, type Measured, ok, spawnServer } from "../server.ts";

/** 10,000 rows in 50 groups; the answer differs by job, and is known here. */
const groupby = (index: number) => `
frame = pd.DataFrame({"team": np.arange(10_000) % 50, "value": np.arange(10_000.0) + ${index}})
float(frame.groupby("team").value.mean().sum())`;
const groupbyAnswer = (index: number) => 50 * (4999.5 + index);

/** Pandas analyses sent together by one client: until all are answered, how many a second, how long they wait for an interpreter. */
export const concurrencyGroup: Group = {
  name: "concurrency",
  async open() {
    const server = await spawnServer();
    return {
      scenarios: [
        atOnce(server, 10, { ceiling: 5000, target: 400 }, { quick: 10, full: 30 }),
        atOnce(server, 64, { ceiling: 8000, target: 1600 }, { quick: 6, full: 15 }),
      ],
      close: () => server.close(),
    };
  },
};

function atOnce(
  server: Measured,
  count: number,
  bounds: Partial<Part>,
  samples: { readonly quick: number; readonly full: number },
): Scenario {
  const title = `${count} pandas analyses at once`;
  const rate = (ms: number) => (count / ms) * 1000;
  return {
    control: "together",
    samples,
    warmUps: 2,
    pid: server.pid,
    async once() {
      const waits: number[] = [];
      const start = performance.now();
      await Promise.all(
        Array.from({ length: count }, async (_, index) => {
          const { result, usage } = ok(await server.call("run_analysis", analysis(groupby(index))));
          if (result !== groupbyAnswer(index)) throw new Error(`analysis ${index} answered ${String(result)}`);
          waits.push(usage.queueMs);
        }),
      );
      const elapsed = performance.now() - start;
      return [elapsed, rate(elapsed), waits];
    },
    parts: [
      { id: `at-once-${count}`, title: `${title}: until all are answered`, gated: "p50", ...bounds, compared: true },
      {
        id: `at-once-${count}-rate`,
        title: `${title}: answered per second`,
        unit: "/s",
        moreIsBetter: true,
        gated: "p50",
        ...(count === 64 && { ceiling: 8, target: 40 }),
        compared: false,
      },
      {
        id: `at-once-${count}-wait`,
        title: `${title}: wait for an interpreter`,
        note: "usage.queueMs of each",
        compared: false,
      },
    ],
  };
}

import { analysis, type Measured, ok } from "../server.ts";
import { type Figure, figure, repeat, timed } from "../statistics.ts";

const GROUPBY = `
frame = pd.DataFrame({"team": np.arange(10_000) % 50, "value": np.arange(10_000.0)})
frame.groupby("team").agg({"value": ["sum", "mean"]}).shape`;

/** Warm analyses by the client's clock, over what the guest's own code took. */
export async function warmScenarios(server: Measured, quick: boolean): Promise<Figure[]> {
  const times = quick ? 60 : 300;
  const overhead = (code: string) => () => {
    const start = performance.now();
    return server.call("run_analysis", analysis(code)).then((answer) => performance.now() - start - ok(answer).usage.wallMs);
  };
  await repeat(10, overhead(GROUPBY));
  const groupby = await repeat(times, overhead(GROUPBY));
  const simple = await repeat(times, overhead("sum(range(100))"));
  const ten = await repeat(quick ? 5 : 20, () =>
    timed(() =>
      Promise.all(
        Array.from({ length: 10 }, async (_, index) => {
          const { result } = ok(await server.call("run_analysis", analysis(`pd.Series([${index}, 1]).sum()`)));
          if (result !== index + 1) throw new Error(`analysis ${index} answered ${String(result)}`);
        }),
      ),
    ),
  );
  return [
    figure("warm groupby over 10,000 rows: time over usage.wallMs", groupby, { ceiling: 2000, target: 50 }),
    figure("warm standard library: time over usage.wallMs", simple, { ceiling: 2000, target: 50 }),
    figure("ten analyses at once, all answered", ten, { ceiling: 5000 }),
  ];
}

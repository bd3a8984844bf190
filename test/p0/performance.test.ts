import { expect } from "vitest";
import { memoryOf, processTree } from "../../bench/process-tree.ts";
import { analysis, startServer } from "../e2e/server.ts";
import { BuiltServer } from "./built-server.ts";
import { proves } from "./proves.ts";

/** Ceilings that hold on a busy machine; the figures themselves, and what we hold ourselves to, are the bench's. */
const server = new BuiltServer();

async function timed(body: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await body();
  return performance.now() - start;
}

/** The quickest of three: a machine that others use may be busy for one of them. */
async function quickest(start: () => Promise<number>): Promise<number> {
  return Math.min(await start(), await start(), await start());
}

/** The middle one of several, once it is warm. */
async function middle(body: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < 2; i++) await body();
  const times: number[] = [];
  for (let i = 0; i < 5; i++) times.push(await timed(body));
  return times.toSorted((a, b) => a - b)[2] as number;
}

const pandas = `df = pd.DataFrame({"k": [i % 7 for i in range(10_000)], "v": range(10_000)})
df.groupby("k")["v"].agg(["sum", "mean", "max"])["sum"].tolist()`;
const sums = Array.from({ length: 7 }, (_, k) =>
  Array.from({ length: 10_000 }, (_, i) => i).reduce((sum, i) => (i % 7 === k ? sum + i : sum), 0),
);

proves("performance.ready", "from spawn to the list", async () => {
  const took = await quickest(async () => {
    const start = performance.now();
    await using one = await startServer();
    const { tools } = await one.client.listTools();
    expect(tools.length).toBeGreaterThan(0);
    return performance.now() - start;
  });
  expect(took).toBeLessThan(5000);
});

proves("performance.first-analysis", "from spawn to the right number", async () => {
  const took = await quickest(async () => {
    const start = performance.now();
    await using one = await startServer();
    const { data } = await one.call("run_analysis", analysis(pandas));
    expect(data.result).toEqual(sums);
    return performance.now() - start;
  });
  expect(took).toBeLessThan(5000);
});

proves("performance.pandas", "groupby over 10,000 rows in a fresh interpreter", async () => {
  expect(await middle(async () => expect(await server.value(pandas)).toEqual(sums))).toBeLessThan(5000);
});

proves("performance.simple", "a sum, end to end", async () => {
  expect(await middle(async () => expect(await server.value("sum(range(1000))")).toBe(499_500))).toBeLessThan(2000);
});

const drawing = (formats: string[]) => async () =>
  expect(await server.render({ template: "roi_analysis", sample: true, formats })).toMatchObject({ ok: true });

proves("performance.png", "the whole dashboard", async () => {
  expect(await middle(drawing(["png"]))).toBeLessThan(3000);
});

proves("performance.page", "the whole dashboard", async () => {
  expect(await middle(drawing(["html"]))).toBeLessThan(1000);
});

proves("performance.concurrent", "over one connection", async () => {
  const answers = await Promise.all(Array.from({ length: 64 }, (_, i) => server.run(`int(pd.Series([${i}, 1000]).sum())`)));
  expect(answers.map(({ status, result }) => [status, result])).toEqual(answers.map((_, i) => ["ok", i + 1000]));
  expect(new Set(answers.map(({ executionId }) => executionId)).size).toBe(64);
});

proves("performance.memory", "server, jail and two workers, shared pages counted once", async () => {
  await server.value(pandas);
  await server.render({ template: "roi_analysis", sample: true });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const used = memoryOf(processTree(server.running.pid));
  expect(used).toBeGreaterThan(50);
  expect(used).toBeLessThan(1000);
});

proves("performance.whole-numbers", "by default, in sums and products, and around the edge", async () => {
  const code = `import warnings
warnings.simplefilter("ignore")
edge = np.array([2**63 - 1])
[str(np.array([1]).dtype), str(np.arange(2).dtype), int((np.array([100_000]) ** 2)[0]), int(np.full(3, 2**31).sum()), int((edge + 1)[0] == -2**63),
 str(pd.Series([2**40]).dtype), int(pd.DataFrame({"v": [3_000_000_000] * 2})["v"].sum()), str(2**100)]`;
  expect(await server.value(code)).toEqual([
    "int64",
    "int64",
    10_000_000_000,
    3 * 2 ** 31,
    1,
    "int64",
    6_000_000_000,
    "1267650600228229401496703205376",
  ]);
});

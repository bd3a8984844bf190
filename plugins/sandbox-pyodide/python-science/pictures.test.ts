import { beforeAll, describe, expect, test } from "vitest";
import { guestSession } from "../tests/guest-session.ts";

/** What guest code drew, as the interpreter answers it. */
interface Drawn {
  readonly error: { readonly message: string } | null;
  readonly stderr: string;
  readonly figures: readonly { readonly title: string; readonly png: string }[];
  readonly charts: readonly {
    readonly template: string;
    readonly data: unknown;
    readonly options: unknown;
    readonly figure: number;
  }[];
}

const start = "import matplotlib.pyplot as plt\nimport numpy as np\nimport pandas as pd\n";
let run: (code: string) => Promise<Drawn>;
beforeAll(async () => {
  const session = await guestSession("science");
  run = async (code) => (await session(start + code)) as never;
});

async function drawn(code: string): Promise<Drawn> {
  const answer = await run(code);
  expect([answer.error, answer.stderr.includes("ignored")]).toEqual([null, false]);
  for (const { png } of answer.figures) expect(Buffer.from(png, "base64").subarray(1, 4).toString()).toBe("PNG");
  return answer;
}

/** `[template, data]` of the one chart that stands beside the one figure. */
async function readBack(code: string): Promise<[string, unknown]> {
  const { figures, charts } = await drawn(code);
  expect([figures.length, charts.map(({ figure }) => figure)]).toEqual([1, [1]]);
  return [charts[0]?.template as string, charts[0]?.data];
}

describe("a figure", () => {
  test("that is open when the code ends comes back once, and one that was saved and closed too, in their order", async () => {
    const { figures, stderr } = await drawn(`
plt.figure(); plt.plot([1, 2], [3, 4]); plt.title("closed"); plt.savefig("a.png"); plt.close()
plt.figure(); plt.plot([1, 2], [5, 6]); plt.title("saved"); plt.savefig("b.png"); plt.show()
plt.figure(); plt.plot([1, 2], [7, 8]); plt.title("open")`);
    expect(figures.map(({ title }) => title)).toEqual(["closed", "saved", "open"]);
    expect(stderr.split("\n").filter(Boolean)).toHaveLength(3);
  });

  test("that is drawn on again after it was saved comes back as it was and as it is; an empty one, and one that was thrown away, do not", async () => {
    const { charts } = await drawn(`
for n in (1, 2):
    plt.plot([1, 2], [n, n + 1]); plt.savefig(f"{n}.png"); plt.clf()
plt.figure(); plt.plot([1, 2], [9, 9]); plt.close()
plt.figure()`);
    const values = charts.map(({ data }) => (data as { series: { values: number[] }[] }).series[0]?.values);
    expect(values).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  test("may be written into memory by the code itself, which then is no picture of the answer's until it is shown", async () => {
    const { figures } = await drawn(`import io
fig, ax = plt.subplots(); ax.plot([1, 2]); out = io.BytesIO(); fig.savefig(out, format="svg"); plt.close(fig); assert b"<svg" in out.getvalue()`);
    expect(figures).toEqual([]);
  });

  test("beyond sixteen is counted and left out, and of one run nothing is left for the next", async () => {
    const { figures, stderr } = await drawn("for n in range(19): plt.figure(figsize=(1, 1)); plt.plot([n, n])");
    expect(figures).toHaveLength(16);
    expect(stderr).toContain("3 more figures were not returned: a run returns 16 at most");
    expect((await drawn("1")).figures).toEqual([]);
  });

  test("that makes the pictures too large together is counted and left out, and said to be left out for that", async () => {
    const { figures, stderr } = await drawn(`
for n in range(4):
    plt.figure(figsize=(10, 10)); plt.imshow(np.random.rand(1300, 1300, 3), interpolation="nearest")`);
    const left = 4 - figures.length;
    expect([left > 0, figures.length > 0]).toEqual([true, true]);
    expect(stderr).toContain(
      `${left} figures were not returned: the pictures of a run are 10 MiB together at most; draw them smaller`,
    );
    expect(stderr).not.toContain("16 at most");
  });

  test("of huge size is drawn smaller, and a run that raises returns none", async () => {
    const { figures } = await drawn("plt.figure(figsize=(300, 2)); plt.plot([1, 2])");
    const png = Buffer.from(figures[0]?.png ?? "", "base64");
    expect(png.readUInt32BE(16)).toBeLessThanOrEqual(4200);
    const failed = await run("plt.plot([1, 2])\n1 / 0");
    expect([failed.error?.message, failed.figures]).toEqual(["division by zero", []]);
  });

  test("of fifty fields comes back as a picture", async () => {
    const { figures, charts, stderr } = await drawn(
      "fig, axes = plt.subplots(5, 10)\nfor ax in axes.flat: ax.plot([1, 2], [1, 2])",
    );
    expect([figures.length, charts]).toEqual([1, []]);
    expect(stderr).toContain("figure 1: a picture only: it has 50 fields; 12 fit on one page");
  });
});

describe("read back are", () => {
  test("lines over dates, words and even numbers, with their names", async () => {
    expect(
      await readBack('plt.plot(pd.date_range("2026-01-01", periods=3, freq="MS"), [1, 2.5, None], label="Revenue")'),
    ).toEqual([
      "line",
      { labels: ["2026-01-01", "2026-02-01", "2026-03-01"], series: [{ name: "Revenue", values: [1, 2.5, null] }] },
    ]);
    expect(await readBack('plt.plot(["a", "b"], [1, 2]); plt.plot(["a", "b"], [3, 4]); plt.ylabel("EUR")')).toEqual([
      "line",
      {
        labels: ["a", "b"],
        series: [
          { name: "EUR (1)", values: [1, 2] },
          { name: "EUR (2)", values: [3, 4] },
        ],
      },
    ]);
    expect(await readBack("plt.plot([10, 20, 30], [1, 2, 3])")).toMatchObject(["line", { labels: ["10", "20", "30"] }]);
    expect(
      await readBack('pd.DataFrame({"m": pd.period_range("2026-01", periods=2, freq="M"), "v": [1, 2]}).set_index("m").plot()'),
    ).toEqual(["line", { labels: ["2026-01", "2026-02"], series: [{ name: "v", values: [1, 2] }] }]);
  });

  test("bars, upright and lying, side by side and piled up", async () => {
    const sides = {
      labels: ["x", "y"],
      series: [
        { name: "a", values: [1, 2] },
        { name: "b", values: [3, -4] },
      ],
    };
    const table = 'pd.DataFrame({"a": [1, 2], "b": [3, -4]}, index=["x", "y"])';
    expect(await readBack(`${table}.plot.bar()`)).toEqual(["bar", sides]);
    expect(await readBack(`${table}.plot.barh()`)).toEqual(["bar", sides]);
    expect(await readBack(`${table}.abs().plot.bar(stacked=True)`)).toEqual([
      "stacked_bar",
      { ...sides, series: [sides.series[0], { name: "b", values: [3, 4] }] },
    ]);
    expect(await readBack('plt.bar(["x", "y"], [1, 2]); plt.ylabel("kEUR")')).toEqual([
      "bar",
      { labels: ["x", "y"], series: [{ name: "kEUR", values: [1, 2] }] },
    ]);
  });

  test("points with their groups, slices, boxes and the values under a histogram", async () => {
    expect(await readBack('plt.scatter([1, 2], [3, 4]); plt.xlabel("cost"); plt.ylabel("gain")')).toEqual([
      "scatter",
      {
        points: [
          { x: 1, y: 3 },
          { x: 2, y: 4 },
        ],
        x_name: "cost",
        y_name: "gain",
      },
    ]);
    expect(await readBack('plt.pie([3, 2, 1], labels=["a", "b", "a"])')).toEqual([
      "pie",
      { labels: ["a (1)", "b", "a (2)"], values: [3, 2, 1] },
    ]);
    expect(await readBack('plt.boxplot([[1, 2, 3, 9], [4, 5]], tick_labels=["p", "q"])')).toEqual([
      "boxplot",
      {
        labels: ["p", "q"],
        samples: [
          [1, 2, 3, 9],
          [4, 5],
        ],
      },
    ]);
    expect(await readBack('pd.DataFrame({"p": [1.0, 2, 3, 9], "q": [4.0, 5, 5, 5]}).boxplot()')).toMatchObject([
      "boxplot",
      {
        labels: ["p", "q"],
        samples: [
          [1, 2, 3, 9],
          [4, 5, 5, 5],
        ],
      },
    ]);
    expect(await readBack('plt.hist([1, 2, 2, 3, 7], bins=3); plt.xlabel("days")')).toEqual([
      "histogram",
      { values: [1, 2, 2, 3, 7], bins: 3, name: "days" },
    ]);
    expect(await readBack("plt.hist([1, 2, 2, 3, 7], bins=[0, 2, 10])")).toEqual([
      "bar",
      { labels: ["0–2", "2–10"], series: [{ name: "Count", values: [1, 4] }] },
    ]);
  });

  test("what seaborn names in the legend alone, and nothing for what it draws invisibly", async () => {
    const table = `import seaborn as sns
d = pd.DataFrame({"x": ["p", "q"] * 2, "h": ["a", "a", "b", "b"], "y": [1, 2, 3, 4.5], "t": pd.to_datetime(["2026-01-01", "2026-02-01"] * 2)})
`;
    const series = [
      { name: "a", values: [1, 2] },
      { name: "b", values: [3, 4.5] },
    ];
    expect(await readBack(`${table}sns.barplot(d, x="x", y="y", hue="h")`)).toEqual(["bar", { labels: ["p", "q"], series }]);
    expect(await readBack(`${table}sns.lineplot(d, x="t", y="y", hue="h")`)).toEqual([
      "line",
      { labels: ["2026-01-01", "2026-02-01"], series },
    ]);
    const [, data] = await readBack(`${table}sns.scatterplot(d, x=[1, 2, 3, 4], y="y", hue="h")`);
    expect((data as { points: { group: string }[] }).points.map(({ group }) => group)).toEqual(["a", "a", "b", "b"]);
    const [, coloured] = await readBack("plt.scatter([1, 2], [3, 4], c=[0.1, 0.9]); plt.colorbar()");
    expect((coloured as { points: object[] }).points).toEqual([
      { x: 1, y: 3 },
      { x: 2, y: 4 },
    ]);
  });

  test("several fields as the panels of one page, each with its title", async () => {
    const [template, data] = await readBack(`
fig, (a, b) = plt.subplots(1, 2); a.bar(["x"], [1]); a.set_title("Left"); b.plot(["p", "q"], [1, 2]); fig.suptitle("Both")`);
    expect([template, (data as { panels: object[] }).panels]).toMatchObject([
      "dashboard",
      [{ template: "bar", title: "Left" }, { template: "line" }],
    ]);
  });

  test.each([
    ["a heat map", "plt.imshow([[1, 2], [3, 4]])", "no template stands for (AxesImage)"],
    ["bars with a line", "plt.bar([1, 2], [1, 2]); plt.plot([1, 2], [1, 2])", "it mixes bars and lines"],
    ["error bars", "plt.errorbar([1, 2], [1, 2], yerr=[0.1, 0.1])", "LineCollection"],
    ["a logarithmic scale", "plt.semilogy([1, 2], [1, 2])", "one of its scales is log"],
    ["two scales", "fig, ax = plt.subplots(); ax.plot([1, 2]); ax.twinx().plot([3, 4])", "two scales share one field"],
    ["numbers at uneven places", "plt.plot([1, 2, 5], [1, 2, 3])", "its x values are not evenly spaced"],
    ["a path that goes back", "plt.plot([1, 3, 2], [1, 2, 3])", "its x values are not evenly spaced"],
    ["lines over different x values", "plt.plot([1, 2], [1, 2]); plt.plot([2, 3], [1, 2])", "its lines have different x values"],
    ["bars that start where they like", "plt.bar([1, 2], [1, 2], bottom=[5, 6])", "its bars start at values of their own"],
    ["histograms over one another", "plt.hist([1, 2]); plt.hist([2, 3])", "histograms lie over one another"],
    ["boxes by another rule", "plt.boxplot([1, 2, 9], whis=3)", "its whiskers follow another rule"],
    ["a filled area", "plt.fill_between([1, 2], [1, 2])", "FillBetweenPolyCollection"],
    ["nothing but a text", 'plt.text(0.5, 0.5, "hello")', "nothing is drawn in it"],
  ])("not %s: the picture stands, and the reason is told", async (_, code, reason) => {
    const { figures, charts, stderr } = await drawn(code);
    expect([figures.length, charts]).toEqual([1, []]);
    expect(stderr).toContain(`figure 1: a picture only: `);
    expect(stderr).toContain(reason);
  });
});

test("the code's own classes of artists can't end the answer", async () => {
  const { figures, stderr } = await drawn(`
from matplotlib.lines import Line2D
class Odd(Line2D):
    def get_xdata(self, orig=True): raise KeyError("odd")
fig, ax = plt.subplots(); ax.add_line(Odd([0, 1], [0, 1]))`);
  expect([figures.length, stderr]).toEqual([1, expect.stringContaining("can't be read back")]);
});

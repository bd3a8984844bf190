import { describe, expect, test } from "vitest";
import { chartData } from "../../../core/charts/chart-data.ts";
import type { DashboardSpec, Drawing } from "../../../core/ports/dashboard-spec.ts";
import { draw, find } from "../tests/charts.ts";

/** A table of what each generic template makes of its data: long because they are sixteen. */
function refusal(id: string, data: unknown): string {
  const parsed = find(id).input.safeParse(data);
  const issue = parsed.error?.issues[0];
  return parsed.success === false ? `${issue?.path.join(".")}: ${issue?.message}` : "accepted";
}

const codes = (spec: DashboardSpec) => spec.warnings.map(({ code }) => code);
const many = <T>(count: number, of: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => of(index));
const drawing = <F extends Drawing["form"]>(spec: DashboardSpec, form: F) => {
  const found = spec.panels[0]?.drawing;
  expect(found?.form).toBe(form);
  return found as Extract<Drawing, { form: F }>;
};

/** As the sandbox gives a DataFrame back. */
const table = (columns: Record<string, string>, rows: unknown[][], index: string[] = []) => ({
  type: "table",
  columns: Object.entries(columns).map(([name, dtype]) => ({ name, dtype })),
  rows,
  index,
  rowsTotal: rows.length,
});

describe("every form of data reaches the same picture", () => {
  const rows = [
    { team: "a", v: 3 },
    { team: "b", v: 5 },
  ];
  const forms = [
    ["own fields", { labels: ["a", "b"], values: [3, 5] }],
    ["records", rows],
    ["rows with an encoding", { rows, encoding: { x: "team", y: "v" } }],
    [
      "a table with an encoding",
      {
        rows: table({ team: "object", v: "int64" }, [
          ["a", 3],
          ["b", 5],
        ]),
        encoding: { x: "team", y: "v" },
      },
    ],
    [
      "a pandas table",
      table({ team: "object", v: "int64" }, [
        ["a", 3],
        ["b", 5],
      ]),
    ],
    [
      "a pandas Series by its index",
      table(
        { team: "object", v: "int64" },
        [
          ["a", 3],
          ["b", 5],
        ],
        ["team"],
      ),
    ],
    ["a dictionary", { a: 3, b: 5 }],
  ] as const;
  for (const id of ["pie", "doughnut", "treemap", "funnel", "waterfall", "bar", "line", "area"])
    test.each(forms)(`${id} from %s`, (_, data) => {
      const { labels, series } = draw(id, data).panels[0] as DashboardSpec["panels"][number];
      const found = labels.map((label, at) => [label, series[0]?.values[at]]);
      expect(Object.fromEntries(found)).toMatchObject({ a: 3, b: 5 });
    });

  test("scatter, sankey, heat map, box plot, histogram, table, key figures, gauge from tables", () => {
    const cloud = table(
      { name: "object", spend: "float64", revenue: "float64" },
      many(9, (i) => [`t${i}`, i, 2 * i]),
    );
    expect(drawing(draw("scatter", cloud), "scatter")).toMatchObject({ x: { name: "spend" }, y: { name: "revenue" } });
    const flows = table({ from: "object", to: "object", n: "int64" }, [["a", "b", 3]]);
    expect(drawing(draw("sankey", flows), "sankey").links).toEqual([{ source: "a", target: "b", value: 3 }]);
    const long = {
      rows: [
        { d: "Mon", h: "am", n: 1 },
        { d: "Mon", h: "pm", n: 2 },
        { d: "Tue", h: "pm", n: 3 },
      ],
      encoding: { x: "h", y: "n", series: "d" },
    };
    expect(drawing(draw("heatmap", long), "heatmap")).toMatchObject({
      rows: ["Mon", "Tue"],
      columns: ["am", "pm"],
      values: [
        [1, 2],
        [null, 3],
      ],
    });
    const wide = table(
      { d: "object", am: "int64", pm: "int64" },
      [
        ["Mon", 1, 2],
        ["Tue", 4, 3],
      ],
      ["d"],
    );
    expect(drawing(draw("heatmap", wide), "heatmap").values).toEqual([
      [1, 2],
      [4, 3],
    ]);
    const samples = table(
      { team: "object", ms: "float64" },
      many(20, (i) => [i % 2 === 0 ? "a" : "b", i]),
    );
    expect(drawing(draw("boxplot", samples), "boxplot").items.map(({ label, median }) => [label, median])).toEqual([
      ["a", 9],
      ["b", 10],
    ]);
    expect(
      draw(
        "histogram",
        table(
          { ms: "float64" },
          many(30, (i) => [i]),
        ),
      ).panels[0]?.series[0]?.values.reduce((a: number, b) => a + (b ?? 0), 0),
    ).toBe(30);
    expect(drawing(draw("table", wide), "table").rows).toEqual([
      ["Mon", "1", "2"],
      ["Tue", "4", "3"],
    ]);
    expect(
      drawing(draw("kpi", table({ users: "int64", revenue: "float64" }, [[10, 20]])), "cards").cards.map(({ name }) => name),
    ).toEqual(["users", "revenue"]);
    expect(refusal("gauge", table({ v: "float64" }, [[10]]))).toContain("max: is missing");
  });

  test("NaN and infinities of the sandbox are gaps", () => {
    const data = chartData({ labels: ["a", "b", "c"], values: [1, { type: "float", value: "Infinity" }, null] });
    const spec = draw("pie", data);
    expect(spec.panels[0]?.labels).toEqual(["a"]);
    expect(codes(spec)).toContain("LEFT_OUT");
  });
});

describe("what does not fit is refused with its place and what to do", () => {
  test.each([
    ["unequal lengths", "pie", { labels: ["a", "b"], values: [1] }, "values: has 1 values where labels has 2"],
    [
      "unequal series",
      "bar",
      { labels: ["a", "b"], series: [{ name: "v", values: [1] }] },
      "series.0.values: has 1 values where labels has 2",
    ],
    [
      "unequal series",
      "line",
      { labels: ["a"], series: [{ name: "v", values: [1, 2] }] },
      "series.0.values: has 2 values where labels has 1",
    ],
    [
      "a negative part",
      "pie",
      { labels: ["a", "b"], values: [1, -2] },
      'values.1: is -2, and a part can\'t be below zero: draw it with "bar" or "waterfall"',
    ],
    ["a negative part", "treemap", { labels: ["a"], values: [-2] }, "values.0: is -2"],
    ["a negative flow", "sankey", { links: [{ source: "a", target: "b", value: -1 }] }, "links.0.value: is below zero"],
    [
      "a circle of flows",
      "sankey",
      {
        links: [
          { source: "a", target: "b", value: 1 },
          { source: "b", target: "a", value: 1 },
        ],
      },
      "links.1: b → a closes a circle",
    ],
    ["words for numbers", "funnel", { labels: ["a"], values: ["many"] }, "values.0: "],
    ["an empty table", "bar", table({ a: "object" }, []), "rows: has no rows"],
    ["no records", "pie", { rows: [], encoding: { x: "a", y: "b" } }, "rows: has no rows"],
    ["a table without numbers", "bar", table({ a: "object" }, [["x"]]), "columns: needs a column of numbers"],
    [
      "a column that is not there",
      "bar",
      { rows: [{ team: "a", v: 1 }], encoding: { x: "team", y: "w" } },
      'encoding.y: "w" is no column. There are: team, v',
    ],
    ["a scale that runs back", "gauge", { value: 1, min: 5, max: 2 }, "max: is 2, and the scale starts at 5"],
    ["an index beyond the end", "waterfall", { labels: ["a"], values: [1], totals: [3] }, "totals.0: is 3"],
    ["a short row", "heatmap", { rows: ["a"], columns: ["x", "y"], values: [[1]] }, "values.0: has 1 values where columns has 2"],
    ["a short row", "table", { columns: ["a", "b"], rows: [[1, 2], [3]] }, "rows.1: has 1 cells where columns has 2"],
    [
      "a nested dashboard",
      "dashboard",
      { panels: [{ template: "sprint_dashboard", data: {} }] },
      "panels.0.template: sprint_dashboard is a dashboard itself",
    ],
    [
      "a panel of no template",
      "dashboard",
      { panels: [{ template: "pei", data: {} }] },
      'panels.0.template: no template is called "pei"',
    ],
    [
      "a panel's data",
      "dashboard",
      {
        panels: [
          { template: "bar", data: { a: 1 } },
          { template: "pie", data: { a: -1 } },
        ],
      },
      "panels.1.data.values.0: is -1",
    ],
    ["a persona panel's data", "dashboard", { panels: [{ template: "roi_analysis", data: {} }] }, "panels.0.data.roi_trend"],
    ["no panel at all", "sprint_dashboard", {}, "velocity: is missing"],
    ["a compact panel's data", "github_activity", { commits: { labels: ["a"], series: [] } }, "commits.series: is empty"],
    ["nothing", "bar", null, ": "],
  ])("%s: %s", (_, id, data, said) => {
    expect(refusal(id, data)).toContain(said);
  });
});

describe("what is too much is drawn as far as it can be read, and said", () => {
  const labels = many(
    200,
    (i) => `Category ${String.fromCharCode(65 + (i % 26))}${String.fromCharCode(97 + Math.floor(i / 26))}`,
  );
  const values = many(200, (i) => i + 1);

  test.each([
    ["pie", 6, "OTHERS"],
    ["treemap", 40, "OTHERS"],
    ["funnel", 12, "TOP_N"],
    ["bar", 40, "TOP_N"],
  ])("200 categories in %s: %i, with %s", (id, count, code) => {
    const spec = draw(id, { labels, values });
    expect(spec.panels[0]?.labels).toHaveLength(count);
    expect(codes(spec)).toContain(code);
  });

  test("of a pie's 200 the whole stays the whole", () => {
    const spec = draw("pie", { labels, values });
    expect(spec.panels[0]?.series[0]?.values.reduce((a: number, b) => a + (b ?? 0), 0)).toBe(20_100);
  });

  test("a waterfall's 200 steps still end where they end", () => {
    const items = drawing(
      draw("waterfall", { labels, values: values.map((value) => (value % 2 === 0 ? value : -value)) }),
      "waterfall",
    ).items;
    expect(items.length).toBeLessThanOrEqual(20);
    expect(items.filter(({ total }) => !total).reduce((sum, { value }) => sum + value, 0)).toBe(100);
    expect(items.at(-1)).toMatchObject({ value: 100, total: true });
  });

  test("200 dated bars are a line, 40 series six in colour", () => {
    const days = many(200, (i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10));
    const spec = draw("bar", { labels: days, values });
    expect(spec.panels[0]?.kind).toBe("line");
    expect(codes(spec)).toContain("DRAWN_AS_LINE");
    const series = many(40, (i) => ({ name: `s${i}`, values: [i, i] }));
    const lines = draw("line", { labels: ["a", "b"], series });
    expect(lines.panels[0]?.series).toHaveLength(40);
    const coloured = lines.panels[0]?.series.filter(({ context }) => context !== true).map(({ name }) => name);
    expect(coloured).toEqual(["s35", "s36", "s37", "s38", "s39"]);
    expect(codes(lines)).toContain("TOO_MANY_SERIES");
    const stacked = draw("stacked_bar", { labels: ["a", "b"], series });
    expect(stacked.panels[0]?.series.at(-1)?.name).toBe("Others");
    expect(stacked.panels[0]?.series.reduce((sum, one) => sum + (one.values[0] ?? 0), 0)).toBe(780);
  });

  test("a million points: sampled or counted, peaks kept, in seconds", () => {
    const count = 1_000_000;
    const high = many(count, (i) => (i === 654_321 ? 9999 : Math.sin(i / 1000)));
    const line = draw("line", { labels: many(count, (i) => i), values: high });
    expect(line.panels[0]?.labels.length).toBeLessThan(1300);
    expect(line.panels[0]?.series[0]?.values).toContain(9999);
    expect(codes(line)).toContain("SAMPLED");
    const scatter = draw("scatter", { points: high.map((y, x) => ({ x, y })) });
    expect(scatter.panels[0]?.series[0]?.values).toContain(9999);
    expect(scatter.panels[0]?.labels.length).toBeLessThan(2100);
    expect(codes(scatter)).toContain("SAMPLED");
    expect(draw("histogram", { values: high }).panels[0]?.series[0]?.values.reduce((a: number, b) => a + (b ?? 0), 0)).toBe(
      count,
    );
    expect(drawing(draw("boxplot", { labels: ["a"], samples: [high] }), "boxplot").items[0]?.outliers.length).toBeLessThanOrEqual(
      60,
    );
  });

  test("dates out of order are put in order, and that is said", () => {
    const spec = draw("line", { labels: ["2026-03", "2026-01", "2026-02"], values: [3, 1, 2] });
    expect(spec.panels[0]?.series[0]?.values).toEqual([1, 2, 3]);
    expect(codes(spec)).toContain("SORTED");
  });

  test("below zero nothing is stacked", () => {
    const series = [
      { name: "a", values: [1, -2] },
      { name: "b", values: [3, 4] },
    ];
    const spec = draw("stacked_bar", { labels: ["x", "y"], series });
    expect(spec.panels[0]?.stacked).toBeUndefined();
    expect(codes(spec)).toContain("NOT_STACKED");
  });

  test("a level that the steps do not come to is said", () => {
    const spec = draw("waterfall", { labels: ["a", "b", "c"], values: [100, 10, 150], totals: [0, 2] });
    expect(spec.warnings.find(({ code }) => code === "TOTAL_MISMATCH")?.message).toBe(
      "c is given as 150, and the steps before it come to 110",
    );
  });

  test("repeated categories are added up where parts are, and left out where they are not", () => {
    const rows = [
      { t: "a", v: 1 },
      { t: "a", v: 2 },
      { t: "b", v: 3 },
    ];
    const pie = draw("pie", { rows, encoding: { x: "t", y: "v" } });
    expect(pie.panels[0]?.series[0]?.values).toEqual([3, 3]);
    expect(codes(pie)).toContain("SUMMED");
    expect(codes(draw("bar", { rows, encoding: { x: "t", y: "v" } }))).toContain("LEFT_OUT");
  });

  test.each(["pie", "treemap", "funnel"])("%s of nothing but zeros says so: the values were given", (id) => {
    const spec = draw(id, { labels: ["a", "b"], values: [0, 0], name: "Cost" });
    expect(spec.noData).toEqual([]);
    expect(spec.headline).toBe("Cost: all values are 0");
  });
});

describe("a headline that would not hold is the neutral title", () => {
  test.each([
    ["a tie", "pie", { labels: ["a", "b"], values: [5, 5], name: "Cost" }],
    ["one part", "pie", { labels: ["a"], values: [5], name: "Cost" }],
    [
      "Others the largest",
      "pie",
      { labels: many(30, (i) => `l${i}`), values: many(30, (i) => 10 + (i === 0 ? 1 : 0)), name: "Cost" },
    ],
    ["a rising funnel", "funnel", { labels: ["a", "b"], values: [5, 8] }],
    ["a waterfall without ends", "waterfall", { labels: ["a", "b"], values: [5, -8], name: "Profit" }],
    ["a tie", "bar", { labels: ["a", "b", "c"], values: [5, 5, 3] }],
    ["one point", "line", { labels: ["2026-01"], values: [5] }],
    ["a cloud without a direction", "scatter", { points: many(20, (i) => ({ x: i, y: (i * 7) % 5 })), x_name: "x", y_name: "y" }],
    ["a tie", "heatmap", { rows: ["a"], columns: ["b", "c", "d"], values: [[1, 1, 0]] }],
    ["no target", "gauge", { value: 5, max: 10, name: "Value" }],
    ["few values", "histogram", { values: [1, 2, 3] }],
    ["a tie of medians", "boxplot", { labels: ["a", "b"], samples: [[1, 2, 3], [2]] }],
    [
      "no direction",
      "kpi",
      {
        kpis: [
          { name: "a", value: 1, target: 2 },
          { name: "b", value: 1, target: 2 },
        ],
      },
    ],
    ["a table", "table", { columns: ["a"], rows: [[1]] }],
  ])("%s in %s", (_, id, data) => {
    const spec = draw(id, data);
    expect(spec.headline).toBeNull();
    expect(spec.title).not.toBe("");
  });
});

describe("auto says what it chose and why", () => {
  test.each([
    [
      "line",
      [
        { month: "2026-01", v: 1 },
        { month: "2026-02", v: 2 },
      ],
    ],
    ["line", { labels: ["2026-01", "2026-02"], values: [1, 2] }],
    [
      "bar",
      [
        { team: "a", v: 1 },
        { team: "b", v: 2 },
      ],
    ],
    ["bar", { a: 1, b: 2 }],
    ["scatter", many(30, (i) => ({ name: `t${i}`, x: i, y: i * i }))],
    ["histogram", many(60, (i) => ({ ms: i }))],
    ["boxplot", many(60, (i) => ({ team: i % 3 === 0 ? "a" : "b", ms: i }))],
    ["heatmap", many(6, (i) => ({ team: `t${i}`, jan: i, feb: i, mar: i, apr: i, may: i }))],
    ["kpi", [{ users: 1, revenue: 2 }]],
    [
      "table",
      [
        { a: "x", b: "y" },
        { a: "z", b: "w" },
      ],
    ],
    ["sankey", { links: [{ source: "a", target: "b", value: 1 }] }],
    ["gauge", { value: 3, max: 9 }],
    ["waterfall", { labels: ["a", "b"], values: [1, 2], totals: [0] }],
    ["histogram", { values: [1, 2, 3] }],
    ["kpi", { kpis: [{ name: "a", value: 1 }] }],
    ["boxplot", { rows: many(30, (i) => ({ t: i % 2 === 0 ? "a" : "b", v: i })), encoding: { x: "t", y: "v" } }],
    ["scatter", { rows: many(30, (i) => ({ a: i, b: -i })), encoding: { x: "a", y: "b" } }],
  ])("%s", (id, data) => {
    const { warnings } = draw("auto", data);
    const said = warnings.find(({ code }) => code === "AUTO_CHOICE")?.message;
    expect(said).toMatch(new RegExp(`^Drawn as "${id}": .+`));
  });

  test("what it can't draw is refused as the chosen template would", () => {
    expect(refusal("auto", { labels: ["a", "b"], values: [1] })).toContain("values: has 1 values where labels has 2");
  });
});

describe("dashboard", () => {
  const panels = [
    {
      template: "line",
      data: {
        labels: ["2026-01", "2026-02"],
        series: [{ name: "Orders", values: [10, 20] }],
        reference: [{ panel: "chart", value: 15, label: "plan" }],
      },
    },
    { template: "pie", data: { labels: ["a", "b"], values: [1, 2] }, span: 2, title: "Split" },
    { template: "roi_analysis", data: find("roi_analysis").sample, panel: "cost_benefit" },
  ];
  test("is each template's own panel, once, with its reference written once", () => {
    const spec = draw("dashboard", { panels, filters: ["period"] });
    expect(spec.panels).toHaveLength(3);
    expect(new Set(spec.panels.map(({ id }) => id)).size).toBe(3);
    expect(spec.panels[0]?.references).toEqual([{ value: 15, label: "plan 15" }]);
    expect(spec.panels[1]).toMatchObject({ title: "Split", span: 2 });
    expect(spec.panels[2]?.id).toBe("3-cost_benefit");
    expect(spec.headline).toBe("Orders rose from 10 to 20, Jan to Feb 2026");
    expect(spec.filters).toEqual(["period"]);
  });

  test('"all" brings every panel of a template', () => {
    const spec = draw("dashboard", {
      panels: [{ template: "roi_analysis", data: find("roi_analysis").sample, panel: "all" }],
    });
    expect(spec.panels).toHaveLength(4);
  });

  test("a compact one with one field draws it alone", () => {
    const spec = draw("sprint_dashboard", {
      velocity: { labels: ["S1", "S2"], series: [{ name: "Velocity", values: [30, 40] }] },
    });
    expect(spec.noData).toEqual([]);
    expect(spec.panels.map(({ id }) => id)).toEqual(["1-chart"]);
  });
});

describe("what is written into a scatter and a histogram", () => {
  const points = [
    { label: "a", x: 1, y: 2 },
    { label: "b", x: 3, y: 4 },
  ];
  test("words at a point, bands and lines, with room on the axis for a line beyond the points", () => {
    const spec = draw("scatter", {
      points,
      notes: [{ at: "b", text: "bought in March" }],
      bands: [{ axis: "y", low: 5, high: 3, label: "good" }],
      lines: [{ axis: "y", value: 20, label: "Target" }],
    });
    const form = drawing(spec, "scatter");
    expect(form.notes).toEqual([{ at: 1, text: "bought in March" }]);
    expect(form.bands).toEqual([{ axis: "y", low: 3, high: 5, label: "good" }]);
    expect(form.y.max).toBeGreaterThanOrEqual(20);
  });
  test("what has no place is said by its name", () => {
    const spec = draw("scatter", { points, notes: [{ at: "z", text: "?" }] });
    expect(spec.warnings).toContainEqual(expect.objectContaining({ code: "NO_EFFECT", message: expect.stringContaining('"z"') }));
    const values = draw("histogram", {
      values: [1, 2, 3, 4, 5, 6, 7, 8],
      notes: [
        { at: 6.5, text: "here" },
        { at: 99, text: "?" },
      ],
    });
    expect(values.panels[0]?.notes).toEqual([{ at: expect.any(Number), series: 0, text: "here" }]);
    expect(values.warnings).toContainEqual(
      expect.objectContaining({ code: "NO_EFFECT", message: expect.stringContaining("99") }),
    );
    const at = values.panels[0]?.notes?.[0]?.at ?? -1;
    const [low, high] = (values.panels[0]?.labels[at] ?? "").split("–").map(Number) as [number, number];
    expect(low).toBeLessThanOrEqual(6.5);
    expect(high).toBeGreaterThanOrEqual(6.5);
  });
});

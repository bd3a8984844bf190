import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DashboardSpec, PanelSpec, RowTable } from "../../../core/ports/dashboard-spec.ts";
import { keptRows, rowFilters } from "../page/row-filter.ts";
import { readState, type ViewState, writeState } from "../page/state.ts";
import { draw, find } from "../tests/charts.ts";
import { remeasured } from "./remeasure.ts";

const rows = [
  { day: "2026-01-05", region: "North", product: "Desk", revenue: 100, units: 1 },
  { day: "2026-01-19", region: "South", product: "Desk", revenue: 40, units: 2 },
  { day: "2026-02-03", region: "North", product: "Chair", revenue: 60, units: 3 },
  { day: "2026-02-11", region: "North", product: "Desk", revenue: 25, units: 4 },
  { day: "2026-03-02", region: "South", product: "Chair", revenue: null, units: 5 },
];
const everything: ViewState = readState("");
const view = (change: Partial<ViewState>): ViewState => ({ ...everything, only: new Map(), ...change });
const table = (spec: DashboardSpec): RowTable => spec.tables?.[0] as RowTable;
const first = (spec: DashboardSpec): PanelSpec => spec.panels[0] as PanelSpec;
const filtered = (spec: DashboardSpec, change: Partial<ViewState>): PanelSpec =>
  remeasured(first(spec), table(spec), keptRows(table(spec), view(change)));

describe("rows that share a mark become one value", () => {
  test.each([
    ["sum", [185, 40]],
    ["mean", [185 / 3, 40]],
    ["min", [25, 40]],
    ["max", [100, 40]],
    ["count", [3, 1]],
  ])("by their %s", (aggregate, values) => {
    const spec = draw("bar", { rows, encoding: { x: "region", y: "revenue", aggregate } });
    expect(first(spec).series[0]?.values).toEqual(values);
    expect(spec.warnings).toEqual([]);
  });

  test("and split by a third column", () => {
    const spec = draw("bar", { rows, encoding: { x: "region", y: "units", series: "product", aggregate: "sum" } });
    expect(first(spec).series.map(({ name, values }) => [name, values])).toEqual([
      ["Desk", [5, 2]],
      ["Chair", [3, 5]],
    ]);
  });

  test("without an aggregate the first is drawn, and the warning says what to add", () => {
    const spec = draw("bar", { rows, encoding: { x: "region", y: "revenue" } });
    expect(spec.warnings[0]?.message).toBe('3 rows repeat a region and are not drawn; say encoding.aggregate, such as "sum"');
    expect(first(spec).series[0]?.values).toEqual([100, 40]);
    expect(first(spec).behind?.measure).toBeUndefined();
  });

  test("of rows that are too many to keep a filter draws nothing anew: what is kept is a sample", () => {
    // Each mean of a sample is that of all: only the count of what is kept tells.
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ region: at % 2 === 0 ? "North" : "South", product: `p${at % 3}`, revenue: 5 }));
    const drawn = (count: number) =>
      draw("bar", { rows: many(count), encoding: { x: "region", y: "revenue", aggregate: "mean" } });
    const [small, large] = [drawn(1000), drawn(60_000)];
    expect([table(small).kept, first(small).behind?.measure?.aggregate]).toEqual([1000, "mean"]);
    expect(table(large).kept).toBeLessThan(table(large).total);
    expect(table(large).total).toBe(60_000);
    expect(first(large).series[0]?.values).toEqual([5, 5]);
    expect(first(large).behind?.measure).toBeUndefined();
  });
});

describe("a filter of the rows draws what the left rows add up to", () => {
  const spec = draw("bar", { rows, encoding: { x: "region", y: "revenue", aggregate: "sum" } });

  test("by a word", () => {
    expect(filtered(spec, { only: new Map([["product", "Desk"]]) }).series[0]?.values).toEqual([125, 40]);
  });

  test("by dates, both ends included", () => {
    expect(filtered(spec, { since: "2026-01-19", until: "2026-02-03" }).series[0]?.values).toEqual([60, 40]);
  });

  test("a mark of which nothing is left is a gap, not a zero", () => {
    expect(filtered(spec, { since: "2026-03-01" }).series[0]?.values).toEqual([null, null]);
  });

  test("parts of a whole lose their mark", () => {
    const parts = draw("doughnut", { rows, encoding: { x: "region", y: "revenue", aggregate: "sum" } });
    const left = filtered(parts, { only: new Map([["product", "Chair"]]) });
    expect(left.labels).toEqual(["North"]);
    expect(left.drawing).toMatchObject({ form: "round", items: [{ label: "North", value: 60 }] });
  });

  test("the smallest parts, added up as one, follow too", () => {
    const many = Array.from({ length: 30 }, (_, at) => ({
      team: `T${at % 10}`,
      kind: at % 2 === 0 ? "a" : "b",
      cost: 0.1 * (at + 1),
    }));
    const parts = draw("doughnut", { rows: many, encoding: { x: "team", y: "cost", aggregate: "sum" } });
    const all = (panel: PanelSpec) => (panel.series[0]?.values ?? []).reduce<number>((sum, value) => sum + (value ?? 0), 0);
    const wanted = many.filter(({ kind }) => kind === "a").reduce((sum, { cost }) => sum + cost, 0);
    expect(all(filtered(parts, { only: new Map([["kind", "a"]]) }))).toBeCloseTo(wanted, 9);
  });

  test("percentages given as ratios stay percentages", () => {
    const ratios = draw("bar", { rows, encoding: { x: "region", y: "revenue", aggregate: "sum" }, unit: "ratio" });
    expect(filtered(ratios, { only: new Map([["product", "Desk"]]) }).series[0]?.values).toEqual([12_500, 4_000]);
  });

  test("controls are those columns that say something", () => {
    const { columns, dates } = rowFilters(spec);
    expect(columns).toEqual([
      { name: "region", words: ["North", "South"] },
      { name: "product", words: ["Chair", "Desk"] },
    ]);
    expect(dates).toEqual({ first: "2026-01-05", last: "2026-03-02" });
    expect(rowFilters({ ...spec, filters: ["period"] }).columns).toEqual([]);
    expect(rowFilters({ ...spec, filters: ["category"] }).dates).toBeNull();
  });

  test("a chart that could not follow offers none: a choice would change nothing", () => {
    const drawn = (id: string) => draw(id, { rows, encoding: { x: "region", y: "revenue", aggregate: "sum" } });
    for (const id of ["pareto", "diverging_bar"]) {
      expect(first(drawn(id)).behind?.measure, id).toBeDefined();
      expect(rowFilters(drawn(id)), id).toEqual({ columns: [], dates: null });
    }
    for (const id of ["doughnut", "treemap", "funnel"]) expect(rowFilters(drawn(id)).columns, id).toHaveLength(2);
  });

  test("whatever the rows, a filtered view is what the same rows alone would draw", () => {
    const row = fc.record({
      region: fc.constantFrom("N", "S", "E"),
      product: fc.constantFrom("a", "b"),
      revenue: fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: null }),
    });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.constantFrom("sum", "mean", "min", "max", "count"),
        (list, aggregate) => {
          const encoding = { x: "region", y: "revenue", series: "product", aggregate };
          const alone = list.filter(({ product }) => product === "a");
          fc.pre(alone.some(({ revenue }) => revenue !== null));
          const whole = draw("bar", { rows: list, encoding });
          fc.pre(first(whole).behind?.measure !== undefined);
          const [left, wanted] = [
            filtered(whole, { only: new Map([["product", "a"]]) }),
            first(draw("bar", { rows: alone, encoding })),
          ];
          const at = (panel: PanelSpec, label: string) =>
            panel.series.find(({ name }) => name === "a")?.values[panel.labels.indexOf(label)] ?? null;
          for (const label of left.labels) expect(at(left, label)).toBe(at(wanted, label));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("rows behind a dashboard of other data", () => {
  const roi = find("roi_analysis").sample as object;

  test("are found by the column that holds a panel's labels", () => {
    const list = ["CI/CD", "Dev Tools", "CI/CD"].map((initiative, at) => ({ initiative, invoice: `R-${at}`, amount: at * 10 }));
    const spec = draw("roi_analysis", { ...roi, rows: list });
    const tied = spec.panels.filter(({ behind }) => behind !== undefined);
    for (const { labels, behind } of tied) {
      expect(table(spec).columns[behind?.column ?? -1]?.name).toBe("initiative");
      expect(behind?.marks[labels.indexOf("CI/CD")]).toEqual([0]);
      expect(behind?.measure).toBeUndefined();
    }
    expect(rowFilters(spec)).toEqual({ columns: [], dates: null });
  });

  test("days belong to the month that a label writes", () => {
    const list = ["2026-01-03", "2026-01-20", "2026-02-11"].map((day, at) => ({ day, amount: at }));
    const labels = ["2026-01", "2026-02"];
    const spec = draw("line", { labels, series: [{ name: "Cost", values: [3, 4] }], rows: list });
    expect(first(spec).labels).toEqual(["Jan", "Feb"]);
    expect(first(spec).behind?.marks).toEqual([[0, 1], [2]]);
  });

  test("that no panel knows are left out, and it is said", () => {
    const spec = draw("roi_analysis", { ...roi, rows: [{ colour: "red" }] });
    expect(spec.tables).toBeUndefined();
    expect(spec.warnings.map(({ code }) => code)).toContain("ROWS_UNUSED");
  });
});

test("a table that was cut short is refused: its sums would be wrong", () => {
  const template = find("bar");
  const cut = {
    type: "table",
    columns: [
      { name: "a", dtype: "object" },
      { name: "v", dtype: "int64" },
    ],
    rows: [["x", 1]],
    index: [],
    rowsTotal: 9,
  };
  const parsed = template.input.safeParse({ rows: cut, encoding: { x: "a", y: "v" } });
  expect(parsed?.error?.issues[0]).toMatchObject({ path: ["rows", "rows"], message: expect.stringContaining("only a part") });
});

describe("one dashboard", () => {
  test("shares its rows with every panel that only names columns, and holds them once", () => {
    const spec = draw("dashboard", {
      rows,
      panels: [
        { template: "bar", data: { encoding: { x: "region", y: "revenue", aggregate: "sum" } } },
        { template: "pie", data: { encoding: { x: "product", y: "units", aggregate: "sum" } } },
        { template: "bar", data: { labels: ["a"], values: [1] } },
      ],
    });
    expect(spec.tables).toHaveLength(1);
    expect(spec.panels.map(({ behind }) => behind?.measure !== undefined)).toEqual([true, true, false]);
  });

  test("holds at most fifty thousand rows; sampled rows answer no filter", () => {
    const many = Array.from({ length: 60_000 }, (_, at) => ({ region: at % 2 === 0 ? "N" : "S", v: 1 }));
    const spec = draw("bar", { rows: many, encoding: { x: "region", y: "v", aggregate: "sum" } });
    expect(first(spec).series[0]?.values).toEqual([30_000, 30_000]);
    expect([table(spec).kept, table(spec).total]).toEqual([50_000, 60_000]);
    expect(first(spec).behind?.measure).toBeUndefined();
    expect(spec.warnings.map(({ code }) => code)).toEqual(["SAMPLED"]);
  });

  test("holds a few megabytes of rows at most, however wide or wordy they are", () => {
    const wide = Array.from({ length: 4_000 }, (_, at) => ({
      region: at % 2 === 0 ? "N" : "S",
      v: 1,
      ...Object.fromEntries(Array.from({ length: 10 }, (__, column) => [`note ${column}`, `${at} ${"x".repeat(300)}`])),
    }));
    const spec = draw("bar", { rows: wide, encoding: { x: "region", y: "v", aggregate: "sum" } });
    expect(JSON.stringify(spec.tables).length).toBeLessThan(4_100_000);
    expect(table(spec).kept).toBeGreaterThan(500);
    expect(spec.warnings.map(({ code }) => code)).toEqual(["SAMPLED"]);
    expect(first(spec).behind?.measure).toBeUndefined();
  });

  test("twenty thousand rows of four columns weigh less than a quarter of a megabyte", () => {
    const many = Array.from({ length: 20_000 }, (_, at) => ({
      day: `2026-0${1 + (at % 9)}-${10 + (at % 18)}`,
      region: `Region ${at % 8}`,
      product: `Product ${at % 40}`,
      revenue: (at * 37) % 1000,
    }));
    const spec = draw("bar", { rows: many, encoding: { x: "region", y: "revenue", aggregate: "sum" } });
    expect(JSON.stringify(spec.tables).length).toBeLessThan(260_000);
  });
});

test("a view survives the address", () => {
  const state = view({ panel: 2, mark: 1, since: "2026-01-01", only: new Map([["a & b=c", "x#y"]]), category: "CI/CD" });
  expect(readState(writeState(state))).toEqual(state);
});

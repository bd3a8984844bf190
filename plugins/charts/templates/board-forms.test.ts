import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { DashboardSpec, Drawing } from "../../../core/ports/dashboard-spec.ts";
import { atlas, gazetteer } from "../atlas/atlas.ts";
import { context, draw, find } from "../tests/charts.ts";

/** Forms that boards know, by what they make of tables that nobody made for them. */
const codes = (spec: DashboardSpec) => spec.warnings.map(({ code }) => code);
const drawing = <F extends Drawing["form"]>(spec: DashboardSpec, form: F) => {
  const found = spec.panels[0]?.drawing;
  expect(found?.form).toBe(form);
  return found as Extract<Drawing, { form: F }>;
};
const refusal = (id: string, data: unknown): string => {
  const issue = find(id).input.safeParse(data).error?.issues[0];
  return issue === undefined ? "accepted" : `${issue.path.join(".")}: ${issue.message}`;
};
const vega = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../../node_modules/vega-datasets/data/${file}`, import.meta.url), "utf8"));

const gapminder = vega("gapminder.json") as { country: string; year: number; life_expect: number; pop: number }[];
const lifeIn = (...years: number[]) => ({
  rows: gapminder.filter(({ year }) => years.includes(year)).map(({ year, ...row }) => ({ ...row, year: String(year) })),
  encoding: { x: "year", y: "life_expect", series: "country" },
});

describe("slope and dumbbell", () => {
  test("of two years of 62 countries: those that changed most, every one in the table", () => {
    const spec = draw("slope", lifeIn(1955, 2005));
    const { columns, items } = drawing(spec, "slope");
    expect(columns).toEqual(["1955", "2005"]);
    expect(items).toHaveLength(30);
    expect(codes(spec)).toContain("TOP_N");
    const all = spec.panels[0]?.table?.rows ?? [];
    expect(all).toHaveLength(new Set(gapminder.map(({ country }) => country)).size);
    const changes = all.map(([, , , change]) => Math.abs(change as number)).sort((a, b) => b - a);
    for (const { before, after } of items)
      expect(Math.abs(after - before)).toBeGreaterThanOrEqual((changes[29] as number) - 1e-9);
    expect(spec.title).toMatch(/2005 is above 1955 in/);
  });

  test("of more labels: the first and the last, and that is said; of a missing end: left out, and that is said", () => {
    const spec = draw("slope", {
      labels: ["2020", "2021", "2022"],
      series: [
        { name: "a", values: [1, 9, 3] },
        { name: "b", values: [null, 2, 4] },
        { name: "c", values: [5, 5, 2] },
      ],
    });
    expect(drawing(spec, "slope").items.map(({ label, before, after }) => [label, before, after])).toEqual([
      ["a", 1, 3],
      ["c", 5, 2],
    ]);
    expect(codes(spec).filter((code) => code === "LEFT_OUT")).toHaveLength(2);
  });

  test("only those that are asked for are in colour", () => {
    const spec = draw("slope", { ...lifeIn(1955, 2005), highlight: ["China", "Peru"] });
    const coloured = drawing(spec, "slope").items.filter(({ role }) => role !== "reference");
    expect(coloured.map(({ label }) => label).sort()).toEqual(
      ["China", "Peru"].filter((name) => coloured.some(({ label }) => label === name)),
    );
    expect(coloured.length).toBeGreaterThan(0);
  });

  test("dumbbell: widest first, and what it can't honour is said", () => {
    const spec = draw("dumbbell", {
      labels: ["a", "b", "c"],
      series: [
        { name: "x", values: [1, 5, 2] },
        { name: "y", values: [2, 1, 2] },
      ],
      index: 100,
    });
    expect(drawing(spec, "dumbbell").items.map(({ label }) => label)).toEqual(["b", "a", "c"]);
    expect(spec.warnings).toContainEqual(
      expect.objectContaining({ code: "NO_EFFECT", message: "index changes nothing in this chart" }),
    );
    expect(spec.title).toBe("b: x is furthest above y, by 4");
  });
});

describe("pareto", () => {
  test("the line adds up to a hundred, and a rest stands last whatever it comes to", () => {
    const many = Array.from({ length: 40 }, (_, at) => 40 - at);
    const spec = draw("pareto", { labels: many.map((value) => `cause ${value}`), values: many, name: "Hours" });
    const { items, cumulative } = drawing(spec, "pareto");
    expect(items.at(-1)?.label).toMatch(/^Others \(\d+\)$/);
    expect(cumulative.at(-1)).toBeCloseTo(100, 9);
    for (const [at, share] of cumulative.entries()) expect(share).toBeGreaterThanOrEqual(cumulative[at - 1] ?? 0);
    expect(codes(spec)).toContain("OTHERS");
  });

  test("of nothing but zeros nothing is said, and nothing fails", () => {
    const spec = draw("pareto", { labels: ["a", "b"], values: [0, 0], name: "Hours" });
    expect(drawing(spec, "pareto").cumulative).toEqual([0, 0]);
    expect(spec.headline).toBeNull();
  });

  test("a part below zero is refused with its place", () => {
    expect(refusal("pareto", { labels: ["a"], values: [-1] })).toContain("values.0");
  });
});

describe("marimekko", () => {
  test("columns are as wide as their totals, widest first, and each cell stands in the table", () => {
    const spec = draw("marimekko", {
      labels: ["small", "large"],
      series: [
        { name: "p", values: [1, 6] },
        { name: "q", values: [1, 2] },
      ],
    });
    expect(drawing(spec, "marimekko").columns).toEqual([
      { label: "large", values: [6, 2] },
      { label: "small", values: [1, 1] },
    ]);
    expect(spec.title).toBe("large: 80% of the total, the largest part");
    expect(spec.panels[0]?.table?.rows).toEqual([
      ["small", 1, 1, 2],
      ["large", 6, 2, 8],
    ]);
  });

  test("what is below zero has no area", () => {
    expect(refusal("marimekko", { labels: ["a"], series: [{ name: "p", values: [-1] }] })).toMatch(
      /^series\.0\.values: has a value below zero/,
    );
  });
});

describe("diverging bars", () => {
  const answers = {
    labels: ["q1", "q2"],
    series: ["no", "rather no", "so so", "rather yes", "yes"].map((name, at) => ({
      name,
      values: [[2, 1, 4, 2, 1][at], [0, 1, 2, 3, 4][at]],
    })),
  };
  test("the middle answer lies half on each side, shares add up to a hundred, net is yes less no", () => {
    const spec = draw("diverging_bar", answers);
    const { rows } = drawing(spec, "diverging");
    expect(rows.map(({ label }) => label)).toEqual(["q2", "q1"]);
    for (const { segments } of rows) {
      const middle = segments[2] as (typeof segments)[number];
      expect(middle.from).toBeCloseTo(-middle.to, 9);
      expect((segments.at(-1)?.to ?? 0) - (segments[0]?.from ?? 0)).toBeCloseTo(100, 9);
    }
    expect(spec.title).toBe("Net agreement: q2 is highest at +60\u202fpoints");
  });

  test("one series lies left and right of zero by its sign", () => {
    const { rows } = drawing(draw("diverging_bar", { labels: ["a", "b", "c"], values: [-2, 0, 3] }), "diverging");
    expect(rows.map(({ label, segments }) => [label, segments.map(({ from, to }) => [from, to])])).toEqual([
      ["c", [[0, 3]]],
      ["b", [[0, 0]]],
      ["a", [[0, -2]]],
    ]);
  });
});

test("tornado: widest swing first, ends on the side where they lie", () => {
  const spec = draw("tornado", { labels: ["price", "churn"], low: [9, 11], high: [12, 4], base: 10, name: "NPV" });
  const { rows, line } = drawing(spec, "diverging");
  expect(line).toBe(10);
  expect(rows.map(({ label }) => label)).toEqual(["churn", "price"]);
  expect(rows[0]?.segments.map(({ to }) => to)).toEqual([11, 4]);
  expect(spec.title).toBe("Swing of NPV: churn is highest at 7");
});

describe("calendar", () => {
  test("days stand where they belong; a day given twice, a month and a second series are said or refused", () => {
    const spec = draw("calendar_heatmap", { labels: ["2024-02-28", "2024-03-01", "2024-03-01"], values: [1, 3, 9] });
    const { first, values } = drawing(spec, "calendar");
    expect(new Date(first * 86_400_000).toISOString().slice(0, 10)).toBe("2024-02-28");
    expect(values).toEqual([1, null, 3]);
    expect(codes(spec)).toContain("LEFT_OUT");
    expect(refusal("calendar_heatmap", { labels: ["2024-02"], values: [1] })).toMatch(
      /^labels\.0: is "2024-02"; a calendar needs days/,
    );
    expect(
      refusal("calendar_heatmap", {
        labels: ["2024-02-01"],
        series: [
          { name: "a", values: [1] },
          { name: "b", values: [1] },
        ],
      }),
    ).toMatch(/^series: has 2 series/);
  });
});

describe("small multiples", () => {
  test("twelve series are twelve charts on one scale, highest end first", () => {
    const spec = draw("small_multiples", lifeIn(1955, 1965, 1975, 1985, 1995, 2005));
    const { items, labels } = drawing(spec, "multiples");
    expect(labels).toHaveLength(6);
    const last = items.map(({ values }) => values.at(-1) as number);
    expect(last).toEqual(last.toSorted((a, b) => b - a));
    expect(items).toHaveLength(30);
    expect(codes(spec)).toContain("TOP_N");
    expect(spec.panels[0]?.table?.rows.length).toBeGreaterThan(30);
  });
});

describe("cohorts", () => {
  test("shares of each group's own size; rows that end early stay empty there", () => {
    const spec = draw("cohort", {
      cohorts: ["2026-01", "2026-02"],
      values: [
        [100, 80, 60],
        [50, 45],
      ],
      name: "Customers",
      period_name: "Month",
    });
    expect(drawing(spec, "heatmap").values).toEqual([
      [100, 80, 60],
      [100, 90, null],
    ]);
    expect(spec.title).toContain("Customers retained after one month");
  });
  test("revenue may grow beyond what a group began with; less than nothing is refused with its place", () => {
    expect(drawing(draw("cohort", { cohorts: ["a"], values: [[10, 12]] }), "heatmap").values).toEqual([[100, 120]]);
    expect(refusal("cohort", { cohorts: ["a"], values: [[10, -1]] })).toMatch(/^values\.0\.1: is -1/);
  });
});

describe("bridge", () => {
  test("ends where the steps lead, with net change and its per cent", () => {
    const spec = draw("bridge", {
      from: { label: "2025", value: 80 },
      labels: ["up", "down"],
      changes: [30, -10],
      to: { label: "2026" },
      name: "EBIT",
    });
    expect(drawing(spec, "waterfall").items.map(({ value, total }) => [value, total])).toEqual([
      [80, true],
      [30, false],
      [-10, false],
      [100, true],
    ]);
    expect(spec.kpis.map(({ name, value }) => [name, value])).toEqual([
      ["2025", 80],
      ["Net change", 20],
      ["2026", 100],
    ]);
    expect(spec.kpis[2]?.delta).toMatchObject({ value: 25, good: true });
    expect(spec.title).toBe("EBIT rose from 80 to 100; most added by up (30)");
  });
  test("where less is better, what adds is bad; of nothing to start from there is no per cent", () => {
    const spec = draw("bridge", {
      from: { label: "a", value: 0 },
      labels: ["x"],
      changes: [5],
      to: { label: "b" },
      name: "Cost",
      higher_is_better: false,
    });
    expect(drawing(spec, "waterfall").items[1]?.role).toBe("bad");
    expect(spec.kpis[2]?.delta).toBeNull();
  });
});

describe("map", () => {
  test.each([
    ["codes of two letters", "DE", "Germany"],
    ["codes of three", "BRA", "Brazil"],
    ["a name", "United Kingdom", "United Kingdom"],
    ["a short name", "USA", "United States"],
    ["the World Bank's", "Egypt, Arab Rep.", "Egypt"],
    ["an accent left out", "Cote d'Ivoire", "Côte d\u2019Ivoire"],
    ["a former name", "Swaziland", "Eswatini"],
  ])("knows %s", (_, label, name) => {
    const spec = draw("map", { labels: [label], values: [7] });
    const region = drawing(spec, "map").regions.find(({ value }) => value === 7);
    expect(region?.label).toBe(name);
  });

  test("of gapminder: nearly every country is found, the others are named in a warning and stand in the table", () => {
    const rows = gapminder.filter(({ year }) => year === 2005);
    const spec = draw("map", { rows, encoding: { x: "country", y: "life_expect" } });
    const found = drawing(spec, "map").regions.filter(({ value }) => value !== null).length;
    expect(found).toBeGreaterThan(rows.length * 0.9);
    expect(spec.panels[0]?.table?.rows).toHaveLength(rows.length);
    if (found < rows.length)
      expect(spec.warnings.some(({ code, message }) => code === "LEFT_OUT" && message.includes(":"))).toBe(true);
  });

  test("states by name or letters make it a map of the US; a country's name in the locale's own words is known", () => {
    const us = drawing(draw("map", { labels: ["Texas", "CA", "New York"], values: [1, 2, 3] }), "map");
    expect(us.regions).toHaveLength(51);
    const { find } = gazetteer("world", "de");
    expect(find("Deutschland")).toBe(gazetteer("world", "en").find("Germany"));
  });

  test("outlines are whole, inside the map, and few enough for a page", () => {
    for (const name of ["world", "us"] as const) {
      const { size, regions } = atlas(name);
      for (const { names, rings } of regions) {
        expect(rings.length, names[0]).toBeGreaterThan(0);
        for (const ring of rings)
          ring.forEach((value, at) => {
            expect(value).toBeGreaterThanOrEqual(-1);
            expect(value).toBeLessThanOrEqual((size[at % 2] as number) + 1);
          });
      }
      expect(JSON.stringify(regions.map(({ rings }) => rings)).length).toBeLessThan(140_000);
    }
  });
});

describe("forecast", () => {
  const data = {
    labels: ["2026-01", "2026-02", "2026-03"],
    actual: [1, 2, null],
    forecast: [null, 2, 3],
    intervals: [
      { level: 50, low: [null, 2, 2.5], high: [null, 2, 3.5] },
      { level: 95, low: [null, 2, 1], high: [null, 2, 5] },
    ],
    name: "Revenue",
  };
  test("intervals lie around the forecast, widest first; what is said is said of what was", () => {
    const spec = draw("fan", data);
    const [actual, forecast] = spec.panels[0]?.series ?? [];
    expect(actual?.values).toEqual([1, 2, null]);
    expect(forecast?.dashedFrom).toBe(0);
    expect(forecast?.bands?.map(({ label }) => label)).toEqual(["95%", "50%"]);
    expect(spec.title).toBe("Revenue rose from 1 to 2, Jan to Feb 2026");
  });
  test("an interval that is upside down or too short is refused with its place", () => {
    expect(refusal("fan", { ...data, intervals: [{ level: 80, low: [null, 2, 4], high: [null, 2, 3] }] })).toBe(
      "intervals.0.low.2: is above high",
    );
    expect(refusal("fan", { ...data, intervals: [{ level: 80, low: [1], high: [1, 2, 3] }] })).toMatch(
      /^intervals\.0\.low: has 1 values/,
    );
  });
});

test("every one of them speaks of a persona and a locale like any other template", () => {
  for (const id of [
    "slope",
    "dumbbell",
    "pareto",
    "marimekko",
    "diverging_bar",
    "tornado",
    "small_multiples",
    "cohort",
    "bridge",
    "map",
    "fan",
  ]) {
    const template = find(id);
    const spec = template.build(template.input.parse(template.sample), { ...context, locale: "de" });
    expect(spec.title).not.toBe("");
    expect(spec.panels).toHaveLength(1);
    expect(spec.refused ?? 0, id).toBe(0);
  }
});

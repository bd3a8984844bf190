import { createCanvas } from "canvas";
import { Chart } from "chart.js";
import { describe, expect, test } from "vitest";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { theme } from "../design-system/theme.ts";
import { draw } from "../tests/charts.ts";
import { buildConfig } from "./build-config.ts";
import { registerChartParts } from "./register.ts";

registerChartParts();
const DAY = 86_400_000;

/** What the x axis says, and where. */
function axisOf(panel: PanelSpec, view: { min?: number; max?: number } = {}, locale = "en") {
  const config = buildConfig(panel, theme("light"), locale);
  const options = { ...config.options, devicePixelRatio: 1 } as object as { scales: { x: object } };
  Object.assign(options.scales.x, view);
  const chart = new Chart(createCanvas(1200, 500) as never, { ...config, options } as never);
  const { x } = chart.scales;
  const ticks = (x?.ticks ?? []).map(({ value, label }) => ({
    value,
    text: [label].flat().join(" "),
    at: x?.getPixelForValue(value) ?? 0,
  }));
  const points = (chart.getDatasetMeta(0).data ?? []).map((point) => point.x);
  chart.destroy();
  return { ticks, points };
}

const lineOf = (labels: readonly string[], template = "line", values = labels.map((_, at) => at)) =>
  draw(template, { labels, series: [{ name: "v", values }] }).panels[0] as PanelSpec;

const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
const daily = (count: number, from = Date.UTC(1958, 2, 1)) => Array.from({ length: count }, (_, at) => iso(from + at * DAY));
const monthly = (count: number) => Array.from({ length: count }, (_, at) => iso(Date.UTC(1958, 2 + at, 1)));

/** A tick's words are the date of the data that it stands at, or between. */
function saysWhatIsUnderIt({ ticks, points }: ReturnType<typeof axisOf>, dates: readonly string[]) {
  expect(ticks.length).toBeGreaterThan(0);
  let year = "";
  for (const { text, at } of ticks) {
    const before = points.findLastIndex((x) => x <= at + 0.01);
    const after = points.findIndex((x) => x >= at - 0.01);
    const around = [dates[before] ?? dates[0], dates[after] ?? dates.at(-1)] as [string, string];
    year = /\d{4}/.exec(text)?.[0] ?? year;
    const [, month = "Jan", day = "1"] = /^([A-Z][a-z]{2})(?: (\d{1,2})(?!\d))?/.exec(text) ?? [];
    const said = iso(Date.parse(`${month} ${day}, ${year} UTC`));
    expect([text, said >= around[0] && said <= around[1], around]).toEqual([text, true, around]);
  }
}

describe.each([
  ["days", daily],
  ["months", monthly],
] as const)("over %s, a tick says what lies under it", (_, labelsOf) => {
  test.each([1, 2, 12, 60, 201, 1_000, 5_000, 20_000])("%i points", (count) => {
    const labels = labelsOf(count);
    const panel = lineOf(labels);
    saysWhatIsUnderIt(axisOf(panel), panel.time?.at.map(iso) ?? []);
  });

  test.each([201, 1_000, 5_000])("%i points, zoomed into", (count) => {
    const labels = labelsOf(count);
    const panel = lineOf(labels);
    const at = panel.time?.at ?? [];
    const [min, max] = [at[Math.floor(at.length * 0.4)] as number, at[Math.floor(at.length * 0.45)] as number];
    const { ticks, points } = axisOf(panel, { min, max });
    expect(ticks.every(({ value }) => value >= min && value <= max)).toBe(true);
    saysWhatIsUnderIt({ ticks, points }, at.map(iso));
  });
});

test.each([201, 1_000])("over %i names, a tick is the name of the datum under it, zoomed or not", (count) => {
  const panel = lineOf(Array.from({ length: count }, (_, at) => `Store ${at}`));
  for (const view of [{}, { min: 100, max: 120 }])
    for (const { value, text } of axisOf(panel, view).ticks) expect(text).toBe(`Store ${value}`);
});

test("years read as years, months have theirs below the first of them", () => {
  const texts = (labels: string[], locale?: string) => axisOf(lineOf(labels), {}, locale).ticks.map(({ text }) => text);
  expect(texts(["2006-01-01", "2007-01-01", "2008-01-01"])).toEqual(["2006", "2007", "2008"]);
  expect(texts(["2025-11", "2025-12", "2026-01"])).toEqual(["Nov 2025", "Dec", "Jan 2026"]);
  expect(texts(["2026-03", "2026-05"], "de")).toEqual(["Mär 2026", "Mai"]);
  expect(texts(["2024-Q3", "2024-Q1", "2024-Q2"])).toEqual(["2024-Q1", "2024-Q2", "2024-Q3"]);
  expect(texts(["FY24 Q2", "FY24 Q1"])).toEqual(["FY24 Q1", "FY24 Q2"]);
  expect(texts(monthly(754)).every((text) => /^\d{4}$/.test(text))).toBe(true);
});

test("what lies far apart stands far apart, and the line is broken there", () => {
  const labels = ["2005-01", "2005-02", "2005-03", "2005-04", "2007-02", "2007-03"];
  const panel = lineOf(labels);
  const { points } = axisOf(panel);
  const [usual, long] = [(points[1] as number) - (points[0] as number), (points[4] as number) - (points[3] as number)];
  expect(long / usual).toBeGreaterThan(15);
  const times = panel.time?.at ?? [];
  const broken = times.flatMap((time, at) =>
    at > 0 && time - (times[at - 1] as number) > (panel.time?.gap ?? 0) ? [labels[at]] : [],
  );
  expect(broken).toEqual(["2007-02"]);
});

test("weekends are no gaps, and sampling makes none", () => {
  const weekdays = daily(400, Date.UTC(2024, 0, 1)).filter((day) => ![0, 6].includes(new Date(day).getUTCDay()));
  const breaks = (panel: PanelSpec) => {
    const { at, gap } = panel.time as NonNullable<PanelSpec["time"]>;
    return at.filter((time, index) => index > 0 && time - (at[index - 1] as number) > gap).map(iso);
  };
  expect(breaks(lineOf(weekdays))).toEqual([]);
  expect(breaks(lineOf(daily(20_000)))).toEqual([]);
  const hole = daily(20_000).filter((day) => day < "1980-01-01" || day > "1983-06-01");
  expect(
    breaks(
      lineOf(
        hole,
        "line",
        hole.map((_, at) => Math.sin(at)),
      ),
    ),
  ).toEqual(["1983-06-02"]);
});

test.each(["line", "bar", "area"])("%s: a missing date leaves the others in their order, and says so", (template) => {
  const rows = [
    { when: "2023-01-01", v: 40 },
    { when: null, v: 99 },
    { when: "2020-01-01", v: 10 },
    { when: "2021-01-01", v: 20 },
    { when: "2022-01-01", v: 30 },
  ];
  const spec = draw(template, { rows, encoding: { x: "when", y: "v" } });
  expect(spec.panels[0]?.labels).toEqual(["2020", "2021", "2022", "2023"]);
  expect(spec.panels[0]?.series[0]?.values).toEqual([10, 20, 30, 40]);
  expect(spec.warnings.map(({ code }) => code)).toContain("LEFT_OUT");
});

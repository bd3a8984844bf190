import { createCanvas } from "canvas";
import { Chart } from "chart.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { theme } from "../design-system/theme.ts";
import { logTicks } from "../forms/axis.ts";
import { speakCatalogues } from "../locale/speak.ts";
import { draw } from "../tests/charts.ts";
import { buildConfig } from "./build-config.ts";
import { registerChartParts } from "./register.ts";
import { startSaid } from "./value-axis.ts";

speakCatalogues();

registerChartParts();

function axisOf(panel: PanelSpec) {
  const config = buildConfig(panel, theme("light"), "en");
  const chart = new Chart(
    createCanvas(900, 400) as never,
    { ...config, options: { ...config.options, devicePixelRatio: 1 } } as never,
  );
  const scale = chart.scales[panel.kind === "horizontal-bar" ? "x" : "y"];
  const { min = 0, max = 0, ticks = [] } = scale ?? {};
  const said = startSaid(panel, scale, "en");
  chart.destroy();
  return { min, max, said, ticks: ticks.map(({ value, label }) => ({ value, label: String(label).replaceAll("\u202f", " ") })) };
}

const panelOf = (template: string, values: readonly (number | null)[], more: object = {}) =>
  draw(template, {
    labels: values.map((_, at) => `2026-01-${String(at + 1).padStart(2, "0")}`),
    series: [{ name: "v", values }],
    ...more,
  }).panels[0] as PanelSpec;

test("a line far from zero begins at a round number and says so; bars and areas begin at zero", () => {
  const values = [130e6, 135e6, 132e6, 143e6];
  const line = axisOf(panelOf("line", values, { unit: "USD" }));
  expect(line.min).toBe(130e6);
  expect(line.said).toBe("axis starts at $130\u202fM");
  for (const template of ["bar", "area"]) {
    const { min, said } = axisOf(panelOf(template, values));
    expect([min, said]).toEqual([0, null]);
  }
});

test("ticks are in one scale with the same decimals, and lie in the axis", () => {
  expect(axisOf(panelOf("line", [1_000, 5_000, 10_400], { unit: "USD" })).ticks.map(({ label }) => label)).toEqual([
    "$0",
    "$2 k",
    "$4 k",
    "$6 k",
    "$8 k",
    "$10 k",
  ]);
});

test("no axis leaves a quarter of its height empty, and none cuts a value off", () => {
  const value = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 12 }), fc.constantFrom("line", "area", "bar"), (values, template) => {
      fc.pre(values.some((one) => one !== 0));
      const { min, max, ticks } = axisOf(panelOf(template, values));
      const [low, high] = [Math.min(...values), Math.max(...values)];
      expect(min <= low && max >= high).toBe(true);
      expect(ticks.every((tick) => tick.value >= min - 1e-6 && tick.value <= max + 1e-6)).toBe(true);
      if (high > 0) expect((max - high) / (max - min)).toBeLessThan(0.25);
    }),
    { numRuns: 60 },
  );
});

test("nothing but zeros have no made-up numbers above them", () => {
  expect(axisOf(panelOf("line", [0, 0, 0])).ticks.map(({ label }) => label)).toEqual(["0"]);
  expect(axisOf(panelOf("line", [0, 0, 0])).min).toBe(0);
});

test("parts of a hundred end at a hundred", () => {
  expect(axisOf(panelOf("bar", [97, 91, 64], { unit: "%" })).max).toBe(100);
  expect(axisOf(panelOf("line", [97, 31, 120], { unit: "%" })).max).toBeGreaterThan(120);
});

test("a line of reference lies in the axis", () => {
  const panel = panelOf("line", [10, 20, 30], { reference: [{ panel: "chart", value: 80, label: "Target" }] });
  expect(axisOf(panel).max).toBeGreaterThan(80);
});

test.each([
  [1, 1_000_000, [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]],
  [3, 60, [5, 10, 20, 50]],
])("a logarithmic axis from %d to %d is marked at %o", (min, max, marks) => {
  expect(logTicks(min, max)).toEqual(marks);
});

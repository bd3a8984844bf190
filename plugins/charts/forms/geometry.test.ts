import { expect, test } from "vitest";
import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { theme } from "../design-system/theme.ts";
import type { Rect } from "../layout/place-labels.ts";
import { spread } from "../layout/spread.ts";
import { speakCatalogues } from "../locale/speak.ts";
import { roundRange, ticks } from "./axis.ts";
import type { FormTools } from "./form.ts";
import { formOf } from "./index.ts";
import { backEdges, layersOf } from "./layers.ts";
import { flowsOf } from "./sankey.ts";
import { shorten, wrapped } from "./text.ts";
import { squarify } from "./treemap.ts";
import { floating } from "./waterfall.ts";

speakCatalogues();

const area = { x: 5, y: 7, width: 900, height: 400 };
const tools: FormTools = {
  theme: theme("light"),
  locale: "en",
  format: { style: "number" },
  measure: (text, size) => [...text].length * size * 0.55,
};
const lay = (drawing: Drawing) => formOf(drawing).layout(drawing, area, tools);
const size = ({ width, height }: Rect) => width * height;

test.each([[[5]], [[8, 4, 2, 1, 1]], [Array.from({ length: 200 }, (_, index) => 1 + (index % 17))], [[3, 0, 1]]])(
  "treemap of %j: area is value, and all of the area is used",
  (values) => {
    const boxes = squarify(values, area);
    const total = values.reduce((sum, value) => sum + value, 0);
    boxes.forEach((box, index) => {
      expect(size(box)).toBeCloseTo(((values[index] as number) / total) * size(area), 4);
    });
    expect(boxes.reduce((sum, box) => sum + size(box), 0)).toBeCloseTo(size(area), 3);
  },
);

test("treemap boxes are no slivers", () => {
  const boxes = squarify([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 600, height: 400 });
  for (const { width, height } of boxes) expect(Math.max(width / height, height / width)).toBeLessThan(3.1);
});

test("sankey: what flows into a node fills its bar, and what flows out too", () => {
  const links = [
    { source: "Ads", target: "Visits", value: 60 },
    { source: "Search", target: "Visits", value: 40 },
    { source: "Visits", target: "Trials", value: 70 },
    { source: "Visits", target: "Left", value: 30 },
  ];
  const { names, values } = flowsOf({ links });
  expect(values[names.indexOf("Visits")]).toBe(100);
  const { marks, shapes = [] } = lay({ form: "sankey", links });
  const node = shapes[names.indexOf("Visits")]?.box as Rect;
  const thickness = marks.map(({ points = [] }) => (points.at(-1)?.y ?? 0) - (points[0]?.y ?? 0));
  const unit = node.height / 100;
  thickness.forEach((thick, index) => {
    expect(thick).toBeCloseTo((links[index]?.value ?? 0) * unit, 6);
  });
  const arriving = marks.slice(0, 2).map(({ points = [] }) => points[24]?.y ?? 0);
  expect(Math.min(...arriving)).toBeCloseTo(node.y, 6);
});

test("sankey: a circle is drawn, dashed, and nothing hangs", () => {
  const links = [
    { source: "a", target: "b", value: 2 },
    { source: "b", target: "a", value: 1 },
    { source: "a", target: "a", value: 1 },
  ];
  const { lines, marks } = lay({ form: "sankey", links });
  expect(marks).toHaveLength(3);
  expect(lines.filter(({ dashed }) => dashed)).toHaveLength(2);
});

test("waterfall: each step starts where the last ended, a total stands on zero", () => {
  const item = (value: number, total = false) => ({ label: "", value, total, role: "neutral" as const });
  const bars = floating({ items: [item(100, true), item(-30), item(50), item(120, true)] }, String);
  expect(bars.map(({ from, to }) => [from, to])).toEqual([
    [0, 100],
    [100, 70],
    [70, 120],
    [0, 120],
  ]);
});

test("network: an edge that closes a circle is dashed, all others run forward", () => {
  const nodes = ["a", "b", "c"].map((id) => ({ id, label: id, group: null }));
  const edges = ["ab", "bc", "ca", "cc"].map(([source = "", target = ""]) => ({ source, target, weight: 1, critical: false }));
  const { lines, marks } = lay({ form: "network", nodes, edges });
  expect(lines.filter(({ dashed }) => dashed)).toHaveLength(2);
  expect(marks.map(({ box }) => box.x)).toEqual(marks.map(({ box }) => box.x).toSorted((a, b) => a - b));
});

test("a chain of 50,000 is walked without a stack of its own size", () => {
  const edges = Array.from({ length: 50_000 }, (_, from) => ({ from, to: from + 1 }));
  const back = backEdges(50_001, edges);
  expect(back.size).toBe(0);
  expect(layersOf(50_001, edges, back).at(-1)).toBe(50_000);
});

test("funnel: a share is written only where what is below came from above", () => {
  const items = [
    { label: "Visits", value: 200 },
    { label: "Trials", value: 50 },
  ];
  const texts = (conversion: boolean) => lay({ form: "funnel", items, conversion }).texts.map(({ text }) => text);
  expect(texts(true)).toContain("↓ 25%");
  expect(texts(false).join()).not.toContain("%");
});

test("table: what is left out is counted", () => {
  const rows = Array.from({ length: 40 }, (_, row) => [`row ${row}`, "1"]);
  const { texts } = lay({
    form: "table",
    columns: [
      { name: "a", numeric: false },
      { name: "b", numeric: true },
    ],
    rows,
  });
  const shown = texts.filter(({ text }) => text.startsWith("row ")).length;
  expect(texts.at(-1)?.text).toBe(`+ ${40 - shown} more rows`);
});

test("spread keeps order and distance, and moves nothing that has room", () => {
  expect(spread([10, 50, 90], 20, 0, 100)).toEqual([10, 50, 90]);
  expect(spread([50, 50, 50], 20, 0, 100)).toEqual([50, 70, 90]);
  expect(spread([95, 96], 20, 0, 100)).toEqual([80, 100]);
});

test("ticks are round numbers within the range", () => {
  expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticks(-12, 47, 5)).toEqual([0, 20, 40]);
  expect(ticks(3, 3, 5)).toEqual([3]);
  expect(ticks(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
});

test.each([
  [10, 100, 0],
  [90, 100, 89.4],
  [-5, 5, -5.6],
])("a range of %d to %d starts at %d", (low, high, min) => {
  expect(roundRange(low, high).min).toBeCloseTo(min, 6);
});

test("a shortened text is whole letters, and nothing when three do not fit", () => {
  expect(shorten("🚀🚀🚀🚀🚀🚀", 40, 13, 400, tools.measure)).toBe("🚀🚀🚀🚀…");
  expect(shorten("Payments", 20, 13, 400, tools.measure)).toBe("");
  expect(wrapped("Payments and settlement", 80, 2, 13, 400, tools.measure)).toEqual(["Payments", "and settle…"]);
});

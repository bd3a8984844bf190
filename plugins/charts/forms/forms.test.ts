import { createCanvas } from "canvas";
import { describe, expect, test } from "vitest";
import type { Drawing, KpiSpec } from "../../../core/ports/dashboard-spec.ts";
import { contrast, TEXT_CONTRAST } from "../design-system/colour.ts";
import { theme } from "../design-system/theme.ts";
import type { Rect } from "../layout/place-labels.ts";
import { speakCatalogues } from "../locale/speak.ts";
import { registerFonts } from "../render/fonts.ts";
import type { FormTools, Layout } from "./form.ts";
import { formOf } from "./index.ts";
import { textBox } from "./text.ts";

speakCatalogues();

registerFonts();
const ctx = createCanvas(1, 1).getContext("2d");
const measure: FormTools["measure"] = (text, size, weight) => {
  ctx.font = `${weight} ${size}px Inter`;
  return ctx.measureText(text).width;
};
const tools: FormTools = {
  theme: theme("light"),
  locale: "en",
  format: { style: "currency", currency: "EUR", compact: true },
  measure,
};
const AREAS = {
  desk: { x: 10, y: 20, width: 1480, height: 640 },
  half: { x: 0, y: 0, width: 700, height: 230 },
  phone: { x: 4, y: 4, width: 300, height: 160 },
};
const WORDS = [
  "Платформа данных",
  "نظام الدفع",
  "🚀 Launch",
  "Donaudampfschifffahrtsgesellschaftskapitän",
  "A",
  "Payments and settlement of all the regions",
  "",
  "請求",
];
const word = (index: number) => `${WORDS[index % WORDS.length]} ${index}`;
const many = <T>(count: number, of: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => of(index));
const kpi = (index: number): KpiSpec => ({
  name: word(index),
  value: index === 2 ? null : 1234.5 * index,
  format: { style: "currency", currency: "EUR", compact: true },
  delta:
    index % 2 === 0
      ? null
      : { value: -index, format: { style: "percent", signed: true }, base: "the quarter before", good: false },
  history: index % 3 === 0 ? [] : [1, null, 3, 2],
  target: index % 2 === 0 ? 5000 : null,
});

/** Each form at a size, from short to far too much. */
const drawings: Record<Drawing["form"], (count: number) => { drawing: Drawing; marks: number }> = {
  heatmap: (n) => ({
    drawing: {
      form: "heatmap",
      rows: many(n, word),
      columns: many(Math.min(n, 12), word),
      values: many(n, (r) => many(Math.min(n, 12), (c) => (r === c ? null : r * c))),
      higherIsBetter: null,
    },
    marks: n * Math.min(n, 12),
  }),
  treemap: (n) => ({
    drawing: { form: "treemap", items: many(n, (i) => ({ label: word(i), value: 1000 / (i + 1) })) },
    marks: n,
  }),
  sankey: (n) => ({
    drawing: { form: "sankey", links: many(n, (i) => ({ source: word(i % 7), target: `to ${word(i % 5)}`, value: i + 1 })) },
    marks: n,
  }),
  funnel: (n) => ({
    drawing: { form: "funnel", conversion: true, items: many(n, (i) => ({ label: word(i), value: 90_000 / (i + 1) })) },
    marks: n,
  }),
  round: (n) => ({ drawing: { form: "round", hole: true, items: many(n, (i) => ({ label: word(i), value: i + 1 })) }, marks: n }),
  waterfall: (n) => ({
    drawing: {
      form: "waterfall",
      items: many(n, (i) => ({
        label: word(i),
        value: (i % 2 === 0 ? 1 : -1) * 1000 * (i + 1),
        total: i === n - 1,
        role: "neutral" as const,
      })),
    },
    marks: n,
  }),
  boxplot: (n) => ({
    drawing: {
      form: "boxplot",
      items: many(n, (i) => ({ label: word(i), low: i, q1: i + 5, median: i + 7, q3: i + 12, high: i + 20, outliers: [i + 60] })),
    },
    marks: n,
  }),
  network: (n) => ({
    drawing: {
      form: "network",
      nodes: many(n, (i) => ({ id: `${i}`, label: word(i), group: `group ${i % 3}` })),
      edges: many(n, (i) => ({ source: `${i}`, target: `${(i * 3 + 1) % n}`, weight: i + 1, critical: i === 0 })),
    },
    marks: n,
  }),
  timeline: (n) => ({
    drawing: {
      form: "timeline",
      today: 20_100,
      items: many(n, (i) => ({
        label: word(i),
        track: word(i % 4),
        start: 20_000 + i * 7,
        end: 20_040 + i * 9,
        role: "accent" as const,
        note: "on track, 80%",
      })),
    },
    marks: n,
  }),
  scatter: (n) => ({
    drawing: {
      form: "scatter",
      points: many(n, (i) => ({
        label: word(i),
        x: (i * 37) % 100,
        y: (i * 53) % 100,
        size: i % 2 === 0 ? i : null,
        role: "accent" as const,
      })),
      x: { name: "Effort in person days", min: 0, max: 100, format: { style: "number" } },
      y: { name: "Impact", min: 0, max: 100, format: { style: "percent" } },
      quadrants: ["Quick wins", "Big bets", "Question", "Fill-ins"],
      links: n > 1 ? [{ from: 0, to: n - 1, weight: 1 }] : [],
      notes: [{ at: 0, text: "bought in March" }],
      bands: [
        { axis: "x", low: 20, high: 40, label: "Where we want to be by the end of the year" },
        { axis: "y", low: -20, high: 10, label: "Too low" },
      ],
      lines: [
        { axis: "y", value: 50, label: "Target" },
        { axis: "x", value: 90, label: "Limit of the budget" },
      ],
      key: [
        { name: "Idea", role: "accent" },
        { name: "Pilot", role: "series-2" },
      ],
    },
    marks: n,
  }),
  bullet: (n) => ({
    drawing: {
      form: "bullet",
      names: ["Spent", "Budget"],
      items: many(n, (i) => ({ label: word(i), value: 900 * i, target: 100_000 / (i + 1), role: "good" as const })),
    },
    marks: n,
  }),
  rows: (n) => ({
    drawing: {
      form: "rows",
      labels: many(n, word),
      columns: [
        {
          name: "Adoption, % of screens",
          values: many(n, (i) => (i === 1 ? null : (i * 7) % 100)),
          format: { style: "percent" },
          mark: "bar",
          role: "accent",
        },
        { name: "Teams", values: many(n, (i) => i % 9), format: { style: "number" }, mark: "dots", role: "series-1" },
        {
          name: "Lead",
          values: many(n, (i) => (i % 5) - 2),
          format: { style: "number", signed: true },
          mark: "bar",
          role: "accent",
        },
      ],
    },
    marks: n,
  }),
  slope: (n) => ({
    drawing: {
      form: "slope",
      columns: ["First quarter of 2025", "First quarter of 2026"],
      items: many(n, (i) => ({
        label: word(i),
        before: (i * 37) % 90,
        after: (i * 53) % 90,
        role: i % 3 === 0 ? ("accent" as const) : ("reference" as const),
      })),
    },
    marks: n,
  }),
  dumbbell: (n) => ({
    drawing: {
      form: "dumbbell",
      names: ["Last year", "This year, after the second review of all regions"],
      items: many(n, (i) => ({ label: word(i), from: (i * 37) % 90, to: (i * 53) % 90, role: "accent" as const })),
    },
    marks: n,
  }),
  diverging: (n) => ({
    drawing: {
      form: "diverging",
      line: 0,
      parts: many(5, (i) => ({ name: word(i), role: i < 2 ? ("bad" as const) : ("good" as const), faint: i === 1 })),
      rows: many(n, (i) => ({
        label: word(i),
        segments: [
          { part: 0, from: -20 - (i % 30), to: -10, text: "10%" },
          { part: 1, from: -10, to: 0, text: "10%" },
          { part: 3, from: 0, to: 1 + (i % 50), text: `${1 + (i % 50)}%` },
        ],
      })),
    },
    marks: n,
  }),
  pareto: (n) => ({
    drawing: {
      form: "pareto",
      items: many(n, (i) => ({ label: word(i), value: 1000 / (i + 1), role: "accent" as const })),
      cumulative: many(n, (i) => (100 * (i + 1)) / n),
    },
    marks: n,
  }),
  marimekko: (n) => ({
    drawing: {
      form: "marimekko",
      columns: many(n, (i) => ({ label: word(i), values: many(3, (p) => (i * 7 + p * 11) % 40) })),
      parts: many(3, (i) => ({ name: word(i), role: `series-${i + 1}` as "series-1" })),
    },
    marks: n * 3,
  }),
  calendar: (n) => ({
    drawing: {
      form: "calendar",
      first: 20_000,
      values: many(n * 5, (i) => (i % 11 === 0 ? null : (i * 37) % 90)),
      higherIsBetter: null,
    },
    marks: n * 5,
  }),
  multiples: (n) => ({
    drawing: {
      form: "multiples",
      labels: many(12, (i) => `month ${i}`),
      items: many(n, (i) => ({
        label: word(i),
        values: many(12, (m) => (m === i ? null : (m * (i + 3)) % 40)),
        role: i % 3 === 0 ? ("accent" as const) : ("reference" as const),
      })),
    },
    marks: n,
  }),
  map: (n) => ({
    drawing: {
      form: "map",
      size: [1000, 500],
      regions: many(n, (i) => ({
        label: word(i),
        value: i % 4 === 3 ? null : i,
        rings: [
          [i, i, i + 20, i, i + 20, i + 30],
          [500, 100, 503, 100, 503, 104],
        ],
      })),
      higherIsBetter: null,
    },
    marks: n,
  }),
  cards: (n) => ({ drawing: { form: "cards", cards: many(n, kpi) }, marks: n }),
  table: (n) => ({
    drawing: {
      form: "table",
      columns: many(Math.min(n, 9), (i) => ({ name: word(i), numeric: i % 2 === 1 })),
      rows: many(n, (r) => many(Math.min(n, 9), (c) => word(r + c))),
    },
    marks: n,
  }),
};

describe.each(Object.keys(drawings) as Drawing["form"][])("%s", (form) => {
  const cases = [1, 2, 6, 24, 200].flatMap((count) => Object.entries(AREAS).map(([name, area]) => [count, name, area] as const));
  test.each(cases)("of %i on a %s stays in its area, and no text lies over another", (count, _, area) => {
    const { drawing, marks } = drawings[form](count);
    const layout = formOf(drawing).layout(drawing, area, tools);
    expect(layout.marks).toHaveLength(marks);
    check(layout, area);
  });
});

const redrawable = Object.keys(drawings).filter(
  (form) => formOf(drawings[form as Drawing["form"]](3).drawing).redraw !== undefined,
);

test.each(redrawable as Drawing["form"][])("%s follows other values: a mark for each part that is left, in its order", (name) => {
  const { drawing } = drawings[name](4);
  const form = formOf(drawing);
  const made = form.redraw?.(drawing, [5, null, 0, 2]);
  if (made === undefined) throw new Error("not redrawn");
  expect(made.left).toEqual([0, 3]);
  expect(form.layout(made.drawing, AREAS.desk, tools).marks).toHaveLength(2);
  expect(made.drawing).toMatchObject({ items: [{ value: 5 }, { value: 2 }] });
});

test("forms that would lose their words on a phone ask for room, the others take any", () => {
  const asked = Object.entries(drawings).flatMap(([name, of]) => {
    const { drawing } = of(6);
    return formOf(drawing).minWidth === undefined ? [] : [[name, formOf(drawing).minWidth?.(drawing)]];
  });
  expect(Object.fromEntries(asked)).toEqual({ heatmap: 6 * 58 + 110, sankey: 600, timeline: 600 });
});

function check({ marks, shapes = [], lines, texts, grounds = [] }: Layout, area: Rect): void {
  for (const { box } of [...marks, ...shapes, ...grounds]) {
    expect(Object.values(box).every(Number.isFinite), JSON.stringify(box)).toBe(true);
    expect(inside(box, area), JSON.stringify(box)).toBe(true);
  }
  for (const { points } of lines) for (const { x, y } of points) expect(Number.isFinite(x + y)).toBe(true);
  const boxes = texts.map((text) => ({ text, box: textBox(text, measure) }));
  for (const { text, box } of boxes) {
    expect(text.text).not.toBe("");
    expect(text.size).toBeGreaterThanOrEqual(13);
    expect(inside(box, area), `${text.text} ${JSON.stringify(box)}`).toBe(true);
  }
  boxes.forEach((a, index) => {
    for (const b of boxes.slice(index + 1))
      expect(
        overlap(a.box, b.box),
        `"${a.text.text}" ${JSON.stringify(a.box)} over "${b.text.text}" ${JSON.stringify(b.box)}`,
      ).toBe(false);
  });
}

const inside = (box: Rect, area: Rect): boolean =>
  box.x >= area.x - 4.5 &&
  box.y >= area.y - 4.5 &&
  box.x + box.width <= area.x + area.width + 4.5 &&
  box.y + box.height <= area.y + area.height + 4.5;

const overlap = (a: Rect, b: Rect): boolean =>
  a.x + 1 < b.x + b.width && b.x + 1 < a.x + a.width && a.y + 1 < b.y + b.height && b.y + 1 < a.y + a.height;

test.each(["light", "dark"] as const)("text on a mark holds its contrast, %s", (name) => {
  for (const accent of [null, "#2c3e50", "#27ae60", "#8e44ad", "#e74c3c", "#f39c12"]) {
    const own = { ...tools, theme: theme(name, { accent }) };
    for (const form of ["treemap", "funnel", "heatmap", "network", "timeline"] as const) {
      const { drawing } = drawings[form](6);
      const { marks, texts } = formOf(drawing).layout(drawing, AREAS.desk, own);
      for (const text of texts) {
        const box = textBox(text, measure);
        const under = marks.findLast(({ box: mark }) => inside(box, mark) && mark.width > 0);
        expect(contrast(text.colour, under?.fill ?? own.theme.card), `${form} ${text.text}`).toBeGreaterThanOrEqual(
          TEXT_CONTRAST,
        );
      }
    }
  }
});

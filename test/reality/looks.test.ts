import { createCanvas } from "canvas";
import { describe, expect, test } from "vitest";
import type { DashboardSpec, PanelSpec } from "../../core/ports/dashboard-spec.ts";
import { buildConfig } from "../../plugins/charts/chart-config/build-config.ts";
import { theme } from "../../plugins/charts/design-system/theme.ts";
import type { Layout } from "../../plugins/charts/forms/form.ts";
import { formOf } from "../../plugins/charts/forms/index.ts";
import { textBox } from "../../plugins/charts/forms/text.ts";
import { speakCatalogues } from "../../plugins/charts/locale/speak.ts";
import { registerFonts } from "../../plugins/charts/render/fonts.ts";
import { draw } from "../../plugins/charts/tests/charts.ts";
import { csv, many, rows } from "./tables.ts";

/** Rows of the review that are about looks, where a rule can hold them. */
registerFonts();
speakCatalogues();
const ctx = createCanvas(1, 1).getContext("2d");
const measure = (text: string, size: number, weight: number) => {
  ctx.font = `${weight} ${size}px Inter`;
  return ctx.measureText(text).width;
};

function laid(spec: DashboardSpec, width = 1480, height = 640): Layout {
  const { drawing, format } = spec.panels[0] as DashboardSpec["panels"][number];
  if (drawing === undefined) throw new Error("not a form");
  return formOf(drawing).layout(drawing, { x: 0, y: 0, width, height }, { theme: theme("light"), locale: "en", format, measure });
}

test("a hyphen is as narrow as between words, though digits are all of one width", () => {
  expect(measure("-", 14, 400)).toBeLessThan(measure("0", 14, 400) * 0.85);
  expect(measure("1", 14, 400)).toBeCloseTo(measure("8", 14, 400), 5);
});

describe("a pie", () => {
  test("no two slices look the same, and the rest is none of them", () => {
    const { marks } = laid(draw("pie", { labels: [..."abcdefgh"], values: [9, 8, 7, 6, 5, 4, 3, 2], name: "Cost" }));
    expect(new Set(marks.map(({ fill }) => fill)).size).toBe(marks.length);
  });

  test("one slice has no seam", () => {
    expect(laid(draw("pie", { labels: ["All"], values: [5], name: "Cost" })).marks[0]?.stroke).toBeUndefined();
  });
});

describe("a heat map", () => {
  test.each([10, 20, 25, 40])("of %i columns writes all of its numbers or none", (count) => {
    const values = many(8, (r) => many(count, (c) => (r * 31 + c * 7) % 40 || 0.25));
    const spec = draw("heatmap", {
      rows: many(8, (at) => `r${at}`),
      columns: many(count, (at) => `c${at}`),
      values,
      name: "Rate",
    });
    for (const width of [1480, 700, 340]) {
      const cells = laid(spec, width).texts.filter(({ weight }) => weight === 600).length;
      expect([0, 8 * count]).toContain(cells);
    }
  });

  test("of nothing but zeros is pale", () => {
    const fills = (values: number[][]) =>
      laid(draw("heatmap", { rows: ["a", "b"], columns: ["x", "y"], values, name: "n" })).marks.map(({ fill }) => fill);
    const zeros = fills([
      [0, 0],
      [0, 0],
    ]);
    const [lowest] = fills([
      [0, 1],
      [2, 3],
    ]);
    expect(new Set(zeros)).toEqual(new Set([lowest]));
  });
});

test("bins of a histogram have their bounds between them, whole", () => {
  const spec = draw("histogram", { values: many(300, (at) => ((at * 7919) % 1000) * 20), unit: "USD", name: "Deal" });
  const [panel] = spec.panels;
  expect(panel?.edges).toHaveLength((panel?.labels.length ?? 0) + 1);
  for (const edge of panel?.edges ?? []) expect(edge).not.toMatch(/[…–]/);
});

describe("a cloud", () => {
  test("stands where its data are, not at zero; on a scale of powers where that is asked for", () => {
    const of = (more: object) =>
      draw("scatter", rows(csv("gapminder-health-income.csv"), { x: "income", y: "health" }, more)).panels[0]?.drawing;
    const plain = of({});
    expect(plain?.form === "scatter" && plain.y.min).toBeGreaterThan(40);
    const log = of({ x_scale: "log" });
    expect(log?.form === "scatter" && log.x.log).toBe(true);
  });

  test("on a phone a name stands beside its own point, or is tied to it", () => {
    const stakeholders = [
      { name: "Head of Sales", power: 8, interest: 8.2, stance: "critic" },
      { name: "Data protection officer", power: 7.9, interest: 8.1, stance: "supporter" },
      { name: "CFO", power: 8.1, interest: 8, stance: "neutral" },
      { name: "Works council", power: 7.8, interest: 8.3, stance: "critic" },
      { name: "CIO", power: 8.2, interest: 7.9, stance: "supporter" },
    ];
    const { texts, marks, lines } = laid(draw("stakeholder_map", { stakeholders }), 350, 420);
    let written = 0;
    for (const [at, { name }] of stakeholders.entries()) {
      const text = texts.find((one) => one.text.startsWith(name));
      if (text === undefined) continue;
      written++;
      const box = textBox(text, measure);
      const far = (mark: Layout["marks"][number]) => {
        const [x, y] = [mark.box.x + mark.box.width / 2, mark.box.y + mark.box.height / 2];
        return Math.hypot(Math.max(box.x - x, 0, x - box.x - box.width), Math.max(box.y - y, 0, y - box.y - box.height));
      };
      const own = marks[at] as Layout["marks"][number];
      const nearest = marks.every((mark) => far(own) <= far(mark) + 0.5);
      const [x, y] = [own.box.x + own.box.width / 2, own.box.y + own.box.height / 2];
      const tied = lines.some(({ points }) => points.some((point) => Math.hypot(point.x - x, point.y - y) <= own.box.width));
      expect([name, nearest || tied]).toEqual([name, true]);
    }
    expect(written).toBeGreaterThan(0);
  });
});

test("the line of today crosses no bar's words that could stand on its other side", () => {
  const items = [
    { name: "Mobile", track: "Product", start: "2025-03", end: "2025-12", status: "done" },
    { name: "Dynamic pricing", track: "Product", start: "2026-05", end: "2026-06", status: "planned" },
    { name: "Ledger", track: "Platform", start: "2026-02", end: "2027-01", status: "late" },
  ];
  const { texts, lines } = laid(draw("technology_roadmap", { items, today: "2026-08-15" }));
  const today = lines.find(({ width }) => width === 2)?.points[0]?.x ?? 0;
  const box = textBox(texts.find(({ text }) => text.startsWith("Dynamic pricing")) as Layout["texts"][number], measure);
  expect(box.x < today && box.x + box.width > today).toBe(false);
});

test("a target that is missed is said to be, in the card", () => {
  const spec = draw("kpi", { kpis: [{ name: "Uptime", value: 99.2, target: 99.9, unit: "%", higher_is_better: true }] });
  const { texts } = laid(spec);
  const target = texts.find(({ text }) => /target/i.test(text));
  expect(target?.text).toMatch(/missed/);
  expect(target?.colour).toBe(theme("light").text("bad"));
});

test("a waterfall far from zero is cut, and says so; its steps can be seen", () => {
  const data = { labels: ["2008", "A", "B", "2009"], values: [143e6, -4.1e6, 1.2e6, 140.1e6], totals: [0, 3], name: "Jobs" };
  const { marks, texts } = laid(draw("waterfall", data));
  expect(texts.some(({ text }) => /axis starts at/.test(text))).toBe(true);
  expect(marks[1]?.box.height).toBeGreaterThan(60);
});

test("our area in a radar hides no rival's line", () => {
  const competitors = [
    { name: "We", scores: [9, 9, 8] },
    { name: "Rival", scores: [5, 7, 6] },
  ];
  const panel = draw("competitive_analysis", { dimensions: ["Price", "Quality", "Speed"], competitors }).panels[0] as PanelSpec;
  const fills = buildConfig(panel, theme("light"), "en").data.datasets.map(({ backgroundColor }) => String(backgroundColor));
  expect(fills[0]).toMatch(/^#[0-9a-f]{6}[0-3][0-9a-f]$/i);
  expect(fills.slice(1)).toEqual(["transparent"]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { draw } from "../tests/charts.ts";
import { type Box, layOut, rowsOf } from "./layout.ts";

const one = draw("bar", { labels: ["a", "b"], series: [{ name: "Cost", values: [1, 2] }] });
const measure = (text: string, size: number) => text.length * size * 0.55;

const spec = fc
  .record({
    spans: fc.array(fc.constantFrom<1 | 2>(1, 2), { minLength: 1, maxLength: 9 }),
    kpis: fc.integer({ min: 0, max: 6 }),
    words: fc.integer({ min: 1, max: 40 }),
  })
  .map(({ spans, kpis, words }): DashboardSpec => {
    const title = "Revenue rose again ".repeat(words).trim();
    const kpi = { label: "Cost", value: 1, format: { style: "number" } } as unknown as DashboardSpec["kpis"][number];
    const panels = spans.map((span, at): PanelSpec => ({ ...(one.panels[0] as PanelSpec), id: `p${at}`, span, title }));
    return { ...one, title, panels, kpis: Array.from({ length: kpis }, () => kpi) };
  });
const size = fc.record({ width: fc.integer({ min: 400, max: 3200 }), height: fc.integer({ min: 300, max: 2400 }) });

const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x + 1e-6 || b.x + b.width <= a.x + 1e-6 || a.y + a.height <= b.y + 1e-6 || b.y + b.height <= a.y + 1e-6;

test("every panel gets its place once, in order, two in a row at most, and a wide one a row of its own", () => {
  fc.assert(
    fc.property(spec, ({ panels }) => {
      const rows = rowsOf(panels);
      expect(rows.flat()).toEqual(panels.map((_, at) => at));
      for (const row of rows) {
        expect(row.length).toBeLessThanOrEqual(2);
        if (row.some((at) => panels[at]?.span === 2)) expect(row).toHaveLength(1);
      }
    }),
  );
});

test("a sentence without spaces breaks between words, not within a number or before a closing mark", () => {
  const title = "会員の継続率（1か月後）：最大は2026-04コホート（82%）、最小は2026-01コホート（73%）。".repeat(3);
  for (let width = 400; width < 900; width += 7) {
    const { lines } = layOut({ ...one, title }, { width, height: 900 }, measure).title;
    expect(lines.join("")).toBe(title);
    lines.slice(1).forEach((line, at) => {
      expect(line).not.toMatch(/^[、。：）%]/);
      expect(`${lines[at]?.slice(-1)}${line.slice(0, 1)}`).not.toMatch(/\d\d/);
    });
  }
});

test("no card lies over another, none leaves the picture, and each plot lies in its card, whatever the size", () => {
  fc.assert(
    fc.property(spec, size, (given, picture) => {
      const layout = layOut(given, picture, measure);
      const boxes = [...layout.kpis, ...layout.panels.map(({ card }) => card)];
      expect(layout.panels).toHaveLength(given.panels.length);
      expect(layout.kpis).toHaveLength(given.kpis.length);
      for (const [at, box] of boxes.entries()) {
        expect(boxes.slice(at + 1).every((other) => apart(box, other))).toBe(true);
        expect([box.x >= 0, box.x + box.width <= layout.width + 1e-6, box.y + box.height <= layout.height]).toEqual([
          true,
          true,
          true,
        ]);
      }
      for (const { card, plot } of layout.panels) {
        expect(plot.x).toBeGreaterThanOrEqual(card.x);
        expect(plot.x + plot.width).toBeLessThanOrEqual(card.x + card.width);
        expect(plot.y + plot.height).toBeLessThanOrEqual(card.y + card.height);
      }
    }),
    { numRuns: 200 },
  );
});

test("no line of a title or subtitle is wider than the card that it stands in", () => {
  fc.assert(
    fc.property(spec, size, (given, picture) => {
      for (const { card, title, subtitle } of layOut(given, picture, measure).panels)
        for (const text of [title, subtitle])
          for (const line of text.lines)
            if (line.length > 1) expect(text.x + measure(line, text.size)).toBeLessThanOrEqual(card.x + card.width);
    }),
    { numRuns: 100 },
  );
});

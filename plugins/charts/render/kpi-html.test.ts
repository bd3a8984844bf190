import { expect, test } from "vitest";
import type { KpiSpec } from "../../../core/ports/dashboard-spec.ts";
import { speakCatalogues } from "../locale/speak.ts";
import { kpiHtml } from "./kpi-html.ts";

speakCatalogues();

const points = { style: "number", unit: "points" } as const;
const delta = { value: -2, format: points, base: "May", good: false };
const kpi: KpiSpec = { name: "Debt", value: 12, format: points, delta, history: [16, null, 14, 12] };

test("a card says name, value, change and its line, in the tone of the change", () => {
  const html = kpiHtml(kpi, "en");
  expect(html).toContain('<span class="name">Debt</span><span class="value">12 <small>points</small></span>');
  expect(html.replace(/[\u202f\u00a0]/g, " ")).toContain('<span class="delta"><b class="bad">▼ 2 points</b> vs May</span>');
  expect(html).toContain('<svg class="spark bad"');
  expect(html.match(/<path d="([^"]*)"/)?.[1]).toMatch(/^M[\d.]+ [\d.]+M[\d.]+ [\d.]+L[\d.]+ [\d.]+$/);
});

test("what is not known is left out", () => {
  const html = kpiHtml({ ...kpi, delta: null, history: [] }, "en");
  expect(html).not.toMatch(/delta|svg/);
});

test("no word of the data is markup", () => {
  const bad = "<img src=x onerror=alert(1)>";
  const html = kpiHtml({ ...kpi, name: bad, format: { style: "number", unit: bad }, delta: { ...delta, base: bad } }, "en");
  expect(html).not.toContain("<img");
});

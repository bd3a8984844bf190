import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { templates } from "../../plugins/charts/tests/charts.ts";
import { specOf } from "./open-page.ts";
import { pages } from "./pages.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const { open } = pages();

const views = [
  ["light", 1600],
  ["dark", 390],
  ["dark", 1600],
  ["light", 390],
] as const;

/** Every template in one view, in turn; five in all of them, and with TEST_FULL every one. */
const everywhere = new Set(["roi_analysis", "leadership_dashboard", "stakeholder_map", "technology_roadmap", "team_comparison"]);
const cases = templates.flatMap((template, index) =>
  views
    .filter((_, view) => everywhere.has(template.id) || process.env.TEST_FULL === "1" || view === index % 4)
    .map(([theme, width]) => [template.id, theme, width, template] as const),
);

describe("every template's page has no axe violation, no request, a silent console and no failed panel", () => {
  test.each(cases)("%s in %s at %i px", async (id, theme, width, template) => {
    const { page, said, asked } = await open(specOf(template), theme, width);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${id}-${theme}-${width}.png`, fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await page.locator(".plot[hidden]").count()).toBe(0);
    await page.evaluate(axe);
    const found = await page.evaluate(async () =>
      (
        await (
          window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
        ).axe.run()
      ).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    );
    expect(found).toEqual([]);
    expect([said, asked]).toEqual([[], []]);
    await page.context().close();
  });
});

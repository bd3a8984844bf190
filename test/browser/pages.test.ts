import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as driver, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ChartContext, DashboardSpec } from "../../core/dashboard-spec.ts";
import type { ChartTemplate } from "../../core/plugin.ts";
import { charts } from "../../plugins/charts/index.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const plugin = charts();
const templates = plugin.charts ?? [];
const renderer = plugin.adapters?.renderer?.();
const context: ChartContext = {
  title: null,
  subtitle: null,
  source: "finance_h1.csv",
  locale: "en",
  currency: null,
  persona: { id: "alvaro", title: "Business Strategy", accent: "#27ae60" },
  generatedAt: "2026-11-22T10:00:00Z",
  runId: "7f3a2100",
  codeSha256: null,
  datasets: [],
  sample: true,
};
const specOf = (template: ChartTemplate, data: unknown = template.sample): DashboardSpec =>
  template.build(template.input.parse(data), context);
const find = (id: string): ChartTemplate => templates.find((one) => one.id === id) as ChartTemplate;

let browser: Browser;
beforeAll(async () => {
  browser = await driver.launch({ executablePath: await chromium.executablePath(), args: ["--no-sandbox", "--disable-gpu"] });
});
afterAll(async () => {
  await browser?.close();
  await renderer?.close();
});

async function open(
  spec: DashboardSpec,
  theme: "light" | "dark",
  width: number,
): Promise<{ page: Page; said: string[]; asked: string[] }> {
  const rendering = await renderer?.render(spec, { formats: ["html"], theme, width: 1600, height: 900, scale: 2, locale: "en" });
  // The page's own policy forbids a foreign script, axe too; that policy has a test of its own.
  const browserContext = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true, colorScheme: theme });
  const page = await browserContext.newPage();
  const [said, asked]: [string[], string[]] = [[], []];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => {
    if (!/^(data|blob|about):/.test(request.url())) asked.push(request.url());
  });
  await page.setContent(rendering?.html ?? "");
  await page.waitForFunction(
    () => document.querySelectorAll("canvas").length === 0 || document.querySelector("canvas")?.style.height !== "",
  );
  return { page, said, asked };
}

describe.each(templates.map((template) => [template.id, template] as const))("%s", (id, template) => {
  test.each([
    ["light", 1600],
    ["dark", 1600],
    ["light", 390],
    ["dark", 390],
  ] as const)("has no axe violation, no request and a silent console in %s at %i px", async (theme, width) => {
    const { page, said, asked } = await open(specOf(template), theme, width);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${id}-${theme}-${width}.png`, fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
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

test("arrow keys walk the points, and the live region reads them", async () => {
  const { page } = await open(specOf(find("roi_analysis")), "light", 1600);
  await page.locator("#panel-0-canvas").focus();
  await page.keyboard.press("ArrowRight");
  expect(await page.locator("#live").textContent()).toBe("Jan: ROI 10%");
  await page.keyboard.press("End");
  expect(await page.locator("#live").textContent()).toBe("Jun: ROI 31%");
  await page.context().close();
});

test("a panel enlarges by mouse and keyboard, with a way back", async () => {
  const { page } = await open(specOf(find("roi_analysis")), "light", 1600);
  await page.locator("#panel-1 .actions button").first().click();
  expect(await page.locator("#panel-0").isVisible()).toBe(false);
  await page.locator("#crumbs button").click();
  expect(await page.locator("#panel-0").isVisible()).toBe(true);
  await page.locator("#panel-2-canvas").focus();
  await page.keyboard.press("Enter");
  expect(await page.locator("#panel-1").isVisible()).toBe(false);
  await page.keyboard.press("Escape");
  expect(await page.locator("#panel-1").isVisible()).toBe(true);
  await page.context().close();
});

test("a legend entry and a category chip change what is drawn", async () => {
  const { page } = await open(specOf(find("roi_analysis")), "light", 1600);
  const pixels = () => page.locator("#panel-1-canvas").evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const before = await pixels();
  await page.locator("#panel-1 .legend button").first().click();
  await expect.poll(pixels).not.toBe(before);
  await page.getByRole("button", { name: "CI/CD", exact: true }).click();
  expect(await page.locator("#live").textContent()).toBe("Only CI/CD");
  await page.context().close();
});

test("a page without shared categories draws no filter", async () => {
  const { page } = await open(specOf(find("line")), "light", 1600);
  expect(await page.locator(".chip").count()).toBe(0);
  await page.context().close();
});

test("hostile labels stay text under the page's own policy", async () => {
  const evil = `</script><img src=x onerror="window.hit=1">$&$'`;
  const spec = specOf(find("bar"), { labels: [evil, "b"], series: [{ name: evil, values: [1, 2] }] });
  const rendering = await renderer?.render(spec, {
    formats: ["html"],
    theme: "light",
    width: 1600,
    height: 900,
    scale: 2,
    locale: "en",
  });
  const page = await browser.newPage();
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await page.setContent(rendering?.html ?? "");
  await page.waitForFunction(() => document.querySelector("canvas")?.style.height !== "");
  expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined();
  expect(await page.locator("tbody th").first().textContent()).toBe(evil);
  expect(said).toEqual([]);
  await page.close();
});

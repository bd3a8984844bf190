import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { launch } from "../browser/open-page.ts";
import { BuiltServer } from "./built-server.ts";
import { proves } from "./proves.ts";

/** Pages that the built server made, opened as a file, as somebody who was sent one does: under the page's own policy. */
const server = new BuiltServer();
const folder = mkdtempSync(join(tmpdir(), "p0-page-"));
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

let asked: string[] = [];
let said: string[] = [];
afterEach(() => {
  // Whatever was done with it: no request left the page, and nothing went wrong in it.
  expect({ asked, said }).toEqual({ asked: [], said: [] });
});

declare global {
  interface Window {
    /** Every text put on a canvas. */
    drawnTexts: string[];
    hit?: () => void;
    wasHit?: boolean;
  }
}

async function file(name: string, args: Record<string, unknown>): Promise<string> {
  const { html } = await server.render({ formats: ["html"], ...args });
  const path = join(folder, `${name}.html`);
  writeFileSync(path, await server.page(html));
  return `file://${path}`;
}

async function opened(url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 }, acceptDownloads: true });
  [asked, said] = [[], []];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => {
    if (!/^(data|blob|about|file):/.test(request.url())) asked.push(request.url());
  });
  await page.addInitScript(() => {
    window.drawnTexts = [];
    window.hit = () => {
      window.wasHit = true;
    };
    const fillText = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
      window.drawnTexts.push(text);
      fillText.call(this, text, ...rest);
    };
  });
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector("canvas")?.style.height !== "");
  return page;
}
const roi = async () => opened(await file("roi", { template: "roi_analysis", sample: true }));
const picture = (page: Page, panel: number) =>
  page.locator(`#panel-${panel}-canvas`).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
const box = async (page: Page, panel: number) =>
  (await page.locator(`#panel-${panel}-canvas`).boundingBox()) as { x: number; y: number; width: number; height: number };

proves("visualization.hover", "the value that stands in the data, by mouse and by keyboard", async () => {
  const page = await opened(await file("hover", { template: "bar", data: { north: 1234, south: 4321, west: 2222 } }));
  await page.evaluate(() => {
    window.drawnTexts = [];
  });
  const { x, y, width, height } = await box(page, 0);
  const texts = () => page.evaluate(() => window.drawnTexts.join(" | "));
  // Over the middle bar, whichever way the bars lie.
  for (const [across, down] of [
    [0.5, 0.8],
    [0.3, 0.5],
  ] as const)
    await page.mouse.move(x + width * across, y + height * down, { steps: 3 });
  await expect.poll(texts).toMatch(/(north|south|west).*(1,234|4,321|2,222)/);
  await page.locator("#panel-0-canvas").focus();
  await page.keyboard.press("Home");
  expect(await page.locator("#live").textContent()).toMatch(/(north: .*1,234|south: .*4,321|west: .*2,222)/);
  await page.close();
});

proves("visualization.zoom", "and what is shown then is what was shown before", async () => {
  const days = Array.from({ length: 60 }, (_, i) => i);
  const data = { labels: days.map((i) => `d${i}`), series: [{ name: "v", values: days.map((i) => Math.sin(i / 5) + 2) }] };
  const page = await opened(await file("zoom", { template: "line", data }));
  const whole = await picture(page, 0);
  const { x, y, width, height } = await box(page, 0);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -600);
  await page.keyboard.up("Control");
  await expect.poll(() => picture(page, 0)).not.toBe(whole);
  await page.getByRole("button", { name: /Reset zoom/ }).click();
  await page.mouse.move(0, 0);
  await expect.poll(() => picture(page, 0)).toBe(whole);
  await page.close();
});

proves("visualization.filter", "in every panel that has it, and says so", async () => {
  const page = await roi();
  const before = await picture(page, 1);
  await page.getByRole("button", { name: "CI/CD", exact: true }).click();
  expect(await page.locator("#live").textContent()).toBe("Only CI/CD");
  await expect.poll(() => picture(page, 1)).not.toBe(before);
  await page.close();
});

proves("visualization.drill", "by mouse and by keyboard", async () => {
  const page = await roi();
  const visible = (panel: number) => page.locator(`#panel-${panel}`).isVisible();
  await page.locator("#panel-1 .actions button").first().click();
  expect([await visible(0), await visible(1)]).toEqual([false, true]);
  await page.locator("#crumbs button").click();
  expect([await visible(0), await visible(1)]).toEqual([true, true]);
  await page.locator("#panel-2-canvas").focus();
  await page.keyboard.press("Enter");
  expect([await visible(0), await visible(2)]).toEqual([false, true]);
  await page.keyboard.press("Escape");
  expect(await visible(0)).toBe(true);
  await page.close();
});

/** Orders as rows: what a dashboard is drawn from, filtered by and drilled into. */
const orders = Array.from({ length: 60 }, (_, at) => ({
  region: ["North", "South", "East"][at % 3],
  product: at % 4 === 0 ? "Chair" : "Desk",
  revenue: 10 + at,
}));
const sumOf = (list: typeof orders) => list.reduce((sum, { revenue }) => sum + revenue, 0);
const ordersPage = async (name: string) =>
  opened(
    await file(name, { template: "bar", data: { rows: orders, encoding: { x: "region", y: "revenue", aggregate: "sum" } } }),
  );

proves("visualization.drill", "down to the rows that make a bar's number", async () => {
  const page = await ordersPage("orders");
  await page.locator("#panel-0-canvas").focus();
  for (const key of ["Home", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  const south = orders.filter(({ region }) => region === "South");
  expect(await page.locator("#rows-title").textContent()).toBe(`${south.length} rows: South`);
  const shown = await page.locator("#rows tbody td:last-child").allTextContents();
  expect(shown.map(Number)).toEqual(south.map(({ revenue }) => revenue));
  expect(await page.locator("#rows-note").textContent()).toContain(sumOf(south).toLocaleString("en"));
  await page.keyboard.press("Escape");
  expect(await page.locator("#rows").isVisible()).toBe(false);
  await page.close();
});

proves("visualization.filter", "of the rows, and the table below follows", async () => {
  const page = await ordersPage("filtered");
  await page.getByLabel("product").selectOption("Chair");
  const north = sumOf(orders.filter(({ region, product }) => region === "North" && product === "Chair"));
  await page.locator("#panel-0 summary").click();
  expect(await page.locator("#panel-0 details tbody td").first().textContent()).toBe(north.toLocaleString("en"));
  await page.close();
});

proves("visualization.link", "in another window", async () => {
  const url = await file("link", { template: "roi_analysis", sample: true });
  const page = await opened(url);
  await page.getByRole("button", { name: "CI/CD", exact: true }).click();
  await page.locator("#panel-1 .actions button").first().click();
  const hash = await page.evaluate(() => location.hash);
  await page.close();
  const again = await opened(url + hash);
  await expect.poll(() => again.locator("#panel-0").isVisible()).toBe(false);
  expect(await again.locator("#panel-1").isVisible()).toBe(true);
  expect(await again.getByRole("button", { name: "CI/CD", exact: true }).getAttribute("aria-pressed")).toBe("true");
  await again.close();
});

proves("visualization.export", "to files that open elsewhere", async () => {
  const page = await opened(await file("export", { template: "bar", data: { north: 1234.5, "=south()": 2 } }));
  const download = async (name: RegExp) => {
    const [got] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).first().click()]);
    return readFileSync(await got.path());
  };
  expect((await download(/^Download PNG/)).subarray(1, 4).toString()).toBe("PNG");
  const csv = (await download(/^Download CSV/)).toString("utf8");
  expect(csv).toContain("1234.5");
  // A spreadsheet must not take a label for a formula.
  expect(csv).not.toMatch(/(^|,)"?=south/m);
  await page.close();
});

proves("visualization.hostile-text", "in a browser: nothing of it runs, and it reads as it was written", async () => {
  const evil = `</script><img src=x onerror="hit()"><svg onload=hit()>$&$'`;
  const data = { labels: [evil, "b"], series: [{ name: evil, values: [1, 2] }] };
  const page = await opened(await file("hostile", { template: "bar", data, title: evil, subtitle: evil, source: evil }));
  expect(await page.locator("tbody th").first().textContent()).toContain(evil);
  expect(await page.locator("h1").textContent()).toBe(evil);
  expect(await page.locator("img, svg[onload]").count()).toBe(0);
  expect(await page.evaluate(() => window.wasHit)).toBeUndefined();
  await page.close();
});

proves("performance.interaction", "by key, by mouse and by legend; the middle one of each", async () => {
  const labels = Array.from({ length: 2000 }, (_, i) => `p${i}`);
  const series = Array.from({ length: 5 }, (_, s) => ({
    name: `s${s}`,
    values: labels.map((_, i) => Math.sin(i / 50 + s) * 10 + 20),
  }));
  const page = await opened(await file("large", { template: "line", data: { labels, series } }));
  const took = await page.evaluate(() => {
    const canvas = document.querySelector("canvas") as HTMLCanvasElement;
    const { x, y } = canvas.getBoundingClientRect();
    const middle = (count: number, target: EventTarget, make: (i: number) => Event) => {
      const times = Array.from({ length: count }, (_, i) => {
        const event = make(i);
        const started = performance.now();
        target.dispatchEvent(event);
        return performance.now() - started;
      });
      return times.sort((a, b) => a - b)[Math.floor(count / 2)] as number;
    };
    return {
      key: middle(15, canvas, () => new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true })),
      hover: middle(
        15,
        canvas,
        (i) => new MouseEvent("mousemove", { clientX: x + 50 + i * 40, clientY: y + 100, bubbles: true }),
      ),
      legend: middle(5, document.querySelector(".legend button") as Element, () => new MouseEvent("click", { bubbles: true })),
    };
  });
  for (const [what, ms] of Object.entries(took)) expect({ what, ms: ms < 100 ? "in time" : ms }).toEqual({ what, ms: "in time" });
  await page.close();
});

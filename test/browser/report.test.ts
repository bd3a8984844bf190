import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import chromium from "@sparticuz/chromium";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DashboardSpec } from "../../core/ports/dashboard-spec.ts";
import { find, plugin } from "../../plugins/charts/tests/charts.ts";
import { html } from "../../plugins/reports/html/html.ts";
import { pdf } from "../../plugins/reports/pdf/pdf.ts";
import { chartOf, reportOf, section, tools } from "../../plugins/reports/tests/reports.ts";
import { launch, specOf } from "./open-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
});

const rows = Array.from({ length: 120 }, (_, at) => ({
  region: ["North", "South"][at % 2],
  city: `c${at % 7}`,
  revenue: 100 + at,
}));
const sales = (title: string): DashboardSpec => ({
  ...specOf(find("dashboard"), {
    rows,
    panels: [
      { template: "bar", data: { encoding: { x: "region", y: "revenue", aggregate: "sum" }, unit: "EUR" } },
      { template: "bar", data: { encoding: { x: "city", y: "revenue", aggregate: "sum" }, unit: "EUR" } },
    ],
  }),
  title,
});

interface Opened {
  readonly page: Page;
  readonly said: string[];
}

/** As a reader opens it: with its own policy in force. */
async function opened(specs: readonly DashboardSpec[], more: Parameters<typeof section>[0] = {}, width = 1400): Promise<Opened> {
  const sections = specs.map((spec, at) => section({ heading: `Section ${at + 1}`, charts: [chartOf(spec)], ...more }));
  const charts = plugin.adapters.renderer();
  const { bytes } = await html.write(reportOf(sections), {
    ...tools(),
    page: () => charts.page(specs, { theme: "light", locale: "en" }),
  });
  await charts.close();
  const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => /^(data|blob|about):/.test(request.url()) || said.push(request.url()));
  await page.setContent(Buffer.from(bytes).toString());
  await page.waitForFunction(() => [...document.querySelectorAll("canvas")].every((one) => one.style.height !== ""));
  return { page, said };
}

describe("a report in HTML", () => {
  test("holds several dashboards, each filtered for itself, under its own policy and without a request", async () => {
    const { page, said } = await opened([sales("First"), sales("Second"), specOf(find("roi_analysis"))]);
    expect(await page.locator(".dashboard canvas").count()).toBeGreaterThan(4);
    const [first, second] = [page.locator(".dashboard").nth(0), page.locator(".dashboard").nth(1)];
    await first.getByLabel("region").selectOption("North");
    expect(await first.locator(".filtered").textContent()).toContain("region North");
    expect(await second.locator(".filtered").isVisible()).toBe(false);
    await first.locator("summary").first().click();
    await second.locator("summary").first().click();
    expect(await first.locator("details").first().locator("tbody th").allTextContents()).toEqual(["North"]);
    expect(await second.locator("details").first().locator("tbody th").allTextContents()).toEqual(["North", "South"]);
    expect(await page.evaluate(() => location.hash)).toBe("");
    expect(said).toEqual([]);
    await page.context().close();
  });

  test("no id stands in it twice, and every label leads to what it names", async () => {
    const { page } = await opened([sales("First"), sales("Second")]);
    const wrong = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      const led = [...document.querySelectorAll("[aria-labelledby],[aria-describedby]")].flatMap((one) =>
        `${one.getAttribute("aria-labelledby") ?? ""} ${one.getAttribute("aria-describedby") ?? ""}`.split(" ").filter(Boolean),
      );
      return [ids.filter((id, at) => ids.indexOf(id) < at), led.filter((id) => !ids.includes(id))];
    });
    expect(wrong).toEqual([[], []]);
    await page.context().close();
  });

  test("a mark opens its rows in its own dashboard, and Escape leads back", async () => {
    const { page } = await opened([sales("First"), sales("Second")]);
    await page.locator("#d2-panel-0-canvas").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    expect(await page.locator("#d2-rows-title").textContent()).toBe("60 rows: North");
    expect(await page.locator("#d1-rows").isVisible()).toBe(false);
    expect(await page.locator("#d1-panel-1").isVisible()).toBe(true);
    expect(await page.locator("#d2-panel-1").isVisible()).toBe(false);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    expect(await page.locator("#d2-panel-1").isVisible()).toBe(true);
    await page.context().close();
  });

  test("hostile words are letters, wherever they stand", async () => {
    const hostile = `</script><script>document.title="owned"</script><img src=x onerror="document.title='owned'">`;
    const table = { executionId: "e", columns: [{ name: hostile, kind: "text" as const }], rows: [[hostile]] };
    const spec = sales(hostile);
    const { page, said } = await opened([spec], { heading: hostile, text: [hostile], notes: hostile, table });
    expect(await page.title()).not.toBe("owned");
    expect(await page.locator("section h2").first().textContent()).toBe(hostile);
    expect(await page.locator(".card.table td").textContent()).toBe(hostile);
    expect(said).toEqual([]);
    await page.context().close();
  });

  test.each([1400, 390])("nothing is wider than a window of %i pixels", async (width) => {
    const wide = {
      executionId: "e",
      columns: Array.from({ length: 30 }, (_, at) => ({ name: `column ${at}`, kind: "number" as const })),
      rows: [Array(30).fill(123_456_789)],
    };
    const { page } = await opened(
      [sales("x".repeat(300)), specOf(find("heatmap"))],
      { table: wide, text: ["y".repeat(500)] },
      width,
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  test("on paper each dashboard stands whole on a sheet, its charts as images", async () => {
    const { page } = await opened([sales("First"), specOf(find("line"))], { text: ["Two lines", "of words."] });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 1054, height: 725 });
    const heights = await page.evaluate(() =>
      [...document.querySelectorAll(".report > section:not(.method)")].map((one) => one.getBoundingClientRect().height),
    );
    for (const height of heights) expect(height).toBeLessThanOrEqual(730);
    expect(await page.locator("img.paper").count()).toBe(await page.locator("canvas").count());
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect(await page.locator("img.paper").count()).toBe(0);
    await page.context().close();
  });
});

describe("a report in PDF", () => {
  const specs = [sales("First"), specOf(find("line"))];
  const written = async (program: string | undefined, signal = new AbortController().signal) => {
    const charts = plugin.adapters.renderer();
    const sections = specs.map((spec, at) => section({ heading: `Section ${at + 1}`, charts: [chartOf(spec)] }));
    const given = { ...tools(), signal, page: () => charts.page(specs, { theme: "light", locale: "en" }) };
    try {
      return await pdf(program).write(reportOf(sections), given);
    } finally {
      await charts.close();
    }
  };
  const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("strategic-python-report-"));

  test("is printed by the browser that was named, a section on a sheet, and leaves no file behind", async () => {
    const { bytes } = await written(await chromium.executablePath());
    const text = Buffer.from(bytes).toString("latin1");
    expect(text.slice(0, 5)).toBe("%PDF-");
    expect(text.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(3);
    expect(bytes.length).toBeGreaterThan(50_000);
    expect(left()).toEqual([]);
  });

  test("without a browser it is said what to do, and what is written in its place", async () => {
    await expect(written("/nowhere/chromium")).rejects.toMatchObject({
      code: "FORMAT_UNAVAILABLE",
      message: expect.stringContaining("--browser"),
      details: { instead: "html" },
    });
  });

  test("a program that is no browser, and one who has gone, leave an error and no file", async () => {
    await expect(written("/bin/false")).rejects.toMatchObject({
      code: "RENDER_FAILED",
      message: expect.stringContaining("ended with 1"),
    });
    await expect(written(await chromium.executablePath(), AbortSignal.abort())).rejects.toMatchObject({ code: "ABORTED" });
    expect(left()).toEqual([]);
  });
});

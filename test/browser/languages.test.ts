import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { catalogueOf } from "../../plugins/charts/locale/catalogues.ts";
import { en } from "../../plugins/charts/locale/en.ts";
import { find } from "../../plugins/charts/tests/charts.ts";
import { wordsIn } from "../../plugins/charts/tests/reader-texts.ts";
import { specOf } from "./open-page.ts";
import { pages } from "./pages.ts";

const { open } = pages();

const rows = Array.from({ length: 240 }, (_, at) => ({
  datum: `2026-0${1 + (at % 6)}-${10 + (at % 15)}`,
  gebiet: ["Nord", "Süd", "Ost"][at % 3],
  ware: `W${at % 40}`,
  umsatz: 100 + at,
}));
const encoded = (x: string) => ({ encoding: { x, y: "umsatz", aggregate: "sum" }, unit: "EUR" });
const orders = (locale: string) =>
  specOf(
    find("dashboard"),
    {
      rows,
      panels: [
        { template: "bar", data: encoded("gebiet") },
        { template: "line", data: encoded("datum") },
        { template: "bar", data: { labels: ["x", "y"], values: [1, 2] } },
      ],
    },
    locale,
  );

/** What the page shows and what it reads out: all of its words, with the names of its parts. */
const textOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const named = [...document.querySelectorAll("[aria-label],[placeholder]")].map(
      (one) => `${one.getAttribute("aria-label") ?? ""} ${one.getAttribute("placeholder") ?? ""}`,
    );
    return [...document.querySelectorAll("header,nav,main,footer,#live")]
      .map((one) => one.textContent)
      .concat(named)
      .join(" ");
  });

describe.each(["de", "fr", "es", "ja"])("a page in %s", (locale) => {
  const { catalogue } = catalogueOf(locale);
  const words = (key: keyof typeof catalogue, put: Record<string, string> = {}) =>
    catalogue[key].replace(/\{(\w+)\}/g, (_, name: string) => put[name] ?? "");
  const own = new Set(wordsIn(Object.values(catalogue).join(" ")));
  const data = new Set(wordsIn(`${JSON.stringify(rows)} Business Strategy finance strategic`));
  const english = new Set(
    wordsIn(Object.values(en).join(" ")).filter((word) => word.length > 3 && !own.has(word) && !data.has(word)),
  );
  const left = async (page: Page) => [...new Set(wordsIn(await textOf(page)).filter((word) => english.has(word)))];

  test("its tools, its tables, what it reads out: nothing is left in English, whatever is done", async () => {
    const { page, said } = await open(orders(locale), "light", 1600);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale);
    expect(await left(page)).toEqual([]);
    const live = () => page.locator("#live").textContent();
    await page.getByLabel("gebiet").selectOption("Nord");
    expect(await live()).toBe(words("page.filter-only", { name: "gebiet", word: "Nord" }));
    expect(await page.locator("#filtered").textContent()).toContain(words("page.charts-show", { filter: "gebiet Nord" }));
    await page.getByLabel("ware").fill("nichts");
    await page.getByLabel("ware").press("Enter");
    expect(await live()).toBe(words("page.none-called", { name: "ware", word: "nichts" }));
    expect(await left(page)).toEqual([]);
    await page.locator("#panel-0-canvas").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    expect(await page.locator("#rows-title").textContent()).toBe(words("page.rows-of", { count: "80", label: "Nord" }));
    expect(await left(page)).toEqual([]);
    await page
      .getByRole("button", { name: words("page.sort-by", { name: "umsatz" }), exact: true })
      .last()
      .click();
    expect(await live()).toBe(words("page.sorted-down", { name: "umsatz" }));
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.locator("#panel-1-canvas").focus();
    await page.keyboard.press("+");
    expect(await left(page)).toEqual([]);
    expect(await page.getByRole("button", { name: words("page.copy-link"), exact: true }).count()).toBe(1);
    expect(said).toEqual([]);
    await page.context().close();
  });

  test("on a phone nothing reaches beyond the screen, and no button lies over another", async () => {
    for (const id of ["roi_analysis", "technology_roadmap", "team_metrics"]) {
      const { page } = await open(specOf(find(id), undefined, locale), "light", 390);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), id).toBeLessThanOrEqual(390);
      const over = await page.evaluate(() => {
        const boxes = [...document.querySelectorAll("button,.kpi,h1,h2")]
          .map((one) => one.getBoundingClientRect())
          .filter(({ width }) => width > 0);
        return boxes.filter((a, at) =>
          boxes
            .slice(at + 1)
            .some((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1),
        ).length;
      });
      expect(over, id).toBe(0);
      await page.context().close();
    }
  });
});

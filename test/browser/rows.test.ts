import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { find } from "../../plugins/charts/tests/charts.ts";
import { specOf } from "./open-page.ts";
import { pages } from "./pages.ts";

const { open } = pages();

describe("rows behind the charts", () => {
  const cities = ["North", "South", "East"];
  const rows = Array.from({ length: 240 }, (_, at) => ({
    ordered: `2026-0${1 + (at % 6)}-${10 + (at % 15)}`,
    region: cities[at % 3],
    product: at % 4 === 0 ? "Chair" : "Desk",
    revenue: 100 + at,
  }));
  const sum = (list: typeof rows) => list.reduce((all, { revenue }) => all + revenue, 0);
  const encoded = (x: string) => ({ encoding: { x, y: "revenue", aggregate: "sum" }, unit: "EUR" });
  const orders = (more: object = {}) =>
    specOf(find("dashboard"), {
      rows,
      panels: [
        { template: "bar", data: encoded("region") },
        { template: "doughnut", data: encoded("product") },
        { template: "bar", data: { labels: ["x", "y"], values: [1, 2] } },
      ],
      ...more,
    });
  const csv = async (page: Page, panel: number) => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page
        .locator(`#panel-${panel}`)
        .getByRole("button", { name: /^Download CSV/ })
        .click(),
    ]);
    return readFileSync(await file.path(), "utf8").replace("\ufeff", "");
  };

  test("a click on a bar shows its rows, and the way back goes by steps", async () => {
    const { page } = await open(orders(), "light", 1600);
    const box = (await page.locator("#panel-0-canvas").boundingBox()) as { x: number; y: number; width: number; height: number };
    await page.mouse.click(box.x + box.width * 0.2, box.y + box.height * 0.7);
    expect(await page.locator("#rows-title").textContent()).toBe("80 rows: North");
    expect(await page.locator("#rows-note").textContent()).toContain(
      `adds up to €${sum(rows.filter(({ region }) => region === "North")).toLocaleString("en")}`,
    );
    expect(await page.locator("#rows tbody tr").count()).toBe(80);
    expect(await page.locator("#crumbs").textContent()).toMatch(/Dashboard.*North$/);
    expect(await page.evaluate(() => location.hash)).toBe("#panel=0&mark=0");
    await page.keyboard.press("Escape");
    expect(await page.locator("#rows").isVisible()).toBe(false);
    expect(await page.locator("#panel-1").isVisible()).toBe(false);
    await page.keyboard.press("Escape");
    expect(await page.locator("#panel-1").isVisible()).toBe(true);
    await page.context().close();
  });

  test("by keyboard: arrows to the mark, Enter into its rows", async () => {
    const { page } = await open(orders(), "light", 1600);
    await page.locator("#panel-0-canvas").focus();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    expect(await page.locator("#rows-title").textContent()).toBe("80 rows: East");
    await page.context().close();
  });

  test("the end of a drag opens nothing", async () => {
    const { page } = await open(orders(), "light", 1600);
    const box = (await page.locator("#panel-0-canvas").boundingBox()) as { x: number; y: number; width: number; height: number };
    await page.mouse.move(box.x + 60, box.y + box.height * 0.7);
    await page.mouse.down();
    await page.mouse.move(box.x + 140, box.y + box.height * 0.7, { steps: 4 });
    await page.mouse.up();
    expect(await page.locator("#rows").isVisible()).toBe(false);
    await page.context().close();
  });

  test("a filter draws every chart of these rows anew, says what it does not reach, and the numbers follow", async () => {
    const { page } = await open(orders(), "light", 1600);
    const desks = rows.filter(({ product, region }) => product === "Desk" && region === "South");
    await page.getByLabel("product").selectOption("Desk");
    expect(await csv(page, 0)).toContain(`South,${sum(desks)}`);
    expect(await page.locator("#filtered").textContent()).toContain("product Desk");
    expect(await page.locator("#panel-2 .unreached").isVisible()).toBe(true);
    expect(await page.locator("#panel-0 .unreached").isVisible()).toBe(false);
    await page.locator("#panel-0 summary").click();
    expect(await page.locator("#panel-0 details tbody tr").nth(1).textContent()).toContain("South");
    const before = await page.locator("#panel-0 details tbody").textContent();
    await page.getByLabel("Since").fill("2026-04-01");
    expect(await page.locator("#panel-0 details tbody").textContent()).not.toBe(before);
    const late = desks.filter(({ ordered }) => ordered >= "2026-04-01");
    expect(await csv(page, 0)).toContain(`South,${sum(late)}`);
    await page.locator("#panel-0-canvas").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    expect(await page.locator("#rows-title").textContent()).toBe(`${late.length} rows: South`);
    await page.context().close();
  });

  test("the address opens the same filtered rows again", async () => {
    const { page } = await open(orders(), "light", 1600, "#panel=0&mark=1&only.product=Chair");
    const chairs = rows.filter(({ product, region }) => product === "Chair" && region === "South");
    expect(await page.locator("#rows-title").textContent()).toBe(`${chairs.length} rows: South`);
    expect(await page.locator("#tools").getByLabel("product").inputValue()).toBe("Chair");
    await page.context().close();
  });

  test("an address that names what is not there opens the dashboard", async () => {
    const { page } = await open(orders(), "light", 1600, "#panel=99&mark=7&only.product=Sofa&only.nothing=x");
    expect(await page.locator("#panel-2").isVisible()).toBe(true);
    expect(await page.locator("#filtered").isVisible()).toBe(false);
    await page.context().close();
  });

  test("a dashboard that asks for one kind of filter has no other", async () => {
    const { page } = await open(orders({ filters: ["period"] }), "light", 1600);
    expect(await page.getByLabel("product").count()).toBe(0);
    expect(await page.getByLabel("Since").count()).toBe(1);
    await page.context().close();
  });
});

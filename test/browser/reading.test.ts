import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { find } from "../../plugins/charts/tests/charts.ts";
import { specOf } from "./open-page.ts";
import { pages } from "./pages.ts";

const { open } = pages();

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const boxOf = async (page: Page, selector: string) => (await page.locator(selector).boundingBox()) as Box;

describe("the tooltip", () => {
  test.each([0.05, 0.5, 0.97])("says value, unit and change, and lies beside the point (%f of the width)", async (part) => {
    const { page } = await open(specOf(find("line")), "light", 1600);
    const box = await boxOf(page, "#panel-0-canvas");
    const [x, y] = [box.x + box.width * part, box.y + box.height * 0.4];
    await page.mouse.move(x, y);
    const tip = await boxOf(page, ".tip");
    const point = await page.evaluate(() => {
      const canvas = document.querySelector("canvas") as HTMLCanvasElement;
      return { left: canvas.getBoundingClientRect().left, right: canvas.getBoundingClientRect().right };
    });
    expect(tip.x).toBeGreaterThanOrEqual(point.left - 1);
    expect(tip.x + tip.width).toBeLessThanOrEqual(point.right + 1);
    expect(await page.locator(".tip").textContent()).toMatch(/Deployments per week: \d+/);
    await page.context().close();
  });

  test("of a stack says the share, of a line the change since the point before; nowhere a change of nothing", async () => {
    const stack = await open(specOf(find("stacked_bar")), "light", 1600);
    const box = await boxOf(stack.page, "#panel-0-canvas");
    await stack.page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.8);
    expect(await stack.page.locator(".tip").textContent()).toMatch(/\d%/);
    await stack.page.context().close();
    const line = await open(
      specOf(find("line"), { labels: ["2026-01", "2026-02", "2026-03"], series: [{ name: "v", values: [0, 10, 15] }] }),
      "light",
      1600,
    );
    const read = async (key: string) => {
      await line.page.locator("#panel-0-canvas").focus();
      await line.page.keyboard.press(key);
      return line.page.locator(".tip .said").allTextContents();
    };
    expect(await read("Home")).toEqual([]);
    expect(await read("ArrowRight")).toEqual([]);
    expect(await read("ArrowRight")).toEqual(["▲ 50%"]);
    await line.page.context().close();
  });

  test("goes when the pointer leaves", async () => {
    const { page } = await open(specOf(find("bar")), "light", 1600);
    const box = await boxOf(page, "#panel-0-canvas");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.8);
    expect(await page.locator(".tip").isVisible()).toBe(true);
    await page.mouse.move(2, 2);
    await expect.poll(() => page.locator(".tip").isVisible()).toBe(false);
    await page.context().close();
  });
});

describe("a table", () => {
  const data = {
    labels: Array.from({ length: 15 }, (_, at) => `Store ${15 - at}`),
    series: [{ name: "Sales", values: Array.from({ length: 15 }, (_, at) => (at === 3 ? null : ((at * 7) % 15) + 0.5)) }],
  };

  test("is put in order by a column, twice the other way, a third time as given; gaps last", async () => {
    const { page } = await open(specOf(find("line"), data), "light", 1600);
    await page.locator("details summary").first().click();
    const column = (at: number) => page.locator(`#panel-0 tbody tr :nth-child(${at})`).allTextContents();
    const given = await column(1);
    await page.getByRole("button", { name: "Sort by Sales" }).click();
    const numbers = (await column(2)).map(Number);
    expect(numbers.slice(0, 14)).toEqual(numbers.slice(0, 14).toSorted((a, b) => b - a));
    expect(numbers[14]).toBeNaN();
    await page.getByRole("button", { name: "Sort by Sales" }).click();
    expect((await column(2)).slice(0, 14).map(Number)).toEqual(numbers.slice(0, 14).reverse());
    expect(await page.locator("#panel-0 th[aria-sort]").getAttribute("aria-sort")).toBe("ascending");
    await page.getByRole("button", { name: "Sort by Sales" }).click();
    expect(await column(1)).toEqual(given);
    await page.getByRole("button", { name: "Sort by Label" }).click();
    expect((await column(1)).slice(0, 3)).toEqual(["Store 1", "Store 2", "Store 3"]);
    await page.context().close();
  });

  test("of many rows is searched, and says how many it found", async () => {
    const { page } = await open(specOf(find("line"), data), "light", 1600);
    await page.locator("details summary").first().click();
    await page.locator("#panel-0").getByLabel("Search").fill("store 1");
    expect(await page.locator("#panel-0 tbody tr").count()).toBe(7);
    expect(await page.locator("#live").textContent()).toBe("7 rows");
    await page.context().close();
  });

  test("words stand at the left and numbers at the right, and a panel that is a table is put in order by its numbers", async () => {
    const { page } = await open(specOf(find("table")), "light", 1600);
    const side = (name: string) => page.getByRole("columnheader", { name }).evaluate((cell) => getComputedStyle(cell).textAlign);
    expect(await side("Owner")).toBe("left");
    expect(await side("Spent")).toBe("right");
    await page.getByRole("button", { name: "Sort by Spent, EUR" }).click();
    expect(await page.locator("#panel-0 tbody th").first().textContent()).toBe("Platform API");
    await page.context().close();
  });
});

describe("controls", () => {
  test("a column of many words is filtered by typing one, and a word that is not there changes nothing", async () => {
    const rows = Array.from({ length: 120 }, (_, at) => ({ platform: `P${at % 40}`, genre: `G${at % 3}`, sales: at }));
    const spec = specOf(find("dashboard"), {
      rows,
      panels: [{ template: "bar", data: { encoding: { x: "genre", y: "sales", aggregate: "sum" } } }],
    });
    const { page } = await open(spec, "light", 1600);
    const field = page.getByLabel("platform");
    expect(await field.getAttribute("placeholder")).toBe("All 40");
    await field.fill("p7");
    await field.press("Enter");
    expect(await field.inputValue()).toBe("P7");
    expect(await page.locator("#filtered").textContent()).toContain("platform P7");
    await field.fill("nothing");
    await field.press("Enter");
    expect(await field.inputValue()).toBe("P7");
    expect(await page.locator("#live").textContent()).toBe("No platform is called nothing");
    await field.fill("");
    await field.press("Enter");
    expect(await page.locator("#filtered").isVisible()).toBe(false);
    await page.context().close();
  });

  test("categories of which a filter leaves nothing are no empty bars", async () => {
    const rows = [
      ["Action", "A"],
      ["Action", "B"],
      ["Puzzle", "C"],
      ["Puzzle", "A"],
    ].map(([genre, publisher], at) => ({ genre, publisher, sales: at + 1 }));
    const spec = specOf(find("dashboard"), {
      rows,
      panels: [{ template: "bar", data: { encoding: { x: "publisher", y: "sales", aggregate: "sum" } } }],
    });
    const { page } = await open(spec, "light", 1600);
    await page.getByLabel("genre").selectOption("Action");
    await page.locator("details summary").first().click();
    expect(await page.locator("#panel-0 details tbody th").allTextContents()).toEqual(["A", "B"]);
    await page.context().close();
  });

  test("a panel's buttons appear for the pointer and for the keyboard", async () => {
    const { page } = await open(specOf(find("roi_analysis")), "light", 1600);
    const seen = (panel: number) =>
      page.locator(`#panel-${panel} .actions`).evaluate((one) => Number(getComputedStyle(one).opacity));
    await page.mouse.move(2, 2);
    expect(await seen(1)).toBe(0);
    await page.locator("#panel-1").hover();
    expect(await seen(1)).toBe(1);
    expect(await seen(0)).toBe(0);
    await page.locator("#panel-0-canvas").focus();
    expect(await seen(0)).toBe(1);
    await page.context().close();
  });

  test("zoom by buttons", async () => {
    const labels = Array.from({ length: 60 }, (_, at) => `d${at}`);
    const { page } = await open(
      specOf(find("line"), { labels, series: [{ name: "v", values: labels.map((_, at) => at) }] }),
      "light",
      1600,
    );
    await page.getByRole("button", { name: /^Zoom into/ }).click();
    expect(await page.locator("#live").textContent()).toMatch(/^d[1-9]\d? to d[45]\d$/);
    await page.getByRole("button", { name: /^Reset zoom/ }).click();
    expect(await page.locator("#live").textContent()).toBe("d0 to d59");
    await page.context().close();
  });

  test("on a phone what goes on beyond the edge fades there, and no more at its end", async () => {
    const { page } = await open(specOf(find("sankey")), "light", 390);
    const more = () =>
      page
        .locator(".plot")
        .first()
        .evaluate((plot) => plot.classList.contains("more"));
    await expect.poll(more).toBe(true);
    await page
      .locator(".plot")
      .first()
      .evaluate((plot) => plot.scrollTo(10_000, 0));
    await expect.poll(more).toBe(false);
    await page.context().close();
  });
});

describe("a picture that is saved", () => {
  const size = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];
  const saved = async (page: Page, name: string | RegExp) => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name }).first().click({ force: true }),
    ]);
    return { name: file.suggestedFilename(), png: readFileSync(await file.path()) };
  };

  test.each(["roi_analysis", "table", "sankey"])("of %s, the page and a panel of it, is a slide, on a phone too", async (id) => {
    const { page, said } = await open(specOf(find(id)), "light", 390);
    const whole = await saved(page, "Download PNG of the whole page");
    expect([whole.name, size(whole.png)]).toEqual([`${id}.png`, [3200, 1800]]);
    const panel = await saved(page, /^Download PNG of (?!the whole)/);
    expect(size(panel.png)).toEqual([3200, 1800]);
    expect(panel.png.equals(whole.png)).toBe(false);
    expect(said).toEqual([]);
    await page.context().close();
  });

  test("shows what is filtered, and is the same twice", async () => {
    const { page } = await open(specOf(find("roi_analysis")), "light", 1600);
    const whole = () => saved(page, "Download PNG of the whole page");
    const [first, second] = [await whole(), await whole()];
    expect(first.png.equals(second.png)).toBe(true);
    await page.getByRole("button", { name: "CI/CD", exact: true }).click();
    expect((await whole()).png.equals(first.png)).toBe(false);
    await page.context().close();
  });
});

describe("under a filter", () => {
  test("titles claim nothing of a part, key figures step back, and both are there again after", async () => {
    const rows = Array.from({ length: 60 }, (_, at) => ({ genre: `G${at % 3}`, publisher: `P${at % 5}`, sales: (at * 7) % 11 }));
    const spec = specOf(find("dashboard"), {
      rows,
      kpis: [{ name: "Sales", value: 12 }],
      panels: [
        { template: "bar", data: { encoding: { x: "publisher", y: "sales", aggregate: "sum" } } },
        { template: "bar", data: { labels: ["x", "y"], values: [1, 2] } },
      ],
    });
    const { page } = await open(spec, "light", 1600);
    const titles = () => page.locator("h1, h2:not(:empty)").allTextContents();
    const before = await titles();
    await page.getByLabel("genre").selectOption("G1");
    const during = await titles();
    expect(before[0]).not.toBe(spec.neutralTitle);
    expect(during.slice(0, 2)).toEqual([spec.neutralTitle, spec.panels[0]?.neutralTitle]);
    // A chart that no filter reaches says of all the data what it said before.
    expect(during[2]).toBe(before[2]);
    expect(await page.locator("#filtered").textContent()).toBe(
      "Charts show genre G1. Key figures in grey are about all the data.",
    );
    expect(await page.locator("#panel-0-canvas").getAttribute("aria-label")).toContain(`${spec.panels[0]?.neutralTitle}`);
    await page.getByLabel("genre").selectOption("");
    expect(await titles()).toEqual(before);
    await page.context().close();
  });

  test("no claim of any sample stays over a part of its periods", async () => {
    const spec = specOf(find("usage_trend_analysis"));
    const { page } = await open(spec, "light", 1600, "#from=Mar");
    const said = await page.locator("h1, h2:not(:empty)").allTextContents();
    for (const { title, claim } of [spec, ...spec.panels]) if (claim !== undefined) expect(said).not.toContain(title);
    await page.context().close();
  });
});

test("a key figure that is the end of a chart's row is that of the periods that are shown", async () => {
  const spec = specOf(find("usage_trend_analysis"));
  const { page } = await open(spec, "light", 1600);
  const figures = () => page.locator(".kpi").allTextContents();
  const before = await figures();
  const [panel] = spec.panels;
  await page.locator("#tools select").nth(1).selectOption({ label: "Mar" });
  const during = await figures();
  const upTo = panel?.labels.indexOf("Mar") ?? 0;
  const value = panel?.series[0]?.values[upTo] as number;
  expect(during[0]).toContain(new Intl.NumberFormat("en").format(value));
  expect(during[0]).not.toBe(before[0]);
  expect(await page.locator(".kpi.whole").count()).toBe(0);
  await page
    .locator("#tools select")
    .nth(1)
    .selectOption({ index: (panel?.labels.length ?? 1) - 1 });
  expect(await figures()).toEqual(before);
  await page.context().close();
});

import { describe, expect, test } from "vitest";
import { build, find } from "../../plugins/charts/tests/charts.ts";
import { pages } from "../browser/pages.ts";
import { corpus } from "./corpus.ts";
import { days, wide } from "./tables.ts";

/** The same tables as pages, on a phone: a third of them, all under TEST_FULL. */
const { open } = pages();
const full = process.env.TEST_FULL === "1";
const shown = corpus.filter((_, at) => full || at % 3 === 0);

test.each(shown.map((one, at) => [one.name, one, at] as const))("on a phone: %s", async (_, one, at) => {
  const { page, said, asked } = await open(build(find(one.template), one.data()), at % 2 === 0 ? "light" : "dark", 390);
  const found = await page.evaluate(() => {
    const canvases = [...document.querySelectorAll("canvas")];
    const isEmpty = (canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      for (let byte = 3; byte < data.length; byte += 4) if (data[byte] !== 0) return false;
      return true;
    };
    return {
      sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      empty: canvases.filter(isEmpty).length,
    };
  });
  expect({ ...found, said, asked }).toEqual({ sideways: false, empty: 0, said: [], asked: [] });
  await page.context().close();
});

test("of a long table 200 rows stand in the page; opened, it has all of them, once", async () => {
  const labels = days(1000);
  const data = wide(labels, { Visits: labels.map((_, at) => at) });
  const { page, said } = await open(build(find("line"), data), "light", 1200);
  const rows = () => page.locator("#panel-0 details tbody tr").count();
  expect(await rows()).toBe(200);
  await page.locator("#panel-0 details summary").click();
  expect(await rows()).toBe(1000);
  expect(await page.locator("#panel-0 details tbody tr").last().textContent()).toContain("999");
  expect(said).toEqual([]);
  await page.context().close();
});

/** Keeps what is written on the chart, with its place in CSS pixels. */
const LISTEN = `
  window.written = [];
  const fill = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
    const at = this.getTransform();
    const box = this.canvas.getBoundingClientRect();
    const scale = this.canvas.width / (box.width || 1);
    window.written.push({ text, x: (at.a * x + at.e) / scale, y: (at.d * y + at.f) / scale, high: box.height });
    return fill.call(this, text, x, y, ...rest);
  };`;

interface Written {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly high: number;
}

const DAY = 86_400_000;

/** "1975", "Jan", "Jan 5", "Jan 5, 1975". */
function timeOf(text: string, year: number): number {
  if (/^\d{4}$/.test(text)) return Date.UTC(Number(text), 0, 1);
  const [month, day = "1"] = text.replace(/, \d{4}$/, "").split(" ");
  return Date.parse(`${month} ${day}, ${/\d{4}$/.exec(text)?.[0] ?? year} UTC`);
}

describe("what the axis says is the date of the point under it", () => {
  test.each([
    [1, 0],
    [2, 0],
    [201, 0],
    [201, 2],
    [1000, 0],
    [1000, 3],
    [20_000, 0],
    [20_000, 3],
  ])("%i points, zoomed %i times", async (count, times) => {
    const data = wide(days(count, "1970-01-01"), { Visits: Array.from({ length: count }, (_, at) => 100 + (at % 37)) });
    const { page, said } = await open(build(find("line"), data), "light", 1200, "", LISTEN);
    for (let time = 0; time < times; time++) await page.getByRole("button", { name: /^Zoom in/ }).click();
    await page.mouse.move(5, 5);
    await page.evaluate(() => {
      (window as never as { written: Written[] }).written.length = 0;
      window.dispatchEvent(new Event("resize"));
    });
    await page.waitForTimeout(200);
    await page.setViewportSize({ width: 1210, height: 900 });
    await page.waitForTimeout(500);
    const written = await page.evaluate(() => (window as never as { written: Written[] }).written);
    const box = await page.locator("#panel-0-canvas").boundingBox();
    expect(box).not.toBeNull();
    // The words at the foot: months and days, or years; a year that stands below a month is that month's.
    const foot = new Map<number, Written>();
    for (const one of written.filter(({ text, y, high }) => y > high - 45 && /^([A-Z][a-z]{2}( \d+)?|\d{4})$/.test(text)))
      if (!/^[A-Z]/.test(foot.get(Math.round(one.x))?.text ?? "")) foot.set(Math.round(one.x), one);
    const ticks = [...foot.values()];
    expect(ticks.length).toBeGreaterThan(0);
    // A pixel or two, and what lies between two points that are drawn.
    const near = Math.max(1, (3 * count) / 1000) * DAY;
    for (const { text, x } of ticks) {
      await page.mouse.move((box?.x ?? 0) + x, (box?.y ?? 0) + (box?.height ?? 0) / 2);
      const tip = (await page.locator(".tip").textContent()) ?? "";
      const under = timeOf(/^[A-Z][a-z]{2} \d+(, \d{4})?/.exec(tip)?.[0] ?? "", 1970);
      const year = new Date(under).getUTCFullYear();
      const told = [year - 1, year, year + 1].map((one) => timeOf(text, one));
      const off = Math.min(...told.map((time) => Math.abs(time - under)));
      expect({ count, times, text, tip, off: off <= near ? 0 : off / DAY }).toMatchObject({ off: 0 });
    }
    expect(said).toEqual([]);
    await page.context().close();
  });
});

import { describe, expect, test } from "vitest";
import { find } from "../../plugins/charts/tests/charts.ts";
import { renderer, specOf } from "./open-page.ts";
import { pages } from "./pages.ts";

const { browser, open } = pages();

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
  const page = await browser().newPage();
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await page.setContent(rendering?.html ?? "");
  await page.waitForFunction(() => document.querySelector("canvas")?.style.height !== "");
  expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined();
  expect(await page.locator("tbody th").first().textContent()).toBe(evil);
  expect(said).toEqual([]);
  await page.close();
});

describe("what a reader does with the page", () => {
  const roi = () => open(specOf(find("roi_analysis")), "light", 1600);
  const pixels = (panel: number) => `#panel-${panel}-canvas`;

  test("hover shows the point and lights up the same label in other charts", async () => {
    const { page } = await roi();
    const shot = () => page.locator(pixels(1)).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const before = await shot();
    const box = await page.locator(pixels(2)).boundingBox();
    // A bar of the chart beside it: same initiatives.
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * 0.5, (box?.y ?? 0) + (box?.height ?? 0) * 0.3);
    await expect.poll(shot).not.toBe(before);
    await page.context().close();
  });

  test("zoom by wheel, pan by drag, back by a button", async () => {
    const { page } = await open(
      specOf(find("line"), {
        labels: Array.from({ length: 60 }, (_, i) => `d${i}`),
        series: [{ name: "v", values: Array.from({ length: 60 }, (_, i) => Math.sin(i / 5) + 2) }],
      }),
      "light",
      1600,
    );
    const shot = () => page.locator(pixels(0)).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const whole = await shot();
    const box = (await page.locator(pixels(0)).boundingBox()) as { x: number; y: number; width: number; height: number };
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -600);
    await page.keyboard.up("Control");
    await expect.poll(shot).not.toBe(whole);
    const zoomed = await shot();
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 200, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
    await expect.poll(shot).not.toBe(zoomed);
    await page.getByRole("button", { name: /Reset zoom/ }).click();
    await page.mouse.move(0, 0);
    await expect.poll(shot).toBe(whole);
    await page.context().close();
  });

  test("zoom, pan and back by keyboard, and the live region says what is in view", async () => {
    const labels = Array.from({ length: 60 }, (_, at) => `d${at}`);
    const series = [{ name: "v", values: labels.map((_, at) => Math.sin(at / 5) + 2) }];
    const { page } = await open(specOf(find("line"), { labels, series }), "light", 1600);
    const said = () => page.locator("#live").textContent();
    const shot = () => page.locator(pixels(0)).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const whole = await shot();
    await page.locator(pixels(0)).focus();
    await page.keyboard.press("+");
    await page.keyboard.press("=");
    const zoomed = await said();
    expect(zoomed).toMatch(/^d([4-9]|1\d) to d(4\d|5[0-5])$/);
    await page.keyboard.press("Shift+ArrowRight");
    expect(await said()).not.toBe(zoomed);
    expect(await shot()).not.toBe(whole);
    await page.keyboard.press("0");
    expect(await said()).toBe("d0 to d59");
    await expect.poll(shot).toBe(whole);
    await page.context().close();
  });

  test("PNG and CSV are downloaded, and hold the panel's numbers", async () => {
    const { page } = await roi();
    const [png] = await Promise.all([
      page.waitForEvent("download"),
      page
        .getByRole("button", { name: /^Download PNG/ })
        .first()
        .click(),
    ]);
    expect(png.suggestedFilename()).toMatch(/\.png$/);
    const [csv] = await Promise.all([
      page.waitForEvent("download"),
      page
        .getByRole("button", { name: /^Download CSV/ })
        .first()
        .click(),
    ]);
    expect(csv.suggestedFilename()).toMatch(/\.csv$/);
    await page.context().close();
  });

  test("the address says what is shown, and opening it shows the same", async () => {
    const { page } = await roi();
    await page.getByRole("button", { name: "CI/CD", exact: true }).click();
    await page.locator("#panel-1 .actions button").first().click();
    const hash = await page.evaluate(() => location.hash);
    expect(hash).toContain("panel=1");
    expect(decodeURIComponent(hash)).toContain("CI/CD");
    await page.context().close();
  });

  test("dark and light change by a button", async () => {
    const { page } = await roi();
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByRole("button", { name: "Dark / light" }).click();
    expect(await ground()).not.toBe(light);
    await page.context().close();
  });

  test("each panel has its table, closed until asked for", async () => {
    const { page } = await roi();
    expect(await page.locator("details table").first().isVisible()).toBe(false);
    await page.locator("details summary").first().click();
    expect(await page.locator("details table").first().isVisible()).toBe(true);
    await page.context().close();
  });

  test("a period is chosen for every chart over the same dates", async () => {
    const { page } = await open(specOf(find("usage_trend_analysis")), "light", 1600);
    await page.locator("#tools select").nth(0).selectOption({ label: "Mar" });
    await page.locator("#tools select").nth(1).selectOption({ label: "May" });
    await page.locator(pixels(0)).focus();
    await page.keyboard.press("Home");
    expect(await page.locator("#live").textContent()).toContain("Mar");
    await page.keyboard.press("End");
    expect(await page.locator("#live").textContent()).toContain("May");
    expect(decodeURIComponent(await page.evaluate(() => location.hash))).toContain("from=Mar");
    await page.context().close();
  });

  test("at ten thousand points every interaction answers within 50 ms", async () => {
    const count = 2000;
    const labels = Array.from({ length: count }, (_, i) => `p${i}`);
    const series = Array.from({ length: 5 }, (_, s) => ({
      name: `s${s}`,
      values: labels.map((_, i) => Math.sin(i / 50 + s) * 10 + 20),
    }));
    const { page } = await open(specOf(find("line"), { labels, series }), "light", 1600);
    const took = await page.evaluate(async () => {
      const canvas = document.querySelector("canvas") as HTMLCanvasElement;
      const box = canvas.getBoundingClientRect();
      const act = (name: string, make: () => Event, on: EventTarget) => {
        const started = performance.now();
        on.dispatchEvent(make());
        return { name, ms: performance.now() - started };
      };
      const times = [];
      for (let i = 0; i < 20; i++)
        times.push(act("key", () => new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }), canvas));
      for (let i = 0; i < 20; i++)
        times.push(
          act(
            "hover",
            () => new MouseEvent("mousemove", { clientX: box.x + 50 + i * 40, clientY: box.y + 100, bubbles: true }),
            canvas,
          ),
        );
      const legend = document.querySelector(".legend button") as HTMLButtonElement;
      times.push(act("legend", () => new MouseEvent("click", { bubbles: true }), legend));
      return times;
    });
    const slow = took.filter(({ ms }) => ms > 50 * 4);
    // Generous here, where the machine is shared; the figure itself is the bench's.
    expect(slow).toEqual([]);
    await page.context().close();
  });
});

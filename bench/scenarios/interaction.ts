import type { Page } from "playwright-core";
import { find } from "../../plugins/charts/tests/charts.ts";
import { launch, open, renderer, specOf } from "../../test/browser/open-page.ts";
import type { Group } from "../scenario.ts";
import { type Figure, figure } from "../statistics.ts";

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Act = (index: number) => Promise<void>;

/** Real input through the browser, 10,000 points in the page: from the input event to the next frame painted. */
async function interactions(quick: boolean): Promise<Figure[]> {
  const browser = await launch();
  const times = quick ? 12 : 60;
  try {
    const figures: Figure[] = [];
    const page = async (template: string, data: unknown) => {
      const opened = await open(browser, specOf(find(template), data), "light", 1600);
      await opened.page.evaluate(recordFrames);
      return opened.page;
    };
    const taken = async (name: string, on: Page, events: readonly string[], act: Act) => {
      for (let index = 0; index < 4; index++) await act(index);
      await settled(on);
      await recorded(on);
      for (let index = 0; index < times; index++) {
        await act(index);
        await settled(on);
      }
      const found = (await recorded(on)).filter(({ type }) => events.includes(type)).map(({ ms }) => ms);
      if (found.length < times) throw new Error(`${name}: ${found.length} frames for ${times} inputs`);
      const bounds = { ceiling: 300, target: 50, gated: "p50" } as const;
      figures.push(figure(`10,000 points in the page: ${name}`, found, { ...bounds, note: "event to next frame" }));
    };

    const lines = await page("line", fiveLines());
    const canvas = (await lines.locator("canvas").first().boundingBox()) as Box;
    const legend = lines.locator(".legend button").first();
    await taken("legend entry", lines, ["click"], () => legend.click());
    await taken("hover", lines, ["mousemove"], (index) =>
      lines.mouse.move(canvas.x + 60 + ((index * 97) % (canvas.width - 120)), canvas.y + canvas.height / 2),
    );
    await taken("arrow key", lines, ["keydown"], async () => {
      await lines.locator("canvas").first().focus();
      await lines.keyboard.press("ArrowRight");
    });
    await lines.mouse.move(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2);
    await lines.keyboard.down("Control");
    await taken("zoom by wheel", lines, ["wheel"], (index) => lines.mouse.wheel(0, index % 4 < 2 ? -120 : 120));
    for (let index = 0; index < 4; index++) await lines.mouse.wheel(0, -240);
    await lines.keyboard.up("Control");
    await lines.mouse.down();
    await taken("pan by drag", lines, ["mousemove"], (index) =>
      lines.mouse.move(canvas.x + canvas.width / 2 + (index % 2 === 0 ? 60 : -60), canvas.y + canvas.height / 2),
    );
    await lines.mouse.up();
    await lines.context().close();

    const dots = await page("scatter", { points: cloud() });
    const cloudBox = (await dots.locator("canvas").first().boundingBox()) as Box;
    await taken("hover over a scatter", dots, ["mousemove"], (index) =>
      dots.mouse.move(cloudBox.x + 80 + ((index * 97) % (cloudBox.width - 160)), cloudBox.y + cloudBox.height / 2),
    );
    await dots.context().close();

    const dated = await page("dashboard", twoTrends());
    const from = dated.locator("#tools select").first();
    const labels = await from.locator("option").allTextContents();
    await taken("period filter", dated, ["change"], async (index) => {
      await from.selectOption({ label: labels[index % 2 === 0 ? Math.floor(labels.length / 2) : 0] as string });
    });
    await dated.context().close();

    const roi = await page("dashboard", sharedCategories());
    const chip = roi.locator(".chip");
    await taken("category filter", roi, ["click"], (index) => chip.nth((index % 2) + 1).click());
    await roi.context().close();
    return figures;
  } finally {
    await browser.close();
    await renderer?.close();
  }
}

interface Frame {
  readonly type: string;
  readonly ms: number;
}

/** A page where `recordFrames` ran. */
type Recording = Window & typeof globalThis & { readonly frames10k: Frame[]; framesOpen(): number };

/** Runs in the page. A message sent in an animation frame arrives when that frame has been painted. */
function recordFrames(): void {
  const frames: { type: string; ms: number }[] = [];
  let open = 0;
  Object.assign(window, { frames10k: frames, framesOpen: () => open });
  for (const type of ["click", "mousemove", "wheel", "keydown", "change"])
    addEventListener(
      type,
      ({ timeStamp }) => {
        open++;
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            frames.push({ type, ms: performance.now() - timeStamp });
            open--;
          };
          port2.postMessage(null);
        });
      },
      { capture: true, passive: true },
    );
}

const settled = (page: Page): Promise<unknown> => page.waitForFunction(() => (window as Recording).framesOpen() === 0);

/** Takes what was recorded since the last time. */
const recorded = (page: Page): Promise<Frame[]> => page.evaluate(() => (window as Recording).frames10k.splice(0));

function fiveLines() {
  const labels = Array.from({ length: 2000 }, (_, at) => `p${at}`);
  const series = Array.from({ length: 5 }, (_, s) => ({
    name: `s${s}`,
    values: labels.map((_, at) => Math.sin(at / 50 + s) * 10 + 20),
  }));
  return { labels, series };
}

const cloud = () =>
  Array.from({ length: 10_000 }, (_, at) => ({ x: (at * 7919) % 1000, y: Math.sin(at / 300) * 50 + ((at * 104_729) % 97) }));

/** Two panels over the same 1,200 dates, nine rows together: with more dates each panel keeps its own, and no filter is offered. */
function twoTrends() {
  const labels = Array.from({ length: 1200 }, (_, at) => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10));
  const wave = (by: number) => labels.map((_, at) => Math.round(5000 + Math.sin(at / by) * 1000));
  const panel = (...rows: readonly number[]) => ({
    template: "line",
    data: { labels, series: rows.map((by) => ({ name: `every ${by}`, values: wave(by) })) },
  });
  return { panels: [panel(40, 55, 70, 85, 100), panel(45, 60, 75, 90)] };
}

/** Two panels that share their categories beside lines of 10,000 points. */
function sharedCategories() {
  const labels = Array.from({ length: 12 }, (_, at) => `Initiative ${at}`);
  const bars = (by: number) => ({
    template: "bar",
    data: { labels, series: [{ name: `times ${by}`, values: labels.map((_, at) => (at + 1) * by) }] },
  });
  return { panels: [bars(3), bars(7), { template: "line", data: fiveLines() }] };
}

export const interactionGroup: Group = {
  name: "interaction",
  open: async () => ({ scenarios: [], more: interactions, close: async () => {} }),
};

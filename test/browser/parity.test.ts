import { createCanvas } from "canvas";
import { beforeAll, describe, expect, test } from "vitest";
import { theme } from "../../plugins/charts/design-system/theme.ts";
import { drawPanelChart } from "../../plugins/charts/render/draw-chart.ts";
import { registerFonts } from "../../plugins/charts/render/fonts.ts";
import { templates } from "../../plugins/charts/tests/charts.ts";
import { specOf } from "./open-page.ts";
import { pages } from "./pages.ts";

/** Per canvas, every word and colour that was put on it. */
type Drawn = Record<string, string[]>;

const here: Drawn = {};
const { open } = pages();
beforeAll(() => {
  registerFonts();
  record(Object.getPrototypeOf(createCanvas(1, 1).getContext("2d")), () => "here", here);
});

/** Writes down every word and colour that reaches a context; the same lines run here and in the page. */
function record(prototype: object, key: (context: { canvas: object }) => string, into: Drawn): void {
  const own = prototype as Record<string, (...args: unknown[]) => unknown>;
  for (const [method, colour] of [
    ["fillText", "fillStyle"],
    ["fill", "fillStyle"],
    ["fillRect", "fillStyle"],
    ["stroke", "strokeStyle"],
  ] as const) {
    const before = own[method] as (...args: unknown[]) => unknown;
    own[method] = function (this: { canvas: object } & Record<string, unknown>, ...args: unknown[]) {
      const canvas = key(this);
      const style = String(this[colour]);
      into[canvas] ??= [];
      into[canvas].push(method === "fillText" ? `text ${args[0]} ${style}` : `${method} ${style}`);
      return before.apply(this, args);
    };
  }
}

const sorted = (list: readonly string[] | undefined): string[] => [...new Set(list ?? [])].sort();

describe("the picture and the page draw the same words in the same colours", () => {
  test.each(templates.map((template, index) => [template.id, index % 2 === 0 ? "light" : "dark", template] as const))(
    "%s, %s",
    async (_, name, template) => {
      const spec = specOf(template);
      const { page } = await open(
        spec,
        name,
        1600,
        "",
        `window.drawn = {}; (${record})(CanvasRenderingContext2D.prototype, ({ canvas }) => canvas.id, window.drawn)`,
      );
      const boxes = await page.evaluate(() =>
        [...document.querySelectorAll("canvas")].map(({ id, clientWidth, clientHeight }) => ({
          id,
          width: clientWidth,
          height: clientHeight,
        })),
      );
      const inPage = await page.evaluate(() => (window as unknown as { drawn: Drawn }).drawn);
      for (const { id, width, height } of boxes) {
        const panel = spec.panels[Number(/\d+/.exec(id)?.[0])] as (typeof spec.panels)[number];
        here.here = [];
        drawPanelChart(panel, { x: 0, y: 0, width, height }, theme(name, { accent: spec.persona?.accent ?? null }), "en", 1);
        expect(sorted(inPage[id]).length, id).toBeGreaterThan(1);
        expect(sorted(here.here), id).toEqual(sorted(inPage[id]));
      }
      await page.context().close();
    },
  );
});

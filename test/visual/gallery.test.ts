import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { templates } from "../../plugins/charts/tests/charts.ts";
import { renderer, specOf } from "../browser/open-page.ts";
import { differenceOf } from "./compare.ts";

/** What every template looked like when someone last looked: `UPDATE_PICTURES=1 npx vitest run test/visual`, then look at the diff. */
const folder = new URL("./pictures/", import.meta.url);
const LIMIT = 14;
const small = { formats: ["png"], width: 800, height: 450, scale: 1, locale: "en" } as const;

afterAll(() => renderer?.close());

async function draw(id: string, theme: "light" | "dark"): Promise<Uint8Array> {
  const template = templates.find((one) => one.id === id);
  const drawn = await renderer?.render(specOf(template as (typeof templates)[number]), { ...small, theme });
  return drawn?.png as Uint8Array;
}

describe("every template looks as it did", () => {
  // Themes take turns: each template once.
  test.each(templates.map(({ id }, index) => [id, index % 2 === 0 ? "light" : "dark"] as const))("%s, %s", async (id, theme) => {
    const path = new URL(`${id}-${theme}.png`, folder);
    const png = await draw(id, theme);
    if (process.env.UPDATE_PICTURES === "1") {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, png);
      return;
    }
    expect(existsSync(path), `no picture of ${id}: make one with UPDATE_PICTURES=1`).toBe(true);
    const { worst, x, y } = await differenceOf(readFileSync(path), png);
    expect({ id, x, y, over: worst > LIMIT ? worst : 0 }).toMatchObject({ over: 0 });
  });

  test("there is no picture of a template that is gone", () => {
    const names = readdirSync(folder).map((name) => name.replace(/-(light|dark)\.png$/, ""));
    expect(names.filter((name) => !templates.some(({ id }) => id === name))).toEqual([]);
  });

  test("a label that moved by ten pixels is noticed", async () => {
    const { createCanvas, loadImage } = await import("canvas");
    const png = await draw("roi_analysis", "light");
    const image = await loadImage(Buffer.from(png));
    const canvas = createCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    context.drawImage(image, 40, 20, 200, 24, 50, 20, 200, 24);
    expect((await differenceOf(png, canvas.toBuffer("image/png"))).worst).toBeGreaterThan(LIMIT);
  });
});

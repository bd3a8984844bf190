import { createCanvas } from "canvas";
import { expect, test, vi } from "vitest";
import { noBrand } from "../brand/brand.ts";
import { drawPng } from "../render/draw-png.ts";
import { build, context, templates } from "../tests/charts.ts";
import { textsOf, wordsIn } from "../tests/reader-texts.ts";

/** A language in which every message is its number in brackets, and what is put in stands beside it. */
vi.mock("./catalogues.ts", async (original) => {
  const real = await original<typeof import("./catalogues.ts")>();
  const { en } = await import("./en.ts");
  const { chosenBy, putIn } = await import("../tests/icu.ts");
  const entries = Object.entries(en).map(([key, text], at): [string, string] => {
    const put = putIn(text).filter((name) => !chosenBy(text).includes(name));
    return [key, `⟦${at}⟧${put.map((name) => ` {${name}}`).join("")}`];
  });
  const made = { language: "en", catalogue: Object.fromEntries(entries) };
  return { ...real, catalogueOf: () => made };
});

/** What Intl writes of dates and numbers in a language that it does not know either, and names that are the same everywhere. */
const INTL = "jan feb mar apr may jun jul aug sep oct nov dec and k m b eur usd".split(" ");
const NAMES = "strategic python sha p r n h ms s".split(" ");

/** What every picture is written with. */
const ink = Object.getPrototypeOf(createCanvas(1, 1).getContext("2d")) as { fillText(text: string): void };

const bare = (text: string): string => text.replace(/⟦\d+⟧/g, " ").replace(/\p{L}+…|⟦\d*…?|\d*⟧/gu, " ");

test.each(templates.map(({ id }) => [id, templates.find((one) => one.id === id) as (typeof templates)[number]]))(
  "%s: in its picture and page stand data, numbers, and words of the catalogue",
  (_, template) => {
    const spec = build(template, template.sample, { ...context, runId: "12345678", sample: true });
    const drawn: string[] = [];
    const spy = vi.spyOn(ink, "fillText").mockImplementation((text: string) => {
      drawn.push(text);
    });
    drawPng(
      { spec, formats: ["png"], theme: "light", width: 1600, height: 900, scale: 1, locale: "en", background: "paper" },
      noBrand,
      null,
    );
    spy.mockRestore();
    expect(drawn.length).toBeGreaterThan(3);
    // Countries are called by Intl's names, too.
    const places = spec.panels.flatMap(({ drawing, labels }) => (drawing?.form === "map" ? labels : []));
    const known = new Set([...wordsIn(JSON.stringify([template.sample, places])), ...INTL, ...NAMES]);
    const left = wordsIn(bare([...drawn, ...textsOf(spec)].join(" | "))).filter((word) => !known.has(word));
    expect([...new Set(left)]).toEqual([]);
  },
);

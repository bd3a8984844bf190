import { createCanvas } from "canvas";
import { expect, test, vi } from "vitest";
import { noBrand } from "../brand/brand.ts";
import { drawPng } from "../render/draw-png.ts";
import { build, context, find, templates } from "../tests/charts.ts";
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

const many = (count: number, of: (at: number) => unknown) => Array.from({ length: count }, (_, at) => of(at));
const series = (count: number, length: number) =>
  many(count, (at) => ({ name: `q${at}`, values: many(length, (index) => (at + 2) * (index + 3) * (index % 7 === 3 ? 3 : 1)) }));
const day = (at: number) => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10);

/** What must be said of what was cut, pooled, sampled, left out or is not there. */
const cut: [code: string, id: string, data: unknown][] = [
  ["TOP_N", "bar", { labels: many(62, (at) => `q${at}q`), series: series(1, 62) }],
  ["TOO_MANY_SERIES", "bar", { labels: ["x", "y"], series: series(9, 2) }],
  ["TOO_MANY_SERIES", "line", { labels: many(9, (at) => day(at)), series: series(12, 9) }],
  ["OTHERS", "area", { labels: many(9, (at) => day(at)), series: series(17, 9) }],
  ["SAMPLED", "line", { labels: many(5000, (at) => day(at)), series: series(1, 5000) }],
  ["LEFT_OUT", "line", { labels: ["2026-01-01", "", "2026-03-01", "2026-04-01"], series: series(1, 4) }],
  ["DRAWN_AS_LINE", "bar", { labels: many(90, (at) => day(at)), series: series(1, 90) }],
  ["NOT_STACKED", "stacked_bar", { labels: ["x", "y"], series: [...series(1, 2), { name: "z", values: [-1, 2] }] }],
  ["PERCENT_SCALE", "bar", { labels: ["x", "y"], series: [{ name: "q", values: [0.1, 0.2] }], unit: "%" }],
  ["CURRENCY_CONFLICT", "bar", { labels: ["x", "y"], series: [{ name: "q USD", values: [3, 4] }], unit: "EUR" }],
  ["OTHERS", "pie", { labels: many(20, (at) => `q${at}`), values: many(20, (at) => at + 1), name: "q" }],
  ["LEFT_OUT", "pie", { labels: ["x", "y", "z"], values: [1, null, 2], name: "q" }],
  ["OTHERS", "waterfall", { labels: many(40, (at) => `q${at}`), values: many(40, (at) => at - 9), name: "q" }],
  ["OFF_SCALE", "gauge", { value: 140, max: 100, unit: "%", name: "q" }],
  ["TOP_N", "funnel", { labels: many(30, (at) => `q${at}`), values: many(30, (at) => 100 - at), name: "q" }],
  ["LEFT_OUT", "map", { labels: ["Atlantis", "France", "Spain"], values: [1, 2, 3], name: "q" }],
  ["SAMPLED", "scatter", { points: many(5000, (at) => ({ x: at % 71, y: (at * 7) % 53 })), x_name: "q", y_name: "z" }],
  ["TOP_N", "heatmap", { rows: many(90, (at) => `q${at}`), columns: ["x", "y"], values: many(90, (at) => [at, 3]), name: "q" }],
  ["TOP_N", "boxplot", { labels: many(40, (at) => `q${at}`), samples: many(40, (at) => [at, at + 1, at + 5]), name: "q" }],
  ["TOTAL_MISMATCH", "waterfall", { labels: ["x", "y", "z"], values: [5, 2, 90], totals: [0, 2], name: "q" }],
];

test.each(cut)("%s of %s is said in the catalogue's words", (code, id, data) => {
  const spec = build(find(id), data);
  expect(spec.warnings.map((one) => one.code)).toContain(code);
  const told = spec.panels.flatMap(({ note = "" }) => (note === "" ? [] : [note]));
  expect(told.length).toBeGreaterThan(0);
  const known = new Set([...wordsIn(JSON.stringify(data)), ...INTL, ...NAMES]);
  expect(wordsIn(bare(told.join(" | "))).filter((word) => !known.has(word))).toEqual([]);
});

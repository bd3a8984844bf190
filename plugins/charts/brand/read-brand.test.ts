import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { contrast } from "../design-system/colour.ts";
import { charts } from "../index.ts";
import { context, find } from "../tests/charts.ts";
import { themeFor } from "./brand.ts";
import { readBrand } from "./read-brand.ts";

const folder = mkdtempSync(join(tmpdir(), "brand-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40" fill="#0b5fff"/></svg>`;
writeFileSync(join(folder, "logo.svg"), svg);
for (const [from, to] of [
  ["Inter-Regular.ttf", "house.ttf"],
  ["Inter-Bold.ttf", "house-bold.ttf"],
] as const)
  cpSync(fileURLToPath(new URL(`../fonts/${from}`, import.meta.url)), join(folder, to));
writeFileSync(join(folder, "notes.txt"), "no font");
writeFileSync(join(folder, "wide.svg"), "<svg><path/></svg>");
writeFileSync(join(folder, "huge.png"), Buffer.alloc(300_000));

let files = 0;
function written(brand: unknown): string {
  const path = join(folder, `brand-${files++}.json`);
  writeFileSync(path, typeof brand === "string" ? brand : JSON.stringify(brand));
  return path;
}

const house = {
  accent: "#0B5FFF",
  palette: ["#0b5fff", "#7a3e9d", "#007a5a"],
  logo: "logo.svg",
  fonts: { regular: "house.ttf", bold: "house-bold.ttf" },
  footer: "ACME AG · confidential",
};

test("a brand is read whole, its files beside it", () => {
  expect(readBrand(written(house))).toEqual({
    accent: "#0b5fff",
    series: ["#0b5fff", "#7a3e9d", "#007a5a"],
    footer: "ACME AG · confidential",
    logo: { type: "image/svg+xml", base64: Buffer.from(svg).toString("base64"), ratio: 3 },
    fonts: { regular: join(folder, "house.ttf"), bold: join(folder, "house-bold.ttf") },
  });
});

test.each([
  [
    "a pale accent, with the figure and what would do",
    { accent: "#ffd43b" },
    /accent: #ffd43b has a contrast of 1\.4:1 on #ffffff; what is drawn needs 3:1\. #[0-9a-f]{6} would do/,
  ],
  ["a pale series", { palette: ["#0b5fff", "#eeeeee"] }, /palette\.1: #eeeeee has a contrast of 1\.2:1/],
  ["the same colour twice", { palette: ["#0b5fff", "#0B5FFF"] }, /palette\.1: #0b5fff is there twice/],
  ["a colour by name", { accent: "red" }, /accent: is no colour: write it as #1a2b3c/],
  ["a field that is not known", { colour: "#0b5fff" }, /colour: is not known; a brand has accent, palette, logo/],
  ["a logo that is not there", { logo: "none.svg" }, /logo: there is no file .*none\.svg/],
  ["a logo without a size", { logo: "wide.svg" }, /logo: .*wide\.svg is neither PNG nor an SVG with a viewBox/],
  ["a logo that every page would have to hold", { logo: "huge.png" }, /has 300000 bytes; every page holds it, so at most 200000/],
  [
    "a font that is none",
    { fonts: { regular: "notes.txt", bold: "house.ttf" } },
    /fonts\.regular: .*notes\.txt is no TTF or OTF font/,
  ],
  ["no JSON", "{", /brand-\d+\.json: .*JSON/],
])("%s is refused", (_, brand, why) => {
  expect(() => readBrand(written(brand))).toThrow(
    expect.objectContaining({ code: "INVALID_INPUT", message: expect.stringMatching(why) }),
  );
});

test.each(["light", "dark"] as const)(
  "every series of a brand can be told from the %s card, ours after the house's own",
  (name) => {
    const { accent, series } = readBrand(written(house));
    const { card, mark, strip } = themeFor(name, { persona: null }, { accent, series });
    const six = [1, 2, 3, 4, 5, 6].map((at) => mark(`series-${at}` as "series-1"));
    for (const one of six) expect(contrast(one, card)).toBeGreaterThanOrEqual(3);
    expect(new Set(six).size).toBe(6);
    if (name === "light") expect(six.slice(0, 3)).toEqual(series);
    expect(strip).toEqual(["#0b5fff", "#0b5fff"]);
  },
);

describe("drawn", () => {
  const options = { theme: "light", width: 1600, height: 900, scale: 1, locale: "en" } as const;
  const bar = find("bar");
  const spec = bar.build(bar.input.parse(bar.sample), context);

  test("a brand shows in the picture and in the page, and the page fetches nothing", async () => {
    const ours = charts().adapters.renderer();
    const theirs = charts({ brand: written(house) }).adapters.renderer();
    try {
      const [one, other] = await Promise.all(
        [ours, theirs].map((renderer) => renderer.render(spec, { ...options, formats: ["png", "html"] })),
      );
      expect(Buffer.from(other?.png ?? []).equals(Buffer.from(one?.png ?? []))).toBe(false);
      const html = other?.html ?? "";
      expect(html).toContain(`<img class="logo" src="data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}" alt="">`);
      expect(html).toContain("<footer><p>ACME AG · confidential");
      expect(html).toContain('"brand":{"accent":"#0b5fff"');
      expect(html).not.toMatch(/(src|href)="(?!data:)/);
    } finally {
      await Promise.all([ours.close?.(), theirs.close?.()]);
    }
  });
});

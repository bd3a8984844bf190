import { describe, expect, test } from "vitest";
import { build, context, draw, find, templates } from "../tests/charts.ts";
import { argumentsOf, chosenBy, pluralsIn } from "../tests/icu.ts";
import { textsOf, wordsIn } from "../tests/reader-texts.ts";
import { catalogueOf, languages } from "./catalogues.ts";
import { en } from "./en.ts";
import { message } from "./messages.ts";
import { ownTitle } from "./own-titles.ts";
import type { MessageKey } from "./words.ts";

const keys = Object.keys(en) as MessageKey[];
const isPlain = (key: string) => key.startsWith("drawn.") || key.startsWith("page.");

test("five languages", () => {
  expect(languages().sort()).toEqual(["de", "en", "es", "fr", "ja"]);
});

describe.each(languages())("%s", (language) => {
  const { catalogue } = catalogueOf(language);

  test("says all that English says, and nothing else; no message is empty", () => {
    expect(Object.keys(catalogue).sort()).toEqual([...keys].sort());
    expect(keys.filter((key) => catalogue[key].trim() === "")).toEqual([]);
  });

  test("each message puts in what the English one does", () => {
    for (const key of keys) expect(argumentsOf(catalogue[key]), key).toEqual(argumentsOf(en[key]));
  });

  test("a page has no library of messages: its words have placeholders alone", () => {
    for (const key of keys.filter(isPlain)) expect(chosenBy(catalogue[key]), key).toEqual([]);
  });

  test("plurals are those of the language", () => {
    const known = new Set<string>(new Intl.PluralRules(language).resolvedOptions().pluralCategories);
    for (const key of keys)
      for (const category of pluralsIn(catalogue[key])) expect(known.has(category) || /^=\d+$/.test(category), key).toBe(true);
  });
});

test.each(languages().filter((language) => language !== "en"))("%s: no English stands in any template's sample", (language) => {
  const { catalogue } = catalogueOf(language);
  const own = new Set(wordsIn(Object.values(catalogue).join(" ")));
  const english = new Set(wordsIn(Object.values(en).join(" ")).filter((word) => word.length > 3 && !own.has(word)));
  for (const template of templates) {
    const data = new Set([...wordsIn(JSON.stringify(template.sample)), "strategic"]);
    const spec = build(template, template.sample, { ...context, locale: language, sample: true });
    const left = wordsIn(textsOf(spec).join(" ")).filter((word) => english.has(word) && !data.has(word));
    expect([...new Set(left)], template.id).toEqual([]);
  }
});

test("every title of ours, and every name of a panel, is in the catalogue", () => {
  const told = templates.flatMap(({ id, title, panels }) => [
    ...(Object.hasOwn(en, `template.${id}`) ? [] : [id]),
    ...[title, ...panels].filter((text) => ownTitle(text, "ja") === text && !SAME.has(text)),
  ]);
  expect(told).toEqual([]);
});

/** Written alike in every language. */
const SAME = new Set(["ROI"]);

test("a region speaks its language, and a language that is not here speaks English", () => {
  expect(catalogueOf("de-AT").language).toBe("de");
  expect(catalogueOf("fr-CH").language).toBe("fr");
  expect(catalogueOf("ja-JP-u-ca-japanese").language).toBe("ja");
  expect(catalogueOf("pl").language).toBe("en");
  expect(catalogueOf("dec").language).toBe("en");
  expect(catalogueOf("__proto__").language).toBe("en");
});

const revenue = {
  labels: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
  series: [{ name: "Umsatz", values: [4.1e6, 4.3e6, 4.4e6, 4.8e6, 4.9e6, 5.1e6] }],
  unit: "EUR",
};
const titled = (locale: string) => build(find("line"), revenue, { ...context, locale }).title;

test("a finding reads as a native writer would say it", () => {
  expect(titled("de")).toBe("Umsatz stieg von 4,1\u202fMio.\u202f€ auf 5,1\u202fMio.\u202f€, Jan. bis Juni 2026");
  expect(titled("fr")).toBe("Umsatz\u00a0: hausse de 4,1\u202fM\u202f€ à 5,1\u202fM\u202f€, de janv. à juin 2026");
  expect(titled("es")).toBe("Umsatz: sube de 4,1\u202fM\u202f€ a 5,1\u202fM\u202f€, de ene a jun 2026");
  expect(titled("ja")).toBe("Umsatzは€410万から€510万に増加（2026年1月～6月）");
});

test("a title that was given stays, and words of another package's template are its own", () => {
  const given = build(find("line"), revenue, { ...context, locale: "de", title: "Revenue over time" });
  expect(given.title).toBe("Revenue over time");
  expect(draw("line", revenue).title).toContain("rose");
});

test("one and many: what is counted agrees", () => {
  const rows = (count: number, locale: string) => message("rows-counted", { number: String(count), count }, locale);
  expect([0, 1, 2].map((count) => rows(count, "fr"))).toEqual(["0 ligne", "1 ligne", "2 lignes"]);
  expect([0, 1, 2].map((count) => rows(count, "es"))).toEqual(["0 filas", "1 fila", "2 filas"]);
  expect([0, 1, 2].map((count) => rows(count, "de"))).toEqual(["0 Zeilen", "1 Zeile", "2 Zeilen"]);
  expect([0, 1, 2].map((count) => rows(count, "ja"))).toEqual(["0行", "1行", "2行"]);
});

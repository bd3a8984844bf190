import { expect, test } from "vitest";
import { catalogue, languages } from "./catalogue.ts";
import { wordsFor } from "./words.ts";

const entries = Object.entries(catalogue);
const putIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).sort();

test("every language has every word, and puts the same into it", () => {
  expect(languages).toEqual(["en", "de", "fr", "es", "ja"]);
  for (const [key, row] of entries) {
    expect([key, row.length]).toEqual([key, languages.length]);
    for (const text of row) expect([key, text.trim() === "", putIn(text)]).toEqual([key, false, putIn(row[0])]);
  }
});

test("a language is known by its locale, and one without words speaks English", () => {
  expect(wordsFor("de-AT")("method")).toBe("Methode");
  expect(wordsFor("ja_JP")("method")).toBe("方法");
  expect(wordsFor("pt-BR")("method")).toBe("Method");
});

test("what is put into a word is not looked at for more to put in", () => {
  expect(wordsFor("en")("for", { audience: "{title}" })).toBe("For {title}");
});

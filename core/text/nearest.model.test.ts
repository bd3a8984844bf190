import fc from "fast-check";
import { expect, test } from "vitest";
import { limits } from "../limits.ts";
import { nearestFirst } from "./nearest.ts";

/** By its definition: the fewest letters to put in, take out or change. */
function distance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const rest = distance(a.slice(1), b.slice(1));
  if (a[0] === b[0]) return rest;
  return 1 + Math.min(rest, distance(a.slice(1), b), distance(a, b.slice(1)));
}

const word = fc.string({ unit: fc.constantFrom(..."abcA"), maxLength: 6 });

test("known names come by the letters that must change, case aside, and of equals by the alphabet", () => {
  fc.assert(
    fc.property(word, fc.uniqueArray(word, { maxLength: 8 }), (wanted, known) => {
      const far = (name: string) => distance(wanted.toLowerCase(), name.toLowerCase());
      const expected = known.toSorted((a, b) => far(a) - far(b) || (a < b ? -1 : 1));
      expect(nearestFirst(wanted, known)).toEqual(expected);
    }),
  );
});

test("a hundred at most, of fifty thousand too: those that begin alike, hold the word, or are as long", () => {
  const many = Array.from({ length: 50_000 }, (_, at) => `zz${at}`);
  expect(nearestFirst("x", many)).toHaveLength(limits.knownNames);
  const found = nearestFirst("sales", [...many, "SALE", "the-sales-of-2026", "qales"]);
  expect(found[0]).toBe("SALE");
  expect(found[1]).toBe("qales");
  expect(nearestFirst("sales", [...many.map((name) => `${name}-of-many-letters`), "the-sales-of"])).toContain("the-sales-of");
  const long = "a-name-of-thirty-letters-or-so";
  expect(nearestFirst(`${long}x`, [...many, long])[0]).toBe(long);
  expect(nearestFirst("", many)).toHaveLength(limits.knownNames);
  // A thousand are all compared.
  const thousand = [...Array.from({ length: 999 }, (_, at) => `sa-${at}`), "zales"];
  expect(nearestFirst("sales", thousand)[0]).toBe("zales");
});

test("a name of megabytes is looked for by its beginning", () => {
  expect(nearestFirst("b".repeat(5_000_000), ["a", "bbbb"])[0]).toBe("bbbb");
});

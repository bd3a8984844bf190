import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "./format.ts";
import { kpiFormats, sharedFormat } from "./shared-format.ts";

const usd: NumberFormat = { style: "currency", currency: "USD", compact: true };
const eur: NumberFormat = { style: "currency", currency: "EUR", compact: true };
const plain: NumberFormat = { style: "number", compact: true };
const percent: NumberFormat = { style: "percent" };

const together = (values: readonly number[], format: NumberFormat, locale: string, exact = false) => {
  const shared = sharedFormat(values, format, locale, { exact });
  return values.map((value) => formatNumber(value, shared, locale).replaceAll("\u202f", " "));
};

test.each([
  [[900_000, 1_900_000], usd, "en", ["$0.9 M", "$1.9 M"]],
  [[6_000, 28_000], eur, "en", ["€6 k", "€28 k"]],
  [[18_348e9, 21e12], usd, "en", ["$18.3 T", "$21.0 T"]],
  [[2_100_000, 2_150_000], eur, "en", ["€2.10 M", "€2.15 M"]],
  [[8, 6.4], eur, "en", ["€8.0", "€6.4"]],
  [[99.951, 99.95], percent, "en", ["99.951%", "99.950%"]],
  [[99.95, 100], percent, "en", ["99.95%", "100.00%"]],
  [[1e12, 300e9], eur, "de", ["1,0 Bio. €", "0,3 Bio. €"]],
  [[12_345, 9], plain, "de", ["12.345", "9"]],
  [[1e12, 3], plain, "en", ["1 T", "3"]],
  [[0, 0], usd, "en", ["$0", "$0"]],
  [[], usd, "en", []],
] as const)("%o beside each other are %o in %s: %o", (values, format, locale, shown) => {
  expect(together(values, format, locale)).toEqual(shown);
});

test.each([
  [
    [0, 5_000, 10_000],
    ["$0", "$5 k", "$10 k"],
  ],
  [
    [0, 0.25, 0.5],
    ["$0", "$0.25", "$0.50"],
  ],
  [
    [120e6, 122.5e6, 125e6],
    ["$120.0 M", "$122.5 M", "$125.0 M"],
  ],
])("ticks %o are written exactly: %o", (ticks, shown) => {
  expect(together(ticks, usd, "en", true)).toEqual(shown);
});

describe("whatever numbers stand beside each other", () => {
  const value = fc.oneof(
    fc.integer({ min: -2_000_000, max: 2_000_000 }),
    fc.integer({ min: -1e6, max: 1e6 }).map((hundredths) => hundredths / 100),
    fc.double({ min: 90, max: 100, noNaN: true }),
  );
  const format = fc.constantFrom(usd, plain, percent);
  const words = (text: string) => text.replace(/[\d.,\u2212]/g, "");

  test("they have one scale and as many decimals, where one scale holds them", () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 12 }),
        format,
        fc.constantFrom("en", "de", "ja"),
        (values, as, locale) => {
          const shared = sharedFormat(values, as, locale);
          fc.pre(shared.digits !== undefined);
          const shown = values.filter((one) => one !== 0).map((one) => formatNumber(one, shared, locale));
          expect(new Set(shown.map(words)).size).toBeLessThanOrEqual(1);
          expect(shown.every((text) => /[1-9]/.test(text))).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("two amounts that differ by a hundredth look different", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 99 }), format, (low, more, as) => {
        const [one, other] = together([low, low * (1 + more / 100)], as, "en");
        expect(one).not.toBe(other);
      }),
      { numRuns: 2000 },
    );
  });

  test("a part is never written as all of it", () => {
    fc.assert(
      fc.property(fc.double({ min: 50, max: 99.9999, noNaN: true }), (part) => {
        expect(formatNumber(part, percent, "en")).not.toBe("100%");
        expect(together([part, 100], percent, "en")[0]).not.toMatch(/^100/);
      }),
      { numRuns: 2000 },
    );
  });
});

test("a key figure's value, target and difference are written so that they add up", () => {
  const kpi = {
    value: 2_150_000,
    target: 2_200_000,
    format: eur,
    delta: { value: 28_000, format: { ...eur, signed: true }, base: "May", good: false },
  };
  const { value, delta } = kpiFormats(kpi, "en");
  expect(formatNumber(kpi.value, value, "en")).toBe("€2,150\u202fk");
  expect(formatNumber(kpi.target, value, "en")).toBe("€2,200\u202fk");
  expect(formatNumber(28_000, delta as NumberFormat, "en")).toBe("+€28\u202fk");
  const uptime = { value: 99.951, target: 99.95, format: percent, delta: null };
  expect([99.951, 99.95].map((one) => formatNumber(one, kpiFormats(uptime, "en").value, "en"))).toEqual(["99.951%", "99.950%"]);
});

import { expect, test } from "vitest";
import { formatLabels, formatNumber } from "./format.ts";

test.each([
  [31, { style: "percent" }, "en", "31%"],
  [31, { style: "percent" }, "de", "31\u202f%"],
  [-62, { style: "percent", signed: true }, "en", "\u221262%"],
  [111, { style: "percent", signed: true }, "en", "+111%"],
  [4_200_000, { style: "currency", currency: "USD", compact: true }, "en", "$4.2\u202fM"],
  [-1234.5, { style: "number" }, "en", "\u22121,234.5"],
  [1234.5, { style: "number" }, "de", "1.234,5"],
  [263, { style: "number", unit: "ms" }, "en", "263\u202fms"],
  [999_999, { style: "number", compact: true }, "en", "1\u202fM"],
  [4_200_000_000, { style: "currency", currency: "EUR", compact: true }, "de", "4,2\u202fMrd.\u202f€"],
  [4_200_000, { style: "number", compact: true }, "de", "4,2\u202fMio."],
  [12_345, { style: "number", compact: true }, "de", "12.345"],
  [12_345, { style: "number", compact: true }, "en", "12.3\u202fk"],
  [4_200_000_000_000, { style: "number", compact: true }, "en", "4.2\u202fT"],
  [4_236_000, { style: "number", compact: true }, "en", "4.2\u202fM"],
  [-0.0001, { style: "number", signed: true }, "en", "0"],
  [0, { style: "currency", currency: "EUR" }, "en", "€0"],
  [null, { style: "number" }, "en", "–"],
  [Number.NaN, { style: "number" }, "en", "–"],
  [undefined, { style: "number" }, "en", "–"],
  [1, { style: "currency" }, "en", "$1"],
  [1, { style: "currency", currency: "no code" }, "en", "no\u202fcode\u202f1"],
  [999_499, { style: "number", compact: true }, "en", "999\u202fk"],
  [9_994, { style: "number", compact: true }, "en", "9,994"],
  [9_995, { style: "number", compact: true }, "en", "10\u202fk"],
  [999_500, { style: "number", compact: true }, "en", "1\u202fM"],
  [999_500_000, { style: "number", compact: true }, "en", "1\u202fB"],
  [1_500_000_000, { style: "number", compact: true }, "en", "1.5\u202fB"],
  [150.26, { style: "number" }, "en", "150.3"],
  [150.26, { style: "number", compact: true }, "en", "150"],
  [150.26, { style: "percent" }, "en", "150%"],
  [1.26, { style: "number" }, "en", "1.3"],
  [0.1266, { style: "number" }, "en", "0.13"],
  [0.0126, { style: "number" }, "en", "0.013"],
  [99.951, { style: "percent" }, "en", "99.95%"],
  [99.96, { style: "percent" }, "en", "99.96%"],
  [99.9999999, { style: "percent" }, "en", "100%"],
  [53_200_000_000, { style: "currency", currency: "EUR", compact: true }, "de", "53,2\u202fMrd.\u202f€"],
  [-53_200_000_000, { style: "currency", currency: "EUR", compact: true }, "de", "\u221253,2\u202fMrd.\u202f€"],
  [1_500_000_000_000, { style: "currency", currency: "EUR", compact: true }, "de", "1,5\u202fBio.\u202f€"],
  [18_348_000_000_000, { style: "currency", currency: "USD", compact: true }, "en", "$18.3\u202fT"],
  [53_200_000_000, { style: "currency", currency: "EUR", compact: true }, "fr", "53,2\u202fMd\u202f€"],
  [53_200_000_000, { style: "currency", currency: "JPY", compact: true }, "ja", "￥532億"],
  [1_200_000, { style: "number", compact: true }, "ja", "120万"],
  [31, { style: "percent" }, "tr", "%31"],
  [31, { style: "percent" }, "ar-EG", "\u0663\u0661\u066a\u061c"],
  [5, { style: "currency", currency: "CHF" }, "en", "CHF\u202f5"],
  [900_000, { style: "currency", currency: "USD", scale: "million", digits: 1 }, "en", "$0.9\u202fM"],
  [0, { style: "currency", currency: "USD", scale: "million", digits: 1 }, "en", "$0"],
  [4, { style: "percent", digits: 1 }, "en", "4.0%"],
  [12_000, { style: "number", scale: "thousand", digits: 0 }, "de", "12.000"],
] as const)("%s as %o in %s is %s", (value, format, locale, shown) => {
  expect(formatNumber(value, format, locale)).toBe(shown);
});

test.each([
  [
    ["2026-01", "2026-02"],
    ["Jan", "Feb"],
  ],
  [
    ["2025-12-01", "2026-01-01"],
    ["Dec 2025", "Jan 2026"],
  ],
  [
    ["2006-01-01", "2007-01-01"],
    ["2006", "2007"],
  ],
  [
    ["2026-06-01", "2026-06-08"],
    ["Jun 1", "Jun 8"],
  ],
  [
    ["2025-01", "2026-01"],
    ["2025", "2026"],
  ],
  [["2026-01"], ["Jan 2026"]],
  [["2026-01-01"], ["Jan 1, 2026"]],
  [["2026-01-31T00:00:00.000"], ["Jan 31, 2026"]],
  [
    ["2024-Q1", "2024-Q2"],
    ["2024-Q1", "2024-Q2"],
  ],
  [
    ["2014-09-17", "2020-08-31"],
    ["Sep 17, 2014", "Aug 31, 2020"],
  ],
  [["Q2026-01"], ["Q2026-01"]],
  [["2026-01-01 10:00"], ["Jan 1, 2026, 10:00 AM"]],
  [[], []],
  [
    ["North", "2026-01"],
    ["North", "2026-01"],
  ],
])("labels %o read %o", (labels, shown) => {
  expect(formatLabels(labels, "en")).toEqual(shown);
});

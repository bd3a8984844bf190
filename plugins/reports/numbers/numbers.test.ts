import fc from "fast-check";
import { formatValue } from "hucre";
import { describe, expect, test } from "vitest";
import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import { lookIn } from "../tests/reports.ts";
import { excelCode } from "./excel-code.ts";
import { together } from "./together.ts";

const english = lookIn("en").number;

describe("a spreadsheet's format", () => {
  test.each([
    [{ style: "number", digits: 0 }, "en", '#,##0;"−"#,##0;0'],
    [{ style: "percent", digits: 1 }, "en", '#,##0.0"%";"−"#,##0.0"%";0"%"'],
    [{ style: "percent", digits: 0, signed: true }, "en", '"+"#,##0"%";"−"#,##0"%";0"%"'],
    [
      { style: "currency", currency: "USD", scale: "million", digits: 1 },
      "en",
      '"$"#,##0.0,,"\u00a0M";"−$"#,##0.0,,"\u00a0M";"$"0',
    ],
    [
      { style: "currency", currency: "EUR", scale: "million", digits: 2 },
      "de",
      '#,##0.00,,"\u00a0Mio.\u00a0€";"−"#,##0.00,,"\u00a0Mio.\u00a0€";0"\u00a0€"',
    ],
    [{ style: "number", unit: "ms", digits: 0 }, "en", '#,##0"\u00a0ms";"−"#,##0"\u00a0ms";0"\u00a0ms"'],
    [{ style: "number", scale: "thousand", digits: 1 }, "en", '#,##0.0,"\u00a0k";"−"#,##0.0,"\u00a0k";0'],
    // German has no word for thousands, Japanese counts by ten thousands: the number stays whole.
    [{ style: "number", scale: "thousand", digits: 0 }, "de", '#,##0;"−"#,##0;0'],
    [{ style: "number", scale: "million", digits: 0 }, "ja", '#,##0;"−"#,##0;0'],
  ] as const)("of %o in %s is %s", (format, locale, code) => {
    expect(excelCode(format, lookIn(locale).number)).toBe(code);
  });

  test("says what the chart says, number by number", () => {
    const format: fc.Arbitrary<NumberFormat> = fc.record({
      // Not of percentages: the library that reads the format takes the quoted sign for Excel's own, which multiplies.
      style: fc.constantFrom("number", "currency"),
      currency: fc.constantFrom("USD", "EUR", "CHF"),
      unit: fc.constantFrom("", "ms", "pts"),
      signed: fc.boolean(),
      digits: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.constantFrom(1, 10, 1000), format, (whole, by, as) => {
        const value = whole / by;
        fc.pre(Number(value.toFixed(as.digits)) === value && value !== 0);
        expect(formatValue(value, excelCode(as, english))).toBe(english(value, as).replaceAll("\u202f", "\u00a0"));
      }),
    );
  });

  test("takes no command from a unit that the data brought", () => {
    const code = excelCode({ style: "number", unit: '";[Red]0;"\\', digits: 0 }, english);
    expect(code.replace(/"[^"]*"/g, "")).toBe("#,##0;#,##0;0");
    expect(excelCode({ style: "number", unit: "x".repeat(400), digits: 0 }, english).length).toBeLessThan(255);
  });
});

describe("numbers that stand together", () => {
  test.each([
    [[4_200_000, 4_900_000], { style: "number", compact: true }, { scale: "million", digits: 1 }],
    [[4_200_000, 780_000, 90_000], { style: "number", compact: true }, { scale: "million", digits: 2 }],
    [[31, 10], { style: "percent" }, { digits: 0 }],
    [[0.00001, 0.00008], { style: "number" }, { digits: 5 }],
    [[3, 4_200_000], { style: "number", compact: true }, { digits: 0 }],
    [[4.2, 5.1], { style: "number", digits: 3 }, { digits: 3 }],
  ] as const)("%o as %o are written with %o", (values, format, written) => {
    expect(together(values, format, english)).toMatchObject(written);
  });

  test("look different where they are, and none that is something looks like nothing", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 900_000 }), { minLength: 2, maxLength: 8 }), (values) => {
        const format = together(values, { style: "number", compact: true }, english);
        const told = values.map((value) => english(value, format));
        expect(new Set(told).size).toBe(values.length);
        expect(told.every((text) => /[1-9]/.test(text))).toBe(true);
      }),
    );
  });
});

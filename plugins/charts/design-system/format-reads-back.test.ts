import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber, formatParts } from "./format.ts";

const SCALE: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** What a reader takes a written number for. */
function read(written: string): number {
  const [, minus, digits, suffix] = /^([\u2212+]?)[^\d\u2212+]*([\d.,]+)(?:\u202f([kMBT]))?/.exec(written) ?? [];
  const size = Number(digits?.replaceAll(",", "")) * (suffix === undefined ? 1 : (SCALE[suffix] as number));
  return minus === "\u2212" ? -size : size;
}

const magnitudes = fc
  .tuple(fc.double({ min: 1, max: 10, noNaN: true, maxExcluded: true }), fc.integer({ min: -4, max: 13 }), fc.boolean())
  .map(([digits, power, negative]) => (negative ? -1 : 1) * digits * 10 ** power);
const edges = fc.constantFrom(
  0,
  0.05,
  0.1,
  0.4,
  0.5,
  0.95,
  0.995,
  0.9996,
  1,
  9.95,
  99.95,
  100,
  999.5,
  9994,
  9995,
  99_950,
  999_499,
  999_500,
  999_499_999,
  999_500_000,
  1e9,
  2.5e9,
  4.4e12,
);
const value = fc.oneof(
  magnitudes,
  edges,
  edges.map((one) => -one),
);
const format: fc.Arbitrary<NumberFormat> = fc.record({
  style: fc.constantFrom("number", "percent", "currency"),
  compact: fc.boolean(),
  signed: fc.boolean(),
  currency: fc.constant("USD"),
});

describe("a written number read back", () => {
  test("is the number, to a twentieth, or to half of the third decimal", () => {
    fc.assert(
      fc.property(value, format, (given, as) => {
        const back = read(formatNumber(given, as, "en"));
        expect(Math.abs(back - given)).toBeLessThanOrEqual(Math.max(0.0005, Math.abs(given) / 20) + 1e-12);
      }),
      { numRuns: 2000 },
    );
  });

  test("has the number's sign, and nothing that reads as zero has one", () => {
    fc.assert(
      fc.property(value, format, (given, as) => {
        const written = formatNumber(given, as, "en");
        const zero = read(written) === 0;
        expect(written.startsWith("\u2212")).toBe(given < 0 && !zero);
        expect(written.startsWith("+")).toBe(as.signed === true && given > 0 && !zero);
      }),
      { numRuns: 2000 },
    );
  });

  test("is no smaller than that of a smaller number, across every change of unit", () => {
    fc.assert(
      fc.property(value, value, format, (one, other, as) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(read(formatNumber(less, as, "en"))).toBeLessThanOrEqual(read(formatNumber(more, as, "en")));
      }),
      { numRuns: 2000 },
    );
  });

  test("is short when it is to be: four digits at most, up to a thousand billions", () => {
    fc.assert(
      fc.property(magnitudes, (given) => {
        fc.pre(Math.abs(given) < 9.99e11);
        const { number } = formatParts(given, { style: "number", compact: true }, "en");
        expect(number.replace(/\D/g, "").length).toBeLessThanOrEqual(4);
      }),
      { numRuns: 1000 },
    );
  });
});

test("a unit stands behind its number and a currency before it, in every size", () => {
  fc.assert(
    fc.property(value, (given) => {
      expect(formatNumber(given, { style: "percent" }, "en").endsWith("%")).toBe(true);
      expect(formatNumber(given, { style: "number", unit: "ms" }, "en").endsWith("\u202fms")).toBe(true);
      expect(formatNumber(given, { style: "currency", currency: "EUR", compact: true }, "en")).toMatch(/^\u2212?€\d/);
    }),
  );
});

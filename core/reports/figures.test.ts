import { describe, expect, test } from "vitest";
import { figuresIn, standsIn } from "./figures.ts";

const texts = (text: string) => figuresIn(text).map((figure) => figure.text);
const holds = (text: string, ...numbers: number[]) => figuresIn(text).map((figure) => standsIn(figure, numbers));

describe("figures in free text", () => {
  test.each([
    ["Revenue rose 12.5 % to EUR 4.2 M.", ["12.5 %", "4.2 M"]],
    ["4,2 Mrd. € und 1.234.567 Kunden", ["4,2 Mrd.", "1.234.567"]],
    ["We lost 1,462,500 in 37 days", ["1,462,500", "37"]],
    ["In Q3 2026 the 3 regions of FY24 met v2.10.3 on 2026-11-29 at 12:30; 12 months", []],
    ["$5k, 340 million and 95%", ["5k", "340 million", "95%"]],
    ["売上は420億円", ["420億"]],
    ["1 200 000 (or 1\u202f200\u202f000)", ["1 200 000", "1\u202f200\u202f000"]],
    ["", []],
  ])("%j has %j", (text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  test("what a result has, rounded as it is written, stands in it", () => {
    expect(holds("EUR 4.2 M", 4_234_567)).toEqual([true]);
    expect(holds("EUR 4.2 M", 4_251_000)).toEqual([false]);
    expect(holds("31 %", 0.3149)).toEqual([true]);
    expect(holds("31 %", 31.4)).toEqual([true]);
    expect(holds("31 %", 0.32)).toEqual([false]);
    expect(holds("a loss of 1,462,500", -1_462_500)).toEqual([true]);
    expect(holds("1.234", 1234)).toEqual([true]);
    expect(holds("1.234", 1.2341)).toEqual([true]);
    expect(holds("1,234.5", 1234.5)).toEqual([true]);
    expect(holds("1.234,5", 1234.5)).toEqual([true]);
    expect(holds("37", 36.4)).toEqual([false]);
    expect(holds("37")).toEqual([false]);
  });
});

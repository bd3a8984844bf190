import type { Categories, Column } from "../native/chart.ts";
import { el, escaped, val } from "./element.ts";

/** Numbers and words of a chart: each says where it stands in the chart's sheet, and what stood there when it was written. */
export const SHEET = "Sheet1";

export const columnLetter = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${columnLetter(Math.floor(index / 26) - 1)}${columnLetter(index % 26)}`;

const range = (column: number, from: number, to: number): string => {
  const letter = columnLetter(column);
  return `${SHEET}!$${letter}$${from}${to === from ? "" : `:$${letter}$${to}`}`;
};

const point = (at: number, text: string): string => el("c:pt", { idx: at }, el("c:v", {}, text));

const texts = (where: string, list: readonly string[]): string =>
  el(
    "c:strRef",
    {},
    el("c:f", {}, where),
    el("c:strCache", {}, val("c:ptCount", list.length), ...list.map((text, at) => point(at, escaped(text)))),
  );

/** What is missing has no point: a gap, not a zero. */
const numbers = (where: string, list: readonly (number | null)[], code: string): string =>
  el(
    "c:numRef",
    {},
    el("c:f", {}, where),
    el(
      "c:numCache",
      {},
      el("c:formatCode", {}, escaped(code)),
      val("c:ptCount", list.length),
      ...list.flatMap((value, at) => (value === null || !Number.isFinite(value) ? [] : [point(at, String(value))])),
    ),
  );

/** Name of the series that stands in this column of the sheet. */
export const seriesName = (column: number, name: string): string => el("c:tx", {}, texts(range(column, 1, 1), [name]));

export const numbersIn = (tag: string, column: number, values: readonly (number | null)[], code: string, first = 2): string =>
  el(tag, {}, numbers(range(column, first, first + Math.max(1, values.length) - 1), values, code));

/** Days as spreadsheets count them. */
export const serialDay = (daysSince1970: number): number => daysSince1970 + 25_569;

export function categoriesIn(categories: Categories): string {
  if ("texts" in categories)
    return el("c:cat", {}, texts(range(0, 2, 1 + Math.max(1, categories.texts.length)), categories.texts));
  return numbersIn("c:cat", 0, categories.days.map(serialDay), categories.code);
}

export const valuesIn = (column: number, { values, code }: Column): string => numbersIn("c:val", column + 1, values, code);

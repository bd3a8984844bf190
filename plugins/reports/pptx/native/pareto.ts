import { excelCode } from "../../numbers/excel-code.ts";
import { together } from "../../numbers/together.ts";
import { widthOf } from "../../text/letter-widths.ts";
import type { LabelLook, PointLook, Series } from "./chart.ts";
import { onTop } from "./contrast.ts";
import { type Conversion, chartName, paint, paintOf, Sheet } from "./native.ts";
import { valueRange } from "./value-range.ts";
import { categoryChart, stepsIn } from "./whole.ts";

/** Columns, largest first, and the line that adds them up on an axis of its own. */
export const pareto: Conversion = (panel, { look, words, room, size }) => {
  if (panel.drawing?.form !== "pareto") return null;
  const { items, cumulative } = panel.drawing;
  if (items.length === 0 || cumulative.length !== items.length || items.some(({ value }) => value < 0)) return null;
  const values = items.map(({ value }) => value);
  const label = together(values, panel.format, look.number);
  const share = (room.w * 0.86 * 72) / items.length;
  const written = values.every((value) => widthOf(look.number(value, label), size, true) <= share);
  const total = values.reduce((sum, value) => sum + value, 0) / ((cumulative.at(-1) ?? 100) / 100 || 1);
  const range = valueRange(
    { low: 0, high: total, fromZero: true, bound: null, steps: stepsIn(room) },
    label,
    look.number,
    !written,
  );
  // Both on one scale, as in the picture: the line touches the first column's top.
  const axis = { ...range, min: 0, max: total || 1 };
  const sheet = new Sheet();
  const code = excelCode(label, look.number);
  const percent = excelCode({ style: "percent", digits: 0 }, look.number);
  const first = items[0]?.role ?? "accent";
  const points = new Map<number, PointLook>();
  for (const [at, { role }] of items.entries()) if (role !== first) points.set(at, { colour: paintOf(look, role) });
  const at = new Map<number, LabelLook>();
  const tall = (share: number) => share * room.h * (room.h < 2.2 ? 0.45 : 0.7) > (size * 1.8) / 72;
  for (const [index, { value, role }] of items.entries()) {
    const share = value / (total || 1);
    // Between column and line, else inside the column: never on the line.
    if (written && tall((cumulative[index] ?? 0) / 100 - share)) at.set(index, { place: "outEnd" });
    else if (written && tall(share))
      at.set(index, { place: "inEnd", colour: onTop(paintOf(look, role), paint(look.ink), paint(look.card)) });
  }
  const columns: Series = {
    column: sheet.add(panel.series[0]?.name || panel.title, values, code),
    colour: paintOf(look, first),
    points,
    labels: { at, code, colour: paint(look.ink), bold: true },
  };
  const line: Series = {
    column: sheet.add(words("added-up"), cumulative, percent),
    colour: paint(look.ink),
    width: 2,
    marker: items.length <= 14,
  };
  return {
    chart: categoryChart({
      categories: { texts: items.map(({ label: name }) => chartName(name)) },
      columns: sheet.columns,
      plots: [
        { kind: "bar", stacked: false, gap: 45, overlap: 0, series: [columns] },
        { kind: "line", second: true, series: [line] },
      ],
      axis,
      second: { min: 0, max: 100, step: room.h < 2.2 ? 50 : 20, code: percent, shown: true },
      legend: "top",
    }),
    remarks: [],
    leftOut: [],
  };
};

import { excelCode } from "../../numbers/excel-code.ts";
import { extent } from "../../numbers/extent.ts";
import { together } from "../../numbers/together.ts";
import { LINE } from "../../text/fit.ts";
import { widthOf } from "../../text/letter-widths.ts";
import type { LabelLook, Series } from "./chart.ts";
import { type Conversion, chartName, paint, paintOf, Sheet } from "./native.ts";
import { categoryChart } from "./whole.ts";

/** The plot's share of the chart's height. */
const PLOT = 0.84;
/** Below the lowest end, of the range. */
const AIR = 0.08;

/** One line each between two columns, with name and number at its ends. Where these would touch, the picture finds them places. */
export const slope: Conversion = (panel, { look, room, size }) => {
  if (panel.drawing?.form !== "slope") return null;
  const { columns, items } = panel.drawing;
  const values = items.flatMap(({ before, after }) => [before, after]);
  if (items.length === 0) return null;
  const { low, high } = extent(values);
  const label = together(values, panel.format, look.number);
  // What is read are the ends: their numbers are written, so the axis is not, and begins where the lines do.
  const min = low - (high - low || Math.abs(low) || 1) * AIR;
  const axis = { min, code: excelCode(label, look.number), shown: false };
  const reach = (high - min) * (1 + AIR) || 1;
  const apart = ((size * LINE) / 72 / (room.h * PLOT)) * reach;
  if ([items.map(({ before }) => before), items.map(({ after }) => after)].some((ends) => !clear(ends, apart))) return null;
  const sheet = new Sheet();
  const code = excelCode(label, look.number);
  const series = items.map(({ label: name, before, after, role }): Series => {
    const at = new Map<number, LabelLook>([
      [0, { place: "l" }],
      [1, { place: "r", show: "series-value" }],
    ]);
    const column = sheet.add(name, [before, after], code);
    return { column, colour: paintOf(look, role), width: 2.25, marker: true, labels: { at, code, colour: paint(look.ink) } };
  });
  const widest = (texts: readonly string[]) => Math.max(...texts.map((text) => widthOf(text, size))) / 72 / room.w + 0.03;
  const left = widest(items.map(({ before }) => look.number(before, label)));
  const right = widest(items.map(({ label: name, after }) => `${chartName(name)}  ${look.number(after, label)}`));
  // With no room for the lines the chart would be all names.
  if (left + right > 0.6) return null;
  return {
    chart: categoryChart({
      categories: { texts: columns.map(chartName) },
      columns: sheet.columns,
      plots: [{ kind: "line", series }],
      axis,
      edged: true,
      inner: { x: left, y: 0.05, w: 1 - left - right, h: PLOT },
    }),
    remarks: [],
    leftOut: [],
  };
};

const clear = (values: readonly number[], apart: number): boolean =>
  values.toSorted((a, b) => a - b).every((value, at, all) => at === 0 || value - (all[at - 1] as number) >= apart);

import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { excelCode } from "../../numbers/excel-code.ts";
import { together } from "../../numbers/together.ts";
import { widthOf } from "../../text/letter-widths.ts";
import type { Series } from "./chart.ts";
import { type NativeTools, paint, type Sheet } from "./native.ts";

/** What a stack comes to, written over it by a line that is not seen. What is always a hundred per cent, or has parts below zero, is not added up. */
export function totalsOf(
  { series, labels, format }: PanelSpec,
  sheet: Sheet,
  { look, words, room, size }: NativeTools,
): Series[] {
  const sums = labels
    .map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))
    .map((sum) => Number(sum.toPrecision(12)));
  const below = series.some(({ values }) => values.some((value) => (value ?? 0) < 0));
  if (below || (format.style === "percent" && sums.every((sum) => Math.abs(sum - 100) < 0.5))) return [];
  const label = together(sums, format, look.number);
  const share = (room.w * 0.9 * 72) / Math.max(1, labels.length);
  if (sums.some((sum) => widthOf(look.number(sum, label), size, true) > share)) return [];
  const code = excelCode(label, look.number);
  const at = new Map(sums.map((_, index) => [index, { place: "t" } as const]));
  return [
    {
      column: sheet.add(words("total"), sums, code),
      colour: null,
      unnamed: true,
      labels: { at, code, colour: paint(look.ink), bold: true },
    },
  ];
}

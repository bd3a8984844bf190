import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import type { LabelLook, Series } from "./chart.ts";
import { chartName, type NativeTools, paint, type Sheet } from "./native.ts";

/** A line across the plot at a value: a row of the same number, dashed, with its name at its end. One point makes no line. */
export function referenceSeries(
  panel: PanelSpec,
  sheet: Sheet,
  rows: number,
  { look }: Pick<NativeTools, "look">,
  code: string,
): Series[] {
  if (rows < 2) return [];
  return panel.references.map(({ value, label }) => {
    const column = sheet.add(chartName(label) || look.number(value, panel.format), Array(rows).fill(value), code);
    const labels = { at: new Map([clearPlace(panel, value, rows)]), code, colour: paint(look.muted) };
    return { column, colour: paint(look.muted), width: 1.5, dashed: true, unnamed: true, labels };
  });
}

/** Its name stands where the marks are farthest from it, and on the side that they are not. Bars stand on the foot: it goes above. */
function clearPlace({ series, kind, labels }: PanelSpec, value: number, rows: number): [number, LabelLook] {
  const show = "series" as const;
  // A broken line of dates has more rows than labels: then at its end.
  if (rows !== labels.length || rows < 3) return [rows - 1, { place: "t", show }];
  const distance = (at: number) => series.map(({ values }) => (values[at] ?? value) - value);
  const apart = (at: number) => Math.min(...distance(at).map((one) => (kind === "line" ? Math.abs(one) : -one)));
  const inner = Array.from({ length: rows - 2 }, (_, at) => at + 1);
  const best = inner.reduce((most, at) => (apart(at) > apart(most) ? at : most), inner[0] as number);
  const above = distance(best).some((one) => one > 0);
  return [best, { place: kind === "line" && above ? "b" : "t", show }];
}

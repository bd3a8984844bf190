import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { excelCode } from "../../numbers/excel-code.ts";
import { extent } from "../../numbers/extent.ts";
import { together } from "../../numbers/together.ts";
import { LINE } from "../../text/fit.ts";
import { widthOf } from "../../text/letter-widths.ts";
import { categoriesOf } from "./categories.ts";
import type { LabelLook, Labels, Plot, PointLook, Series } from "./chart.ts";
import { onTop } from "./contrast.ts";
import { unseen } from "./extras.ts";
import { type Conversion, type NativeTools, paint, paintOf, Sheet } from "./native.ts";
import { referenceSeries } from "./reference-lines.ts";
import { totalsOf } from "./stack-totals.ts";
import { logRange, valueRange } from "./value-range.ts";
import { axisSaid, boundOf, categoryChart, labelledIn, stepsIn } from "./whole.ts";

/** Bars, upright or lying, beside each other or stacked. Each carries its number where it has room for it. */
export const bars: Conversion = (panel, tools) => {
  const way = categoriesOf(panel);
  if (way === null || panel.series.length === 0) return null;
  if (panel.series.some(({ bands = [], dashedFrom }) => bands.length > 0 || dashedFrom !== undefined)) return null;
  const { look, room } = tools;
  const lying = panel.kind === "horizontal-bar";
  const stacked = panel.stacked === true && panel.series.length > 1;
  const heights = stacked ? stackEnds(panel) : panel.series.flatMap(({ values }) => values.filter((value) => value !== null));
  if (heights.length === 0) return null;
  const reached = [...heights, ...panel.references.map(({ value }) => value)];
  const label = together([...labelledIn(panel), ...panel.references.map(({ value }) => value)], panel.format, look.number);
  const written = bareOf(panel, lying, stacked, tools, (value) => look.number(value, label));
  const reach = {
    ...extent([0, ...reached]),
    fromZero: true,
    ...(lying && { below: 0.16 }),
    bound: boundOf(panel),
    steps: stepsIn(lying ? { h: room.w } : room),
  };
  // A bar that carries its number needs no axis to read it from.
  const shown = !written.all;
  const axis = panel.log === true ? logRange(reached, label, look.number) : valueRange(reach, label, look.number, shown);
  if (axis === null) return null;
  const sheet = new Sheet();
  const code = excelCode(label, look.number);
  const series = panel.series.map((one, index): Series => {
    const colour = paintOf(look, one.role);
    const points = new Map<number, PointLook>();
    for (const [at, role] of (one.roles ?? []).entries()) if (role !== one.role) points.set(at, { colour: paintOf(look, role) });
    const at = new Map(
      (written.at[index] ?? []).map((place) => [place, labelOf(stacked, points.get(place)?.colour ?? colour, look)]),
    );
    const labels: Labels = { at, code, colour: paint(look.ink), bold: true };
    return { column: sheet.add(one.name || panel.title, one.values, code), colour, points, labels };
  });
  const totals = stacked && !lying ? totalsOf(panel, sheet, tools) : [];
  const references = lying ? [] : referenceSeries(panel, sheet, panel.labels.length, tools, code);
  const gap = panel.touching === true ? 3 : panel.labels.length <= 2 ? 160 : panel.labels.length <= 4 ? 90 : 50;
  const plots: Plot[] = [
    { kind: "bar", stacked, gap, overlap: panel.touching === true ? 0 : -8, series },
    ...(references.length + totals.length > 0 ? [{ kind: "line", series: [...totals, ...references] } as const] : []),
  ];
  const legend = panel.series.length > 1 ? "top" : "none";
  return {
    chart: categoryChart({ categories: way.categories, columns: sheet.columns, plots, lying, axis, legend }),
    remarks: axisSaid(panel, axis, tools),
    leftOut: unseen(panel, tools, !lying && panel.labels.length > 1),
  };
};

/** On a stack's part its number is read against the part's own colour. */
const labelOf = (stacked: boolean, colour: string, look: NativeTools["look"]): LabelLook =>
  stacked ? { place: "ctr", colour: onTop(colour, paint(look.ink), paint(look.card)) } : { place: "outEnd" };

/** Tops and feet of stacks. */
function stackEnds({ labels, series }: PanelSpec): number[] {
  return labels.flatMap((_, at) => {
    const values = series.map(({ values }) => values[at] ?? 0);
    return [
      values.reduce((sum, value) => sum + Math.max(0, value), 0),
      values.reduce((sum, value) => sum + Math.min(0, value), 0),
    ];
  });
}

/** Which numbers have room on their bars, per series; `all`: every bar carries its own. */
function bareOf(
  { series, labels }: PanelSpec,
  lying: boolean,
  stacked: boolean,
  { room, size }: NativeTools,
  write: (value: number) => string,
): { readonly at: readonly (readonly number[])[]; readonly all: boolean } {
  const beside = stacked ? 1 : series.length;
  const share = ((lying ? room.h : room.w) * 0.92) / Math.max(1, labels.length * beside);
  const high = (size * LINE) / 72;
  const reach = extent(labels.map((_, at) => series.reduce((sum, { values }) => sum + Math.abs(values[at] ?? 0), 0))).high || 1;
  const at = series.map(({ values, labelled }) =>
    labelled.filter((place) => {
      const value = values[place] ?? null;
      if (value === null) return false;
      const wide = widthOf(write(value), size, true) / 72;
      // A part of a stack holds its number within itself.
      const long = (Math.abs(value) / reach) * (lying ? room.w * 0.7 : room.h * 0.72);
      if (stacked) return lying ? wide < long && high < share : high < long && wide < share * 0.95;
      return lying ? high < share : wide < share * 0.92;
    }),
  );
  const marks = series.flatMap(({ values }) => values.filter((value) => value !== null)).length;
  return { at, all: !stacked && at.flat().length === marks };
}

import type { Drawing } from "../../../../core/ports/dashboard-spec.ts";
import { excelCode } from "../../numbers/excel-code.ts";
import { extent } from "../../numbers/extent.ts";
import { together } from "../../numbers/together.ts";
import { LINE } from "../../text/fit.ts";
import type { LabelLook, Labels, Series } from "./chart.ts";
import { onTop } from "./contrast.ts";
import { type Conversion, chartName, type NativeTools, paint, paintOf, Sheet } from "./native.ts";
import { shade } from "./shade.ts";
import { valueRange } from "./value-range.ts";
import { categoryChart, stepsIn } from "./whole.ts";

type Diverging = Extract<Drawing, { form: "diverging" }>;

/** Bars to both sides of a line. */
export const diverging: Conversion = (panel, tools) => {
  const { drawing } = panel;
  if (drawing?.form !== "diverging" || drawing.rows.length === 0) return null;
  const swing = drawing.rows.every(({ segments }) => segments.length <= 2 && segments.every(({ from }) => from === drawing.line));
  return swing ? fromLine(drawing, tools, panel) : aroundLine(drawing, tools, panel);
};

const colourOf = ({ role, faint }: Diverging["parts"][number], look: NativeTools["look"]): string =>
  faint === true ? shade(paintOf(look, role), paint(look.card), 0.5) : paintOf(look, role);

/** Each part from the line to its own number: the categories' axis crosses there, and bars begin at it. */
const fromLine = (
  { rows, parts, line }: Diverging,
  { look, room, size }: NativeTools,
  panel: Parameters<Conversion>[0],
): ReturnType<Conversion> => {
  const ends = rows.flatMap(({ segments }) => segments.map(({ to }) => to));
  const label = together([...ends, line], panel.format, look.number);
  const code = excelCode(label, look.number);
  const { low, high } = extent([...ends, line]);
  const range = valueRange({ low, high, fromZero: false, bound: null, steps: stepsIn({ h: room.w }) }, label, look.number);
  const written = (room.h * 0.9) / rows.length > (size * LINE) / 72;
  const sheet = new Sheet();
  const series = parts.map((part, index): Series => {
    const values = rows.map(({ segments }) => segments.find((one) => one.part === index)?.to ?? null);
    const at = new Map<number, LabelLook>(
      values.flatMap((value, row) => (value === null || !written ? [] : [[row, { place: "outEnd" as const }]])),
    );
    const labels: Labels = { at, code, colour: paint(look.ink), bold: true };
    return { column: sheet.add(part.name, values, code), colour: colourOf(part, look), labels };
  });
  const axis = { ...range, min: range.min ?? low, crossed: line, shown: !written };
  return {
    chart: categoryChart({
      categories: { texts: rows.map(({ label: name }) => chartName(name)) },
      columns: sheet.columns,
      plots: [{ kind: "bar", stacked: false, gap: 45, overlap: 100, series }],
      lying: true,
      axis,
      legend: "top",
    }),
    remarks: [],
    leftOut: [],
  };
};

/** Parts stacked outwards from the line: those to its left below zero, one that lies across it in two halves. */
const aroundLine = (
  { rows, parts, line }: Diverging,
  { look, words, room, size }: NativeTools,
  panel: Parameters<Conversion>[0],
): ReturnType<Conversion> => {
  const inner = rows.flatMap(({ segments }) => segments.flatMap(({ from, to }) => [from, to]));
  const label = together(
    inner.map((end) => end - line),
    { ...panel.format, style: "number", unit: "", signed: false, digits: 0 },
    look.number,
  );
  const { low, high } = extent(inner.map((end) => end - line));
  const [above = ""] = excelCode(label, look.number).split(";");
  // How far a part reaches, to whichever side.
  const code = `${above};${above};0`;
  const length = (row: number, part: number, side: -1 | 1): number | null => {
    const segment = rows[row]?.segments.find((one) => one.part === part);
    if (segment === undefined) return null;
    const [from, to] = [Math.min(segment.from, segment.to) - line, Math.max(segment.from, segment.to) - line];
    const reach = side < 0 ? Math.min(0, to) - Math.min(0, from) : Math.max(0, to) - Math.max(0, from);
    return reach === 0 ? null : Number((side * reach).toPrecision(12));
  };
  const onSide = (part: number, side: -1 | 1) => rows.map((_, row) => length(row, part, side));
  const sheet = new Sheet();
  const order = [...parts.keys()];
  const across = (part: number) => rows.some((_, row) => length(row, part, -1) !== null && length(row, part, 1) !== null);
  const high1 = (room.h * 0.9) / rows.length > (size * LINE) / 72;
  const seriesOf = (part: number, side: -1 | 1): Series[] => {
    const values = onSide(part, side);
    const spec = parts[part];
    if (spec === undefined || values.every((value) => value === null)) return [];
    const halved = across(part);
    const colour = colourOf(spec, look);
    const wide = (value: number) => (Math.abs(value) / (high - low || 1)) * room.w * 0.75;
    const at = new Map<number, LabelLook>(
      values.flatMap((value, row) =>
        value !== null && !halved && high1 && wide(value) > (size * 2.6) / 72
          ? [[row, { place: "ctr" as const, colour: onTop(colour, paint(look.ink), paint(look.card)) }]]
          : [],
      ),
    );
    const name = halved && side < 0 ? words("left", { name: spec.name }) : spec.name;
    return [
      {
        column: sheet.add(name, values, code),
        colour,
        labels: { at, code, colour: paint(look.ink), bold: true },
      },
    ];
  };
  // What lies next to the line is stacked first, to both sides.
  const left = order.toReversed().flatMap((part) => seriesOf(part, -1));
  const right = order.flatMap((part) => seriesOf(part, 1));
  const range = valueRange(
    { low, high, fromZero: true, bound: null, steps: stepsIn({ h: room.w }) },
    { ...label },
    look.number,
    false,
  );
  return {
    chart: categoryChart({
      categories: { texts: rows.map(({ label: name }) => chartName(name)) },
      columns: sheet.columns,
      plots: [{ kind: "bar", stacked: true, gap: 45, overlap: 100, series: [...left, ...right] }],
      lying: true,
      axis: range,
    }),
    key: parts.map((part) => ({ name: chartName(part.name), colour: colourOf(part, look) })),
    remarks: [],
    leftOut: [],
  };
};

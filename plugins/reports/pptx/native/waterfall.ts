import type { Drawing } from "../../../../core/ports/dashboard-spec.ts";
import { excelCode } from "../../numbers/excel-code.ts";
import { extent } from "../../numbers/extent.ts";
import { together } from "../../numbers/together.ts";
import { widthOf } from "../../text/letter-widths.ts";
import type { LabelLook, PointLook, Series } from "./chart.ts";
import { type Conversion, chartName, paint, paintOf, Sheet } from "./native.ts";
import { valueRange } from "./value-range.ts";
import { axisSaid, categoryChart, stepsIn } from "./whole.ts";

type Items = Extract<Drawing, { form: "waterfall" }>["items"];

/** Steps that span less than this share of the level are hairs on an axis from zero: as in the picture, it then begins higher. */
const HAIR = 0.2;

interface Bar {
  readonly foot: number;
  readonly head: number;
  readonly total: boolean;
}

/** Bars that float on a part that is not seen. What lies below zero is stacked downwards, so a bar across zero is two parts. */
export const waterfall: Conversion = (panel, { look, words, room, size }) => {
  if (panel.drawing?.form !== "waterfall" || panel.drawing.items.length === 0) return null;
  const { items } = panel.drawing;
  const bars = floating(items);
  const values = items.map(({ value }) => value);
  const label = together(values, panel.format, look.number);
  const texts = items.map(({ value, total }) => look.number(value, { ...label, signed: !total }));
  const share = (room.w * 0.94 * 72) / items.length;
  const written = texts.every((text) => widthOf(text, size, true) <= share);
  const ends = extent(bars.flatMap(({ foot, head, total }) => (total ? [foot < 0 ? foot : head] : [foot, head])));
  const cut = ends.low > 0 && ends.high - ends.low < HAIR * ends.high;
  const low = cut ? ends.low - (ends.high - ends.low) * 0.5 : Math.min(0, ends.low);
  const reach = { low, high: Math.max(0, ends.high), fromZero: !cut, bound: null, steps: stepsIn(room) };
  const axis = valueRange(reach, label, look.number, !written || cut);
  const sheet = new Sheet();
  const code = excelCode(label, look.number);
  const points = new Map<number, PointLook>(items.map(({ role }, index) => [index, { colour: paintOf(look, role) }]));
  const add = (name: string, heights: (number | null)[]) => sheet.add(name, heights, code);
  const base = add(
    words("base"),
    bars.map(({ foot, head }) => (foot >= 0 ? foot : Math.min(head, 0))),
  );
  const above = bars.map(({ foot, head }) => (head <= 0 ? null : exact(head - Math.max(0, foot))));
  const below = bars.map(({ foot, head }) => (foot >= 0 ? null : exact(foot - Math.min(0, head))));
  const own = { colour: paintOf(look, "neutral"), points };
  const series: Series[] = [
    { column: base, colour: null },
    { ...own, column: add(panel.series[0]?.name || panel.title, above) },
    ...(below.every((height) => height === null) ? [] : [{ ...own, column: add(words("below-zero"), below) }]),
  ];
  // A stack's part has no place above it for its number: a line over the bars, which is not seen, has.
  const heads = bars.map(({ head }) => Math.max(0, head));
  const at = new Map<number, LabelLook>(written ? texts.map((text, index) => [index, { place: "t", text }]) : []);
  const over: Series = {
    column: add(words("head"), heads),
    colour: null,
    labels: { at, code, colour: paint(look.ink), bold: true },
  };
  return {
    chart: categoryChart({
      categories: { texts: items.map(({ label: name }) => chartName(name)) },
      columns: sheet.columns,
      plots: [
        { kind: "bar", stacked: true, gap: 45, overlap: 100, series },
        { kind: "line", series: [over] },
      ],
      axis,
    }),
    remarks: axisSaid(panel, axis, { look, words }),
    leftOut: [],
  };
};

/** Sums of decimals end in hairs; a sheet shows them. */
const exact = (value: number): number => Number(value.toPrecision(14));

function floating(items: Items): Bar[] {
  let level = 0;
  return items.map(({ value, total }): Bar => {
    const before = total ? 0 : level;
    level = exact(total ? value : level + value);
    return { foot: Math.min(before, level), head: Math.max(before, level), total };
  });
}

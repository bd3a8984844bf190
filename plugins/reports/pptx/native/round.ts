import type { Drawing, PanelSpec, Role } from "../../../../core/ports/dashboard-spec.ts";
import { excelCode } from "../../numbers/excel-code.ts";
import { together } from "../../numbers/together.ts";
import type { LabelLook, PointLook, Series } from "./chart.ts";
import { onTop } from "./contrast.ts";
import { type Conversion, chartName, listed, type NativeTools, paint, paintOf, Sheet } from "./native.ts";
import { shade } from "./shade.ts";
import { categoryChart } from "./whole.ts";

interface Slice {
  readonly label: string;
  readonly value: number;
  readonly role?: Role;
}

/** A narrower slice of a ring holds no number. */
const NARROW = 0.06;
const LOW = 2.4;
/** More slices than these nobody tells apart. */
const SLICES_MAX = 12;

/** Parts of a whole. A ring has its names beside it, a pie has them at its slices. */
export const round: Conversion = (panel, tools) => {
  const { items, hole } = slicesOf(panel);
  const total = items.reduce((sum, { value }) => sum + value, 0);
  // A part below nothing has no slice.
  if (items.length === 0 || items.length > SLICES_MAX || total <= 0 || items.some(({ value }) => value < 0)) return null;
  const { look, words, size } = tools;
  const label = together(
    items.map(({ value }) => value),
    panel.format,
    look.number,
  );
  const code = excelCode(label, look.number);
  const colours = coloursOf(items, look);
  // In a low panel names around a pie would leave nothing of it.
  const ring = hole || tools.room.h < LOW;
  const at = new Map<number, LabelLook>();
  const small: string[] = [];
  for (const [index, { label: name, value }] of items.entries()) {
    if (!ring) at.set(index, { place: "outEnd", show: "category-value" });
    else if (value / total >= NARROW)
      at.set(index, { colour: onTop(colours[index] as string, paint(look.ink), paint(look.card)) });
    else if (value > 0) small.push(`${name} ${look.number(value, label)}`);
  }
  const sheet = new Sheet();
  const points = new Map<number, PointLook>(colours.map((colour, index) => [index, { colour }]));
  const column = sheet.add(
    panel.series[0]?.name || panel.title,
    items.map(({ value }) => value),
    code,
  );
  const series: Series = {
    column,
    colour: paintOf(look, "accent"),
    points,
    labels: { at, code, colour: paint(look.ink), bold: ring && size < 11 },
  };
  const categories = { texts: items.map(({ label: name }) => chartName(name)) };
  const plot = hole ? ({ kind: "doughnut", hole: 58, series: [series] } as const) : ({ kind: "pie", series: [series] } as const);
  return {
    chart: categoryChart({ categories, columns: sheet.columns, plots: [plot], axis: null, legend: ring ? "right" : "none" }),
    remarks: small.length === 0 ? [] : [words("small-parts", { list: listed(small, words) })],
    leftOut: [],
  };
};

function slicesOf(panel: PanelSpec): { items: readonly Slice[]; hole: boolean } {
  const drawing = panel.drawing as Extract<Drawing, { form: "round" }> | undefined;
  if (drawing !== undefined) return drawing;
  const [series] = panel.series;
  if (series === undefined || series.values.includes(null)) return { items: [], hole: true };
  const items = panel.labels.map((label, at): Slice => {
    const role = series.roles?.[at];
    return { label, value: series.values[at] as number, ...(role !== undefined && { role }) };
  });
  return { items, hole: true };
}

/** As the picture has them: the largest in the accent, the others each in a grey of its own. */
function coloursOf(items: readonly Slice[], look: NativeTools["look"]): string[] {
  const largest = Math.max(...items.map(({ value }) => value));
  const greys = items.flatMap(({ value, role }, index) => (role === undefined && value !== largest ? [index] : []));
  return items.map(({ value, role }, index) => {
    if (role !== undefined) return paintOf(look, role);
    if (value === largest) return paintOf(look, "accent");
    const place = greys.indexOf(index) / Math.max(1, greys.length - 1);
    return shade(paint(look.ink), paint(look.card), 0.72 - 0.34 * place);
  });
}

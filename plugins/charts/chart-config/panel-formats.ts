import type { NumberFormat, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { sharedFormat } from "../design-system/shared-format.ts";

/** How a panel writes its numbers: marks, ticks, tooltip and table in one scale, so that they can be compared. */
export interface PanelFormats {
  /** On marks. */
  readonly label: NumberFormat;
  /** In tooltip and table: the label's scale, more of the digits. */
  readonly cell: NumberFormat;
}

/** Of thousands of values a few hundred say how they are written. */
const ASKED = 400;
const made = new WeakMap<PanelSpec, Map<string, PanelFormats>>();

export function panelFormats(panel: PanelSpec, locale: string): PanelFormats {
  const known = made.get(panel) ?? new Map<string, PanelFormats>();
  made.set(panel, known);
  const found = known.get(locale) ?? formatsOf(panel, locale);
  known.set(locale, found);
  return found;
}

function formatsOf(panel: PanelSpec, locale: string): PanelFormats {
  const all = () => few(panel.series.flatMap(({ values }) => values));
  const marked = panel.series.flatMap(({ values, labelled }) => few(labelled).map((at) => values[at]));
  const lines = panel.references.map(({ value }) => value);
  const label = sharedFormat([...(marked.length > 0 ? marked : all()), ...totals(panel), ...lines], panel.format, locale);
  let cell: NumberFormat | null = null;
  return {
    label,
    // Asked for by a tooltip or a table, which most redraws do not have.
    get cell() {
      cell ??= label.digits === undefined ? label : sharedFormat(all(), inScaleOf(label), locale, { exact: true });
      return cell;
    },
  };
}

/** A scale that marks have is the scale of all; where they have none, nor has the rest. */
const inScaleOf = ({ digits: _, compact: __, ...format }: NumberFormat): NumberFormat => format;

/** What a short stack carries on top. */
function totals({ stacked, kind, labels, series }: PanelSpec): number[] {
  if (stacked !== true || kind === "line" || labels.length > ASKED) return [];
  return labels.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
}

function few<T>(values: readonly T[]): readonly T[] {
  if (values.length <= ASKED) return values;
  const step = values.length / ASKED;
  return Array.from({ length: ASKED }, (_, at) => values[Math.floor(at * step)] as T);
}

/** Round numbers of an axis, in the scale of its marks. */
export const tickFormat = (ticks: readonly number[], label: NumberFormat, locale: string): NumberFormat =>
  sharedFormat(ticks, label.digits === undefined ? label : inScaleOf(label), locale, { exact: true });

/**
 * The format of a column of the panel's table. One for all where all hold the same measure; a panel of several measures says so
 * by a plain number as its format: then each column has its own.
 */
export function columnFormats(
  panel: PanelSpec,
  rows: readonly (readonly (string | number | null)[])[],
  locale: string,
): (column: number) => NumberFormat {
  if (panel.table === undefined) {
    const { cell } = panelFormats(panel, locale);
    return () => cell;
  }
  const column = (at: number) => few(rows).map((row) => (typeof row[at] === "number" ? row[at] : null));
  const { style, unit, compact } = panel.format;
  const several = style === "number" && unit === undefined && compact !== true;
  if (several) {
    const formats = new Map<number, NumberFormat>();
    return (at) => {
      const format = formats.get(at) ?? sharedFormat(column(at), panel.format, locale, { exact: true });
      formats.set(at, format);
      return format;
    };
  }
  const { label } = panelFormats(panel, locale);
  const cells = (panel.table.columns ?? []).flatMap((_, at) => column(at));
  const one = label.digits === undefined ? label : sharedFormat(cells, inScaleOf(label), locale, { exact: true });
  return () => one;
}

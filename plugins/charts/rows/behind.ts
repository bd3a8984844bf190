import type { Behind, PanelSpec, RowColumn, RowTable } from "../../../core/ports/dashboard-spec.ts";
import { formatLabels } from "../design-system/format.ts";
import { type RowValues, rowValues } from "./row-values.ts";

/** Columns of a frame that a panel's values were made of. */
export interface Measured {
  readonly x: number;
  readonly y: number;
  readonly series: number | null;
  readonly aggregate: NonNullable<Behind["measure"]>["aggregate"];
}

export interface Ties {
  /** Of the table, among the dashboard's. */
  readonly index: number;
  readonly measured: Measured | null;
  /** What a row's number was multiplied by to be drawn. */
  readonly factor: number;
  readonly locale: string;
}

/** Ties a panel to the rows behind it, where its labels are found in one of their columns. */
export function withRows(panel: PanelSpec, table: RowTable, { index, measured, factor, locale }: Ties): PanelSpec {
  if (panel.missing !== null || panel.labels.length === 0) return panel;
  const found = measured === null ? bestColumn(panel.labels, table, locale) : columnAt(panel.labels, table, measured.x, locale);
  if (found === null) return panel;
  const tied: PanelSpec = { ...panel, behind: { table: index, ...found } };
  return measured === null ? tied : (withMeasure(tied, table, measured, factor) ?? tied);
}

type Found = Pick<Behind, "column" | "marks">;

/** The column that knows most of the labels, and more than half of them. */
function bestColumn(labels: readonly string[], table: RowTable, locale: string): Found | null {
  let best: Found | null = null;
  let most = labels.length / 2;
  for (const at of table.columns.keys()) {
    const found = columnAt(labels, table, at, locale);
    const count = found?.marks.filter((words) => words.length > 0).length ?? 0;
    if (count > most) [best, most] = [found, count];
  }
  return best;
}

function columnAt(labels: readonly string[], { columns }: RowTable, at: number, locale: string): Found | null {
  const column = columns[at];
  if (column === undefined || column.kind === "number") return null;
  let marks: number[][] | null = null;
  let most = 0;
  for (const written of spellings(column, locale)) {
    const places = new Map(labels.map((label, place) => [label, place]));
    const found = labels.map((): number[] => []);
    for (const [word, text] of written.entries()) found[places.get(text) ?? -1]?.push(word);
    const count = found.filter((words) => words.length > 0).length;
    if (count > most) [marks, most] = [found, count];
  }
  return marks === null ? null : { column: at, marks };
}

/** How labels may write the column's words: as they are, and dates by day, month or year as charts write them. */
function spellings({ kind, words }: Extract<RowColumn, { words: unknown }>, locale: string): (readonly string[])[] {
  // Dates in other words than ISO's are text, and charts write them as dates.
  if (kind === "text") return [words, formatLabels(words, locale)];
  return [
    words,
    ...[10, 7, 4].map((length) => {
      const cut = words.map((word) => (length === 4 ? `${word.slice(0, 4)}-01-01` : word.slice(0, length)));
      const each = [...new Set(cut)];
      const written = formatLabels(each, locale);
      const place = new Map(each.map((word, at) => [word, written[at] as string]));
      return cut.map((word) => place.get(word) as string);
    }),
  ];
}

/** Only where the rows give back what is drawn: a filter then can't show what the whole picture does not add up to. */
function withMeasure(panel: PanelSpec, table: RowTable, { y, series, aggregate }: Measured, factor: number): PanelSpec | null {
  if (table.kept < table.total || panel.behind === undefined) return null;
  const parts = series === null ? undefined : table.columns[series];
  if (parts?.kind === "number") return null;
  const words = parts === undefined ? [] : panel.series.map(({ name }) => parts.words.indexOf(name));
  const split = series === null ? null : { column: series, words };
  const marks = withOthers(panel.behind, table);
  const behind = { ...panel.behind, marks };
  const measure = { column: y, aggregate, factor, split };
  const given = rowValues(panel, behind, measure, table, null);
  return areDrawn(panel, given) ? { ...panel, behind: { ...behind, measure } } : null;
}

/** A single label that no word writes may stand for all the words that no label has: the smallest, added up as "Others". */
function withOthers({ column, marks }: Found, { columns }: RowTable): Behind["marks"] {
  const words = columns[column];
  const unknown = marks.flatMap((list, at) => (list.length === 0 ? [at] : []));
  if (unknown.length !== 1 || words === undefined || words.kind === "number") return marks;
  const known = new Set(marks.flat());
  const rest = words.words.flatMap((_, word) => (known.has(word) ? [] : [word]));
  return marks.map((list, at) => (at === unknown[0] ? rest : list));
}

const areDrawn = ({ series }: PanelSpec, given: RowValues): boolean =>
  series.every(({ values }, index) => values.every((value, at) => near(value, given[index]?.[at])));

/** Sums of the same numbers in another order differ in their last digits. */
const near = (one: number | null, other: number | null | undefined): boolean =>
  one === other ||
  (typeof one === "number" &&
    typeof other === "number" &&
    Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other)));

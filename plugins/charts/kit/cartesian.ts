import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { annotations } from "./annotations.ts";
import { cartesianClaims } from "./cartesian-claims.ts";
import { type Cartesian, withNames } from "./cartesian-data.ts";
import { type Drawing, seriesOf } from "./cartesian-series.ts";
import type { ChartDraft, PanelDraft, Pen } from "./draft.ts";
import { foremost } from "./foremost.ts";
import {
  asRows,
  decimated,
  inOrder,
  largestBars,
  largestSeries,
  PERIODS_MAX,
  pooled,
  type Rows,
  sorted,
  timeSpec,
} from "./limits.ts";
import { measured, readingOf } from "./measure.ts";
import { remark } from "./remark.ts";
import { indexed, partsOfWhole } from "./restated.ts";
import type { Note } from "./shaped.ts";
import { partsAlone, tellTotalBeside } from "./total-among.ts";

const HORIZONTAL_FROM = 9;
const LONG_LABEL = 14;
const TABLE_MAX = 2000;
/** So many columns of a few pixels each can still be seen apart. */
const COLUMNS_MAX = 240;

type Kind = "bar" | "line" | "area" | "stacked_bar";

/** One panel of labels and series: what bars, lines, areas and stacks share. */
export const cartesianDraft =
  (template: Kind) =>
  (unnamed: Cartesian, pen: Pen): ChartDraft => {
    const data = withNames(unnamed, pen);
    const notes: Note[] = [];
    const { rows: ordered, periods } = inOrder(asRows(data), pen.locale, notes);
    const sequence = periods !== null && ordered.labels.length > 1;
    const stacked = stacks(template, ordered, notes);
    // An area over a hole is torn; a column stands by itself.
    const torn = template === "stacked_bar" && stacked && ordered.labels.length <= COLUMNS_MAX && ordered.series.some(hasHole);
    const lined = template === "line" || template === "area" || (sequence && !torn && ordered.labels.length > PERIODS_MAX);
    const given = stacked ? partsAlone(ordered, notes) : ordered;
    const whole = stacked && data.stack !== undefined;
    if (data.stack !== undefined && !stacked) without("stack", "is for stacks of parts that are not below zero");
    const index = lined && !stacked ? data.index : undefined;
    if (data.index !== undefined && index === undefined) without("index", "is for lines that are not stacked");
    const restated = index !== undefined ? indexed(given, index, notes) : whole ? partsOfWhole(given) : given;
    const measure = measured(index !== undefined || whole ? { ...data, unit: whole ? "%" : "" } : data, pen);
    if (lined && template !== "line" && template !== "area")
      notes.push(
        remark("DRAWN_AS_LINE", "note.too-many-periods", { count: given.labels.length, how: stacked ? "areas" : "lines" }),
      );
    const long = given.labels.length >= HORIZONTAL_FROM || given.labels.some((label) => label.length > LONG_LABEL);
    const kind: PanelSpec["kind"] = lined ? "line" : long && !sequence && !stacked ? "horizontal-bar" : "bar";
    const wanted = data.highlight ?? [];
    const few = stacked ? pooled(restated, notes, pen) : lined ? restated : largestSeries(restated, wanted, notes);
    const ranked = lined || sequence ? few : sorted(largestBars(few, wanted, notes), data.sort ?? ranking(few, kind));
    if (data.sort !== undefined && (lined || sequence)) without("sort", "is for bars of names: periods stay in order");
    const rows = lined ? decimated(ranked, notes) : ranked;
    const labels = pen.labels(rows.labels);
    const time = lined && periods !== null ? timeSpec(rows, periods) : null;
    const coloured = foremost(rows.series, wanted);
    const free = lined && template !== "area" && !stacked;
    const logged =
      data.scale === "log" && free && restated.series.every(({ values }) => values.every((value) => value === null || value > 0));
    const fromZero = !logged && !(free && data.min !== undefined);
    const as: Drawing = { lined, stacked, fromZero, area: template === "area", wanted, rest: pen.word("others"), coloured };
    const series = seriesOf(rows, measure.scaled, as);
    const grey = series.filter(({ context }) => context === true).length;
    if (grey > 0 && wanted.length === 0)
      notes.push(remark("TOO_MANY_SERIES", "note.series-coloured", { of: series.length, shown: series.length - grey }));
    const unknown = wanted.filter(
      (one) => !rows.labels.includes(one) && !labels.includes(one) && !rows.series.some(({ name }) => name === one),
    );
    if (unknown.length > 0) without("highlight", `names nothing here: ${unknown.join(", ")}`);
    if (!stacked) tellTotalBeside(restated, notes);
    // What is said is said of all rows, whatever of them is drawn.
    const saying = cartesianClaims(data, restated, {
      ...measure,
      format: measure.spoken,
      pen,
      stacked,
      cut: !lined && rows.labels.length < given.labels.length,
    });
    const reading = [
      whole ? pen.word("share-of-the-whole") : stacked ? pen.word("in.stacked") : "",
      index === undefined ? "" : pen.word("first-value-is", { index }),
    ];
    const cut = rows.labels.length < restated.labels.length || few.series.length < restated.series.length;
    const panel: PanelDraft = {
      id: "chart",
      neutral: saying.neutral,
      claims: saying.claims,
      subtitle: readingOf(pen, saying.neutral, measure.unit, ...reading),
      kind,
      span: 2,
      labels,
      ...(time !== null && { time }),
      series,
      format: measure.format,
      ...annotations(data, rows, labels, kind, notes, pen),
      ...valueScale(),
      ...(stacked && { stacked: true }),
      ...(cut && !lined && restated.labels.length <= TABLE_MAX && { table: tableOf(restated, pen, measure.scaled) }),
      missing: series.every(({ values }) => values.every((value) => value === null)) ? "values" : null,
    };
    const period = lined || sequence ? pen.span(given.labels) : null;
    return { panels: [panel], bases: saying.bases, neutral: saying.neutral, period, notes };

    function without(field: string, why: string): void {
      notes.push({ code: "NO_EFFECT", message: `${field} ${why}` });
    }

    /** Log and a first value are for what does not have to stand on zero. */
    function valueScale(): Pick<PanelSpec, "log" | "min"> {
      if (data.scale === "log" && !logged)
        without("scale", free ? '"log" needs values above zero' : '"log" is for lines: bars and areas stand on zero');
      if (data.min !== undefined && !free) without("min", "is for lines: bars and areas begin at zero");
      return {
        ...(logged && { log: true }),
        ...(data.min !== undefined && free && { min: data.min }),
      };
    }
  };

/** Nothing between something: before its first and after its last value a series is not there yet, or no more. */
function hasHole({ values }: Rows["series"][number]): boolean {
  const [first, last] = [values.findIndex((value) => value !== null), values.findLastIndex((value) => value !== null)];
  return first >= 0 && values.slice(first, last).includes(null);
}

/** Areas over each other hide each other, and below zero there is nothing to stack: then they are lines, or bars side by side. */
function stacks(template: Kind, { series }: Rows, notes: Note[]): boolean {
  if (template !== "stacked_bar" && (template !== "area" || series.length < 2)) return false;
  if (template === "area" && series.some(hasHole)) {
    notes.push(remark("NOT_STACKED", "note.holes"));
    return false;
  }
  if (series.every(({ values }) => values.every((value) => value === null || value >= 0))) return series.length > 1;
  notes.push(remark("NOT_STACKED", "note.not-stacked"));
  return false;
}

/** A list of many names in no order of its own is read as a ranking; names with numbers have one. */
const ranking = ({ labels, series }: Rows, kind: PanelSpec["kind"]): "value" | "none" =>
  kind === "horizontal-bar" &&
  series.length === 1 &&
  labels.length >= HORIZONTAL_FROM &&
  !labels.some((label) => /\d/.test(label))
    ? "value"
    : "none";

/** All that was given, where not all of it is drawn. */
const tableOf = (
  { labels, series }: Rows,
  pen: Pen,
  scaled: (value: number | null) => number | null,
): NonNullable<PanelSpec["table"]> => {
  const written = pen.labels(labels);
  return {
    columns: [pen.word("label"), ...series.map(({ name }) => name)],
    rows: labels.map((_, at) => [written[at] as string, ...series.map(({ values }) => scaled(values[at] ?? null))]),
  };
};

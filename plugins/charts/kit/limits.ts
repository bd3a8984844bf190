import { type Periods, periodsIn } from "../../../core/charts/periods.ts";
import type { TimeSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Cartesian } from "./cartesian-data.ts";
import type { Pen } from "./draft.ts";
import { remark } from "./remark.ts";
import type { Note } from "./shaped.ts";

export interface Rows {
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** When the labels are, where they are times: see `inOrder`. */
  readonly at?: readonly number[];
}

const SERIES_MAX = 6;
const BARS_MAX = 40;
export const PERIODS_MAX = 60;
const LINE_POINTS = 1200;

/** How missing cells are written in a column of dates. */
const UNDATED = new Set(["", "—", "-", "NaT", "nan", "None", "null"]);

/**
 * Dates, quarters, months and weeks in their order, whatever order they came in: a line that runs back in time would say what is
 * not so. A row without its date has no place among them.
 */
export function inOrder(given: Rows, locale: string, notes: Note[]): { rows: Rows; periods: Periods | null } {
  const dated = given.labels.flatMap((label, at) => (UNDATED.has(label.trim()) ? [] : [at]));
  const some = dated.length < given.labels.length && dated.length > 1;
  const rows = some ? picked(given, dated) : given;
  const periods = periodsIn(rows.labels, locale);
  if (periods === null) return { rows: given, periods: null };
  const left = given.labels.length - dated.length;
  const named = { ...rows, labels: rows.labels.map((label, at) => spelled(label, periods, at)) };
  if (some) notes.push(remark("LEFT_OUT", "note.no-date", { count: left }));
  const order = rows.labels.map((_, index) => index).sort((a, b) => (periods.at[a] as number) - (periods.at[b] as number));
  const at = order.map((index) => periods.at[index] as number);
  if (order.every((from, to) => from === to)) return { rows: { ...named, at }, periods };
  notes.push({ code: "SORTED", message: "The dates came out of order and are drawn in order" });
  return { rows: { ...picked(named, order), at }, periods: { ...periods, at } };
}

/** Dates in other words, or with an hour that says nothing, as days: what is said of them is said in one way. */
function spelled(label: string, { unit, named, at }: Periods, index: number): string {
  const whole = unit === "day" || unit === "month" || unit === "year";
  if (!named && !whole && label.includes("/")) return new Date(at[index] as number).toISOString().slice(0, 16);
  if (named || !whole || /^\d{4}(-\d{2}){0,2}(T00:00:00(\.0+)?)?$/.test(label)) return label;
  return new Date(at[index] as number).toISOString().slice(0, 10);
}

/** Further apart than the usual step: half as far again as the longest of the usual ones, and never less than twice the middle one. */
function gapOf(at: readonly number[]): number {
  const steps = at
    .slice(1)
    .map((time, index) => time - (at[index] as number))
    .filter((step) => step > 0)
    .sort((a, b) => a - b);
  const share = (part: number) => steps[Math.floor((steps.length - 1) * part)] ?? 0;
  return steps.length < 3 ? Number.MAX_SAFE_INTEGER : Math.max(share(0.5) * 2.5, share(0.85) * 1.5);
}

/** A scale of time for what is left of ordered rows; a step that only sampling made is no gap. */
export function timeSpec({ at = [] }: Rows, { unit, named, dated, at: all }: Periods): TimeSpec | null {
  if (!dated || unit === "counted") return null;
  const gap = gapOf(all);
  if (at.length === all.length) return { at, unit, named, gap };
  const whole = new Set(all.slice(1).flatMap((time, index) => (time - (all[index] as number) > gap ? [time] : [])));
  const sampled = at.slice(1).map((time, index) => (whole.has(time) ? 0 : time - (at[index] as number)));
  return { at, unit, named, gap: sampled.reduce((most, step) => Math.max(most, step), gap) };
}

/** More parts of a stack than can be told apart: the largest five, the rest added up. */
export function pooled(rows: Rows, notes: Note[], pen: Pen): Rows {
  if (rows.series.length <= SERIES_MAX) return rows;
  const order = rows.series.toSorted((a, b) => size(b.values) - size(a.values));
  const [kept, rest] = [new Set(order.slice(0, SERIES_MAX - 1)), order.slice(SERIES_MAX - 1)];
  const others = rows.labels.map((_, at) => rest.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  notes.push(remark("OTHERS", "note.series-pooled", { count: rest.length, ...listed(rest.map(({ name }) => name)) }));
  return { ...rows, series: [...rows.series.filter((one) => kept.has(one)), { name: pen.word("others"), values: others }] };
}

/** More bars beside each other than can be told apart: the largest, in the order given. All are in the table. */
export function largestSeries(rows: Rows, wanted: readonly string[], notes: Note[]): Rows {
  if (rows.series.length <= SERIES_MAX) return rows;
  const first = (name: string) => Number(wanted.includes(name));
  const order = rows.series.toSorted((a, b) => first(b.name) - first(a.name) || size(b.values) - size(a.values));
  const kept = new Set(order.slice(0, SERIES_MAX));
  notes.push(remark("TOO_MANY_SERIES", "note.series-shown", { shown: SERIES_MAX, of: rows.series.length }));
  return { ...rows, series: rows.series.filter((one) => kept.has(one)) };
}

/** More bars than can be read: the largest. Not added up: a sum of rates would be no rate. All are in the table. */
export function largestBars(rows: Rows, wanted: readonly string[], notes: Note[]): Rows {
  if (rows.labels.length <= BARS_MAX) return rows;
  const height = heightIn(rows);
  const first = (at: number) => Number(wanted.includes(rows.labels[at] as string));
  const order = rows.labels.map((_, at) => at).sort((a, b) => first(b) - first(a) || height(b) - height(a));
  notes.push(remark("TOP_N", "note.shown", { shown: BARS_MAX, of: rows.labels.length }));
  return picked(
    rows,
    order.slice(0, BARS_MAX).sort((a, b) => height(b) - height(a)),
  );
}

/** As asked for; a ranking of names that nobody put in order, by value. */
export function sorted(rows: Rows, by: "value" | "ascending" | "label" | "none"): Rows {
  if (by === "none") return rows;
  const total = (at: number) => rows.series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0);
  const order = rows.labels.map((_, at) => at);
  if (by === "label") order.sort((a, b) => compare(rows.labels[a] as string, rows.labels[b] as string));
  else order.sort((a, b) => (total(b) - total(a)) * (by === "value" ? 1 : -1));
  return picked(rows, order);
}

const compare = (a: string, b: string): number => a.localeCompare(b, undefined, { numeric: true });

const heightIn =
  ({ series }: Rows) =>
  (at: number): number =>
    series.reduce((sum, { values }) => sum + Math.abs(values[at] ?? 0), 0);

/** More points than the picture has pixels: of each stretch the lowest and the highest, so that no peak is lost. */
export function decimated(rows: Rows, notes: Note[]): Rows {
  const { length } = rows.labels;
  if (length <= LINE_POINTS) return rows;
  const stretches = Math.floor(LINE_POINTS / (2 * rows.series.length));
  const kept = new Set([0, length - 1]);
  // Where the line breaks, both sides of the break stay.
  const gap = rows.at === undefined ? Number.MAX_SAFE_INTEGER : gapOf(rows.at);
  rows.at?.forEach((time, index, all) => {
    if (index > 0 && time - (all[index - 1] as number) > gap) kept.add(index - 1).add(index);
  });
  for (let stretch = 0; stretch < stretches; stretch++) {
    const [from, to] = [Math.floor((stretch * length) / stretches), Math.floor(((stretch + 1) * length) / stretches)];
    for (const { values } of rows.series) {
      let [low, high] = [-1, -1];
      for (let at = from; at < to; at++) {
        const value = values[at] ?? null;
        if (value === null) continue;
        if (low < 0 || value < (values[low] as number)) low = at;
        if (high < 0 || value > (values[high] as number)) high = at;
      }
      if (low >= 0) kept.add(low).add(high);
    }
  }
  const order = [...kept].sort((a, b) => a - b);
  notes.push(remark("SAMPLED", "note.points-sampled", { of: length, shown: order.length }));
  return picked(rows, order);
}

export const asRows = ({ labels, series }: Cartesian): Rows => ({ labels, series });

function picked({ labels, series, at: times }: Rows, order: readonly number[]): Rows {
  return {
    ...(times !== undefined && { at: order.map((index) => times[index] as number) }),
    labels: order.map((at) => labels[at] as string),
    series: series.map(({ name, values }) => ({ name, values: order.map((at) => values[at] ?? null) })),
  };
}

const size = (values: readonly (number | null)[]): number => values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
const listed = (names: readonly string[]) => ({ names: names.slice(0, 10).join(", "), more: Math.max(0, names.length - 10) });

import { isDate } from "../rows/frame.ts";
import type { Cartesian } from "./cartesian-data.ts";
import type { Note } from "./shaped.ts";

export interface Rows {
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

const SERIES_MAX = 6;
const BARS_MAX = 24;
export const PERIODS_MAX = 60;
const LINE_POINTS = 1200;

/** Dates in their order, whatever order they came in: a line that runs back in time would say what is not so. */
export function inOrder(rows: Rows, notes: Note[]): Rows {
  if (!rows.labels.every(isDate)) return rows;
  const order = rows.labels.map((_, index) => index).sort((a, b) => compare(rows.labels[a] as string, rows.labels[b] as string));
  if (order.every((from, to) => from === to)) return rows;
  notes.push({ code: "SORTED", message: "The dates came out of order and are drawn in order" });
  return picked(rows, order);
}

/** More series than can be told apart: the first six; of a stack the largest five, the rest added up. */
export function fewSeries(rows: Rows, stacked: boolean, notes: Note[]): Rows {
  if (rows.series.length <= SERIES_MAX) return rows;
  if (!stacked) {
    const left = rows.series.slice(SERIES_MAX).map(({ name }) => name);
    notes.push({
      code: "TOO_MANY_SERIES",
      message: `${left.length} series are not drawn: ${listed(left)}. Draw at most ${SERIES_MAX}.`,
    });
    return { ...rows, series: rows.series.slice(0, SERIES_MAX) };
  }
  const order = rows.series.toSorted((a, b) => size(b.values) - size(a.values));
  const [kept, rest] = [new Set(order.slice(0, SERIES_MAX - 1)), order.slice(SERIES_MAX - 1)];
  const others = rows.labels.map((_, at) => rest.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  notes.push({
    code: "OTHERS",
    message: `${rest.length} series are added up as "Others": ${listed(rest.map(({ name }) => name))}`,
  });
  return { ...rows, series: [...rows.series.filter((one) => kept.has(one)), { name: "Others", values: others }] };
}

/** More bars than can be read: the largest. Not added up: a sum of rates would be no rate. */
export function largestBars(rows: Rows, notes: Note[]): Rows {
  if (rows.labels.length <= BARS_MAX) return rows;
  const height = (at: number) => rows.series.reduce((sum, { values }) => sum + Math.abs(values[at] ?? 0), 0);
  const order = rows.labels
    .map((_, at) => ({ at, height: height(at) }))
    .sort((a, b) => b.height - a.height)
    .slice(0, BARS_MAX);
  notes.push({
    code: "TOP_N",
    message: `The ${BARS_MAX} largest of ${rows.labels.length} are drawn, ${rows.labels.length - BARS_MAX} are not`,
  });
  return picked(
    rows,
    order.map(({ at }) => at),
  );
}

/** More points than the picture has pixels: of each stretch the lowest and the highest, so that no peak is lost. */
export function decimated(rows: Rows, notes: Note[]): Rows {
  const { length } = rows.labels;
  if (length <= LINE_POINTS) return rows;
  const stretches = Math.floor(LINE_POINTS / (2 * rows.series.length));
  const kept = new Set([0, length - 1]);
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
  notes.push({
    code: "SAMPLED",
    message: `${length} points are drawn as ${order.length}: the lowest and highest of each stretch`,
  });
  return picked(rows, order);
}

/** Dates, or labels that differ in their number alone ("Week 7"): an order that must not be changed, or cut in the middle. */
export function isSequence(labels: readonly string[]): boolean {
  if (labels.length < 2) return false;
  if (labels.every(isDate)) return true;
  const [first = ""] = labels;
  const bare = (label: string) => label.replace(/\d+/g, "#");
  return /\d/.test(first) && labels.every((label) => bare(label) === bare(first));
}

export const asRows = ({ labels, series }: Cartesian): Rows => ({ labels, series });

function picked({ labels, series }: Rows, order: readonly number[]): Rows {
  return {
    labels: order.map((at) => labels[at] as string),
    series: series.map(({ name, values }) => ({ name, values: order.map((at) => values[at] ?? null) })),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const size = (values: readonly (number | null)[]): number => values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
const listed = (names: readonly string[]): string =>
  `${names.slice(0, 10).join(", ")}${names.length > 10 ? ` and ${names.length - 10} more` : ""}`;

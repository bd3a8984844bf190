/** What can be said of a row of numbers, gaps left out. Each rule of `rules.ts` rests on these. */
export interface Point {
  readonly label: string;
  readonly value: number;
}

export function points(labels: readonly string[], values: readonly (number | null)[]): Point[] {
  return values.flatMap((value, index) =>
    value === null || !Number.isFinite(value) ? [] : [{ label: isolated(labels[index] ?? ""), value }],
  );
}

/** The one above all others of several; null where it is not alone there. */
export const highest = (list: readonly Point[]): Point | null =>
  only(
    list,
    list.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  );

export const lowest = (list: readonly Point[]): Point | null =>
  only(
    list,
    list.reduce((least, { value }) => Math.min(least, value), Number.POSITIVE_INFINITY),
  );

function only(list: readonly Point[], wanted: number): Point | null {
  const [one, ...others] = list.filter(({ value }) => value === wanted);
  return one === undefined || others.length > 0 || list.length < 2 ? null : one;
}

/** A change that a reader of the chart would call one: more than a fiftieth of the row's own size. */
export function moved(from: number, to: number, list: readonly Point[]): boolean {
  const size = Math.max(...list.map(({ value }) => Math.abs(value)));
  return Math.abs(to - from) > size / 50;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name that runs from right to left would pull the numbers and signs beside it along: set apart by Unicode's own marks. */
export const isolated = (label: string): string =>
  RIGHT_TO_LEFT.test(label) && !label.startsWith("\u2068") ? `\u2068${label}\u2069` : label;

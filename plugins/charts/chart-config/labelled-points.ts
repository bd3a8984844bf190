type Row = readonly (number | null)[];

/** First, last, lowest and highest: what a reader looks for; the rest is on the axis and in the table. */
export function notablePoints(row: Row): number[] {
  const present = row.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  const [first, last] = [present[0], present.at(-1)];
  if (first === undefined || last === undefined) return [];
  const sorted = present.toSorted((a, b) => a.value - b.value);
  return [
    ...new Set([first.index, last.index, (sorted[0] as { index: number }).index, (sorted.at(-1) as { index: number }).index]),
  ].sort((a, b) => a - b);
}

export const allPoints = (row: readonly unknown[]): number[] => row.map((_, index) => index);

export function lastOf(values: Row): number[] {
  const at = values.findLastIndex((value) => value !== null);
  return at < 0 ? [] : [at];
}

/** What templates ask of rows of numbers in which some are not known. */
export type Row = readonly (number | null)[];

/** What is known, added up. */
export const sumOf = (row: Row): number => row.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/** Places from the highest value down; what is not known comes last. */
export const highestFirst = (row: Row): number[] => [...row.keys()].sort((a, b) => below(row[b]) - below(row[a]));

const below = (value: number | null | undefined): number => value ?? Number.NEGATIVE_INFINITY;

interface Pair {
  readonly label: string;
  readonly one: number;
  readonly other: number;
}

/** Labels that have a number in both rows: only they can be compared. */
export const inBoth = (labels: readonly string[], one: Row, other: Row): Pair[] =>
  labels.flatMap((label, at) => {
    const [a, b] = [one[at] ?? null, other[at] ?? null];
    return a === null || b === null ? [] : [{ label, one: a, other: b }];
  });

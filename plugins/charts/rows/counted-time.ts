import type { Frame } from "./frame.ts";

/** What whole numbers count, by the words that columns are named with, and how far each goes. */
const COUNTED: readonly (readonly [words: string, low: number, high: number])[] = [
  ["year|yr|fy|jahr|année|annee|an|año|ano|anno|年|年度", 1000, 2999],
  ["quarter|qtr|quartal|trimestre|四半期", 1, 4],
  ["month|monat|mois|mes|月", 1, 12],
  ["week|woche|kw|semaine|semana|週", 0, 53],
  ["day|weekday|tag|wochentag|jour|día|dia|日", 0, 366],
  ["hour|stunde|heure|hora|時", 0, 24],
];
const NAMED = COUNTED.map(([words, low, high]) => ({
  name: new RegExp(`(?:^|[^\\p{L}])(?:${words})(?:[^\\p{L}]|$)`, "iu"),
  low,
  high,
}));
/** Without a name that tells: one after the other from the first on, as many as there are of them. */
const WHOLE_FROM_ONE = new Set([4, 12, 28, 29, 30, 31, 52, 53]);
const WHOLE_FROM_ZERO = new Set([7, 24]);

export interface CountedTime {
  readonly at: number;
  /** No name tells it: its numbers look like it. */
  readonly guessed: boolean;
}

/**
 * The first column where it counts years, months, hours and the like: its whole numbers label the rows, and say nothing that could be
 * drawn. Not where an index labels already, nor where nothing else is a number.
 */
export function countedTime({ columns, rows }: Frame): CountedTime | null {
  const [first, ...others] = columns;
  if (first === undefined || !first.numeric || rows.length < 2 || !others.some(({ numeric }) => numeric)) return null;
  const values = rows.map((row) => row[0] as number | null | undefined);
  if (!values.every((value): value is number => Number.isInteger(value)) || new Set(values).size < values.length) return null;
  // "releaseYear" is two words.
  const name = first.name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  if (NAMED.some((one) => one.name.test(name) && values.every((value) => value >= one.low && value <= one.high)))
    return { at: 0, guessed: false };
  return looksCounted(values) ? { at: 0, guessed: true } : null;
}

function looksCounted(values: readonly number[]): boolean {
  const [start, next] = values as [number, number];
  const step = next - start;
  if (!values.every((value, at) => value === start + at * step)) return false;
  if (values.every((value) => value >= 1900 && value <= 2100)) return true;
  return (
    step === 1 && ((start === 1 && WHOLE_FROM_ONE.has(values.length)) || (start === 0 && WHOLE_FROM_ZERO.has(values.length)))
  );
}

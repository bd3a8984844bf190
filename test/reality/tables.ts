import { readFileSync } from "node:fs";

/** Tables as they lie about: of vega-datasets, and made by a rule. */
type Row = Record<string, string | number | null>;

const read = (file: string): string =>
  readFileSync(new URL(`../../node_modules/vega-datasets/data/${file}`, import.meta.url), "utf8");

export const json = (file: string): Row[] => JSON.parse(read(file));

/** No file read here quotes a cell. */
export function csv(file: string, separator = ","): Row[] {
  const [head = "", ...lines] = read(file).trim().split(/\r?\n/);
  const names = head.split(separator);
  return lines.map((line) => {
    const cells = line.split(separator);
    return Object.fromEntries(names.map((name, at) => [name, cellOf(cells[at] ?? "")]));
  });
}

const cellOf = (text: string): string | number | null =>
  text === "" ? null : Number.isFinite(Number(text)) ? Number(text) : text;

export const rows = (
  given: readonly Row[],
  encoding: { x?: string; y?: string; series?: string; size?: string; label?: string; aggregate?: string },
  more: object = {},
) => ({ rows: given, encoding, ...more });

/** Labels and series, one list of numbers each. */
export const wide = (
  labels: readonly string[],
  series: Readonly<Record<string, readonly (number | null)[]>>,
  more: object = {},
) => ({
  labels,
  series: Object.entries(series).map(([name, values]) => ({ name, values })),
  ...more,
});

export const many = <T>(count: number, of: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => of(at));

/** The same numbers in every run, that look like none. */
export const noise = (at: number): number => {
  const raw = Math.sin((at + 1) * 12.9898) * 43758.5453;
  return raw - Math.floor(raw);
};

const DAY = 86_400_000;
export const days = (count: number, from = "2015-01-01"): string[] =>
  many(count, (at) => new Date(Date.parse(from) + at * DAY).toISOString().slice(0, 10));

export const months = (count: number, from = 2015): string[] =>
  many(count, (at) => `${from + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`);

/** How often each word of a column comes. */
export function counted(given: readonly Row[], column: string, name = "count"): Row[] {
  const counts = new Map<string, number>();
  for (const row of given) {
    const key = row[column];
    if (key !== null && key !== undefined) counts.set(String(key), (counts.get(String(key)) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => ({ [column]: key, [name]: count }));
}

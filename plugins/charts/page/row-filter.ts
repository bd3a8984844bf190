import type { DashboardSpec, Drawing, RowColumn, RowTable } from "../../../core/ports/dashboard-spec.ts";
import { formOf } from "../forms/index.ts";
import type { ViewState } from "./state.ts";

type WordColumn = Extract<RowColumn, { words: unknown }>;

/** More are names of single rows: to choose one is to open it. */
const WORDS_MAX = 2000;

/** Columns that rows can be chosen by, of the tables that some chart is drawn anew from: elsewhere a choice would change nothing. */
export function rowFilters({ panels, tables = [], filters }: Pick<DashboardSpec, "panels" | "tables" | "filters">): {
  readonly columns: readonly { readonly name: string; readonly words: readonly string[] }[];
  readonly dates: { readonly first: string; readonly last: string } | null;
} {
  const drawn = new Set(
    panels.flatMap(({ behind, drawing }) => (behind?.measure !== undefined && canFollow(drawing) ? [behind.table] : [])),
  );
  const columns = [...drawn].flatMap((index) => tables[index]?.columns.filter(isWords) ?? []);
  const named = new Map<string, Set<string>>();
  for (const { kind, name, words } of columns)
    if (kind === "text") named.set(name, new Set([...(named.get(name) ?? []), ...words]));
  const days = columns
    .flatMap(({ kind, words }) => (kind === "date" ? words : []))
    .map((word) => word.slice(0, 10))
    .sort();
  return {
    columns:
      filters?.includes("category") === false
        ? []
        : [...named]
            .filter(([, words]) => words.size > 1 && words.size <= WORDS_MAX)
            .map(([name, words]) => ({
              name,
              words: [...words].sort((a, b) => a.localeCompare(b, undefined, { numeric: true })),
            })),
    dates:
      filters?.includes("period") === false || days.length === 0 || days[0] === days.at(-1)
        ? null
        : { first: wholeDay(days[0] as string, "01"), last: lastDay(days.at(-1) as string) },
  };
}

/** Lines and bars follow any values, and so do the forms that say how. */
const canFollow = (drawing: Drawing | undefined): boolean => drawing === undefined || formOf(drawing).redraw !== undefined;

/** Which rows count in this view; `null` when all do. */
export function keptRows({ columns, kept }: RowTable, { only, since, until }: ViewState): Uint8Array | null {
  const tests = columns
    .filter(isWords)
    .flatMap(({ name, kind, words, codes }): { codes: readonly number[]; good: Uint8Array }[] => {
      const word = only.get(name);
      const dated = kind === "date" && (since !== null || until !== null);
      if (word === undefined && !dated) return [];
      const good = Uint8Array.from(words, (one) =>
        Number((word === undefined || one === word) && (!dated || (one >= (since ?? "") && one.slice(0, 10) <= (until ?? "9")))),
      );
      return [{ codes, good }];
    });
  if (tests.length === 0) return null;
  const keep = new Uint8Array(kept);
  for (let row = 0; row < kept; row++) keep[row] = tests.every(({ codes, good }) => good[codes[row] as number] === 1) ? 1 : 0;
  return keep;
}

export const isWords = (column: RowColumn): column is WordColumn => column.kind !== "number";

const wholeDay = (date: string, day: string): string => (date.length === 7 ? `${date}-${day}` : date);

function lastDay(date: string): string {
  if (date.length !== 7) return date;
  const [year, month] = date.split("-").map(Number);
  return new Date(Date.UTC(year as number, month as number, 0)).toISOString().slice(0, 10);
}

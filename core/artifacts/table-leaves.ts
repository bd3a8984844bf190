import type { Json } from "../ports/sandbox.ts";

interface Table {
  readonly type: "table";
  readonly columns: readonly { readonly name: string }[];
  readonly rows: readonly (readonly Json[])[];
  readonly index?: readonly string[];
  readonly rowsTotal?: number;
}

export function isTable(value: unknown): value is Table {
  const { type, columns, rows } = (value ?? {}) as { type?: unknown; columns?: unknown; rows?: unknown };
  return type === "table" && Array.isArray(columns) && Array.isArray(rows);
}

/** A table's values by row and column: `[region=EMEA].revenue`, or `[3].revenue` where no column names the rows of both tables. */
export function tableLeaves(table: Table, other: unknown): [path: string, value: Json][] {
  const key = sharedKey(table, isTable(other) ? other : table);
  const names = namesOf(table);
  const leaves = table.rows.flatMap((row, at) => {
    const place = key === null ? `[${at}]` : `[${names[key]}=${wordOf(row[key])}]`;
    return row.flatMap((value, column): [string, Json][] => (column === key ? [] : [[`${place}.${names[column]}`, value]]));
  });
  // Of a table that was cut to its first rows, too.
  return [...leaves, [".rows", table.rowsTotal ?? table.rows.length]];
}

/** The index of the column, here, by which each row of both tables is known; null: none. The same one, whichever table is asked. */
function sharedKey(table: Table, other: Table): number | null {
  const [ours, theirs] = [keysOf(table), keysOf(other)];
  const shared = [...ours].flatMap(([name, at]) => {
    const there = theirs.get(name);
    return there === undefined ? [] : [{ name, at, order: at + there }];
  });
  return shared.toSorted((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1))[0]?.at ?? null;
}

/** Columns of words in which no two rows are alike; an index of numbers, such as a year, names rows too. */
function keysOf(table: Table): ReadonlyMap<string, number> {
  const { columns, rows, index = [] } = table;
  const names = namesOf(table);
  const isKey = (column: number): boolean => {
    const cells = rows.map((row) => row[column]);
    const named = column < index.length || cells.every((cell) => typeof cell === "string");
    return named && cells.every((cell) => cell !== null) && new Set(cells.map(wordOf)).size === cells.length;
  };
  return new Map(columns.flatMap((_, column): [string, number][] => (isKey(column) ? [[names[column] ?? "", column]] : [])));
}

const wordOf = (cell: Json | undefined): string => (typeof cell === "string" ? cell : JSON.stringify(cell ?? null));

/** Two columns of one name are told apart by their position. */
const namesOf = ({ columns }: Table): string[] =>
  columns.map(({ name }, at) => (columns.findIndex((one) => one.name === name) < at ? `${name}#${at}` : name));

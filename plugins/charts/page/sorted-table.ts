import { button, headCell, labelled } from "./elements.ts";
import type { View } from "./view.ts";

export type Cell = string | number | null;

export interface TableData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The cell as text, by its place in the data. */
type Write = (row: number, column: number) => string;

interface Shown {
  data: TableData;
  write: Write;
  /** Column, and whether from the largest; as given when null. */
  sort: { readonly column: number; readonly down: boolean } | null;
  search: string;
}

const views = new WeakMap<HTMLTableElement, Shown>();
const SEARCH_FROM = 12;

/**
 * A table that a reader can put in order by any column and, where it is long, search. Numbers stand at the right, words at the left;
 * what is chosen stays when the data change. At most `most` rows are shown.
 */
export function sortedTable(
  view: View,
  table: HTMLTableElement,
  data: TableData,
  write: Write,
  most = Number.POSITIVE_INFINITY,
): void {
  const known = views.get(table);
  const shown: Shown = known ?? { data, write, sort: null, search: "" };
  Object.assign(shown, { data, write });
  views.set(table, shown);
  if (known === undefined && data.rows.length >= SEARCH_FROM) searchField(view, table, shown, most);
  fill(view, table, shown, most);
}

function searchField(view: View, table: HTMLTableElement, shown: Shown, most: number): void {
  const place = document.createElement("div");
  table.closest(".scroll")?.before(place);
  const input = labelled(view.words("page.search"), document.createElement("input"), place);
  input.type = "search";
  input.className = "search";
  input.addEventListener("input", () => {
    shown.search = input.value.trim().toLocaleLowerCase();
    view.say(view.words("page.rows-found", { count: fill(view, table, shown, most) }));
  });
}

function fill(view: View, table: HTMLTableElement, shown: Shown, most: number): number {
  const { data, write, sort, search } = shown;
  const numeric = data.columns.map((_, at) => isNumeric(data.rows, at));
  const found = [...data.rows.keys()].filter(
    (row) => search === "" || data.columns.some((_, column) => write(row, column).toLocaleLowerCase().includes(search)),
  );
  const cell = (row: number, column: number): Cell => data.rows[row]?.[column] ?? null;
  const collator = new Intl.Collator(view.locale, { numeric: true });
  if (sort !== null) found.sort((a, b) => inOrder(collator, cell(a, sort.column), cell(b, sort.column), sort.down));
  table.replaceChildren();
  const head = table.createTHead().insertRow();
  data.columns.forEach((name, column) => {
    const made = headCell("col", "");
    if (numeric[column] !== true) made.className = "words";
    if (sort?.column === column) made.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
    button(name, made, () => turn(view, table, shown, column, most), view.words("page.sort-by", { name }));
    head.append(made);
  });
  const body = table.createTBody();
  for (const row of found.slice(0, most)) {
    const line = body.insertRow();
    data.columns.forEach((_, column) => {
      const text = write(row, column);
      if (column === 0) line.append(headCell("row", text));
      else {
        const made = line.insertCell();
        made.textContent = text;
        if (numeric[column] !== true) made.className = "words";
      }
    });
  }
  return found.length;
}

/** Numbers from the largest first, words from A; a second time the other way round, a third as they came. */
function turn(view: View, table: HTMLTableElement, shown: Shown, column: number, most: number): void {
  const first = isNumeric(shown.data.rows, column);
  const { sort } = shown;
  shown.sort = sort?.column !== column ? { column, down: first } : sort.down === first ? { column, down: !first } : null;
  fill(view, table, shown, most);
  const name = shown.data.columns[column];
  view.say(
    shown.sort === null
      ? view.words("page.as-given")
      : view.words(shown.sort.down ? "page.sorted-down" : "page.sorted-up", { name: name ?? "" }),
  );
  table.querySelectorAll<HTMLElement>("thead button")[column]?.focus();
}

const isNumeric = (rows: TableData["rows"], column: number): boolean =>
  rows.some((row) => typeof row[column] === "number") && rows.every((row) => typeof row[column] !== "string");

/** Gaps last, whichever way. */
function inOrder(collator: Intl.Collator, a: Cell, b: Cell, down: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
  return down ? -order : order;
}

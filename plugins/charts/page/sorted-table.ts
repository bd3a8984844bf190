import { button, headCell, labelled, say } from "./elements.ts";
import { locale, words } from "./view.ts";

export type Cell = string | number | null;

export interface TableData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The cell as text, by its place in the data. */
type Write = (row: number, column: number) => string;

interface View {
  data: TableData;
  write: Write;
  /** Column, and whether from the largest; as given when null. */
  sort: { readonly column: number; readonly down: boolean } | null;
  search: string;
}

const views = new WeakMap<HTMLTableElement, View>();
const SEARCH_FROM = 12;

/**
 * A table that a reader can put in order by any column and, where it is long, search. Numbers stand at the right, words at the left;
 * what is chosen stays when the data change. At most `most` rows are shown.
 */
export function sortedTable(table: HTMLTableElement, data: TableData, write: Write, most = Number.POSITIVE_INFINITY): void {
  const known = views.get(table);
  const view: View = known ?? { data, write, sort: null, search: "" };
  Object.assign(view, { data, write });
  views.set(table, view);
  if (known === undefined && data.rows.length >= SEARCH_FROM) searchField(table, view, most);
  fill(table, view, most);
}

function searchField(table: HTMLTableElement, view: View, most: number): void {
  const place = document.createElement("div");
  table.closest(".scroll")?.before(place);
  const input = labelled(words("page.search"), document.createElement("input"), place);
  input.type = "search";
  input.className = "search";
  input.addEventListener("input", () => {
    view.search = input.value.trim().toLocaleLowerCase();
    say(words("page.rows-found", { count: fill(table, view, most) }));
  });
}

function fill(table: HTMLTableElement, view: View, most: number): number {
  const { data, write, sort, search } = view;
  const numeric = data.columns.map((_, at) => isNumeric(data.rows, at));
  const found = [...data.rows.keys()].filter(
    (row) => search === "" || data.columns.some((_, column) => write(row, column).toLocaleLowerCase().includes(search)),
  );
  const cell = (row: number, column: number): Cell => data.rows[row]?.[column] ?? null;
  if (sort !== null) found.sort((a, b) => inOrder(cell(a, sort.column), cell(b, sort.column), sort.down));
  table.replaceChildren();
  const head = table.createTHead().insertRow();
  data.columns.forEach((name, column) => {
    const made = headCell("col", "");
    if (numeric[column] !== true) made.className = "words";
    if (sort?.column === column) made.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
    button(name, made, () => turn(table, view, column, most), words("page.sort-by", { name }));
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
function turn(table: HTMLTableElement, view: View, column: number, most: number): void {
  const first = isNumeric(view.data.rows, column);
  const { sort } = view;
  view.sort = sort?.column !== column ? { column, down: first } : sort.down === first ? { column, down: !first } : null;
  fill(table, view, most);
  const name = view.data.columns[column];
  say(
    view.sort === null
      ? words("page.as-given")
      : words(view.sort.down ? "page.sorted-down" : "page.sorted-up", { name: name ?? "" }),
  );
  table.querySelectorAll<HTMLElement>("thead button")[column]?.focus();
}

const isNumeric = (rows: TableData["rows"], column: number): boolean =>
  rows.some((row) => typeof row[column] === "number") && rows.every((row) => typeof row[column] !== "string");

const collator = new Intl.Collator(locale, { numeric: true });

/** Gaps last, whichever way. */
function inOrder(a: Cell, b: Cell, down: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
  return down ? -order : order;
}

import { formatNumber } from "../design-system/format.ts";
import { asCsv } from "./csv.ts";
import { button, byId, saveText, say } from "./elements.ts";
import { isWords } from "./row-filter.ts";
import { type Cell, sortedTable } from "./sorted-table.ts";
import { locale, rowsKept, shownPanel, spec, state, words } from "./view.ts";

/** Dashboard › panel › mark: a panel alone, then the rows behind one of its marks. */

const ROWS_SHOWN = 500;

export type Open = (panel: number | null, mark?: number | null) => void;

export function showDrill(open: Open): void {
  const { panel } = state;
  document.body.classList.toggle("enlarged", panel !== null);
  for (const index of spec.panels.keys()) byId(`panel-${index}`).classList.toggle("open", index === panel);
  const crumbs = byId("crumbs");
  crumbs.hidden = panel === null;
  crumbs.replaceChildren();
  const behind = document.getElementById("rows");
  if (behind !== null) behind.hidden = state.mark === null;
  if (panel === null) return;
  const { title } = shownPanel(panel);
  button(`‹ ${words("page.dashboard")}`, crumbs, () => open(null), words("page.back-to-dashboard"));
  if (state.mark === null) {
    here(crumbs, title);
    return;
  }
  button(`‹ ${title}`, crumbs, () => open(panel), words("page.back-to", { title }));
  here(crumbs, shownPanel(panel).labels[state.mark] ?? "");
  showRows(panel, state.mark);
}

function here(crumbs: Element, text: string): void {
  const last = document.createElement("span");
  last.setAttribute("aria-current", "page");
  last.textContent = text;
  crumbs.append(last);
}

/** What can be opened: a state from a link may name what is not there. */
export function mendDrill(): void {
  if (state.panel === null || spec.panels[state.panel]?.missing !== null) state.panel = null;
  const codes = state.panel === null ? undefined : shownPanel(state.panel).behind?.marks[state.mark ?? -1];
  if (codes === undefined || codes.length === 0) state.mark = null;
}

function rowsBehind(panel: number, mark: number): { columns: string[]; rows: Cell[][]; from: number; total: number } {
  const { behind } = shownPanel(panel);
  const table = spec.tables?.[behind?.table ?? -1];
  const marks = table?.columns[behind?.column ?? -1];
  if (behind === undefined || table === undefined || marks === undefined || !isWords(marks))
    return { columns: [], rows: [], from: 0, total: 0 };
  const codes = new Set(behind.marks[mark]);
  const keep = rowsKept(behind.table);
  const rows: Cell[][] = [];
  for (let row = 0; row < table.kept; row++)
    if ((keep === null || keep[row] === 1) && codes.has(marks.codes[row] as number))
      rows.push(
        table.columns.map((column) =>
          isWords(column) ? (column.words[column.codes[row] as number] ?? null) : (column.values[row] ?? null),
        ),
      );
  return { columns: table.columns.map(({ name }) => name), rows, from: table.kept, total: table.total };
}

function showRows(panel: number, mark: number): void {
  const { columns, rows, from, total } = rowsBehind(panel, mark);
  const { labels, behind, format } = shownPanel(panel);
  const count = new Intl.NumberFormat(locale);
  const label = labels[mark] ?? "";
  byId("rows-title").textContent = words(rows.length === 1 ? "page.row-of" : "page.rows-of", {
    count: count.format(rows.length),
    label,
  });
  const { measure } = behind ?? {};
  const sum = measure?.aggregate === "sum" ? rows.reduce((all, row) => all + (Number(row[measure.column]) || 0), 0) : null;
  byId("rows-note").textContent = [
    rows.length > ROWS_SHOWN ? words("page.first-shown", { count: ROWS_SHOWN }) : "",
    sum === null || measure === undefined
      ? ""
      : words("page.adds-up", {
          column: columns[measure.column] ?? "",
          sum: formatNumber(sum * measure.factor, { ...format, compact: false }, locale),
        }),
    from < total ? words("page.of-a-sample", { from: count.format(from), total: count.format(total) }) : "",
  ]
    .filter(Boolean)
    .join(" ");
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const text = (cell: Cell) =>
    cell === null ? "–" : typeof cell === "string" ? cell : year(cell) ? String(cell) : plain.format(cell);
  sortedTable(
    byId("rows").querySelector("table") as HTMLTableElement,
    { columns, rows },
    (row, column) => text(rows[row]?.[column] ?? null),
    ROWS_SHOWN,
  );
  const actions = byId("rows").querySelector(".actions") as Element;
  actions.replaceChildren();
  button(
    "CSV",
    actions,
    () => saveText(`${spec.panels[panel]?.id}-rows.csv`, asCsv([columns, ...rows])),
    words("page.csv-of-rows"),
  );
  say(words(rows.length === 1 ? "page.row-of" : "page.rows-of", { count: rows.length, label }));
}

/** 2026, not 2,026. */
const year = (value: number): boolean => Number.isInteger(value) && value >= 1900 && value <= 2100;

import { formatNumber } from "../design-system/format.ts";
import { csvFile } from "./csv.ts";
import { button } from "./elements.ts";
import { isWords } from "./row-filter.ts";
import { type Cell, sortedTable } from "./sorted-table.ts";
import type { View } from "./view.ts";

/** Dashboard › panel › mark: a panel alone, then the rows behind one of its marks. */

const ROWS_SHOWN = 500;

export type Open = (panel: number | null, mark?: number | null) => void;

export function showDrill(view: View, open: Open): void {
  const { panel } = view.state;
  view.root.classList.toggle("enlarged", panel !== null);
  for (const index of view.spec.panels.keys()) view.byId(`panel-${index}`).classList.toggle("open", index === panel);
  const crumbs = view.byId("crumbs");
  crumbs.hidden = panel === null;
  crumbs.replaceChildren();
  const behind: HTMLElement | null = view.byId("rows");
  if (behind !== null) behind.hidden = view.state.mark === null;
  if (panel === null) return;
  const { title } = view.shownPanel(panel);
  button(`‹ ${view.words("page.dashboard")}`, crumbs, () => open(null), view.words("page.back-to-dashboard"));
  if (view.state.mark === null) {
    here(crumbs, title);
    return;
  }
  button(`‹ ${title}`, crumbs, () => open(panel), view.words("page.back-to", { title }));
  here(crumbs, view.shownPanel(panel).labels[view.state.mark] ?? "");
  showRows(view, panel, view.state.mark);
}

function here(crumbs: Element, text: string): void {
  const last = document.createElement("span");
  last.setAttribute("aria-current", "page");
  last.textContent = text;
  crumbs.append(last);
}

/** What can be opened: a state from a link may name what is not there. */
export function mendDrill(view: View): void {
  if (view.state.panel === null || view.spec.panels[view.state.panel]?.missing !== null) view.state.panel = null;
  const codes = view.state.panel === null ? undefined : view.shownPanel(view.state.panel).behind?.marks[view.state.mark ?? -1];
  if (codes === undefined || codes.length === 0) view.state.mark = null;
}

function rowsBehind(view: View, panel: number, mark: number): { columns: string[]; rows: Cell[][]; from: number; total: number } {
  const { behind } = view.shownPanel(panel);
  const table = view.spec.tables?.[behind?.table ?? -1];
  const marks = table?.columns[behind?.column ?? -1];
  if (behind === undefined || table === undefined || marks === undefined || !isWords(marks))
    return { columns: [], rows: [], from: 0, total: 0 };
  const codes = new Set(behind.marks[mark]);
  const keep = view.rowsKept(behind.table);
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

function showRows(view: View, panel: number, mark: number): void {
  const { columns, rows, from, total } = rowsBehind(view, panel, mark);
  const { labels, behind, format } = view.shownPanel(panel);
  const count = new Intl.NumberFormat(view.locale);
  const label = labels[mark] ?? "";
  view.byId("rows-title").textContent = view.words(rows.length === 1 ? "page.row-of" : "page.rows-of", {
    count: count.format(rows.length),
    label,
  });
  const { measure } = behind ?? {};
  const sum = measure?.aggregate === "sum" ? rows.reduce((all, row) => all + (Number(row[measure.column]) || 0), 0) : null;
  view.byId("rows-note").textContent = [
    rows.length > ROWS_SHOWN ? view.words("page.first-shown", { count: ROWS_SHOWN }) : "",
    sum === null || measure === undefined
      ? ""
      : view.words("page.adds-up", {
          column: columns[measure.column] ?? "",
          sum: formatNumber(sum * measure.factor, { ...format, compact: false }, view.locale),
        }),
    from < total ? view.words("page.of-a-sample", { from: count.format(from), total: count.format(total) }) : "",
  ]
    .filter(Boolean)
    .join(" ");
  const plain = new Intl.NumberFormat(view.locale, { maximumFractionDigits: 6 });
  const text = (cell: Cell) =>
    cell === null ? "–" : typeof cell === "string" ? cell : year(cell) ? String(cell) : plain.format(cell);
  sortedTable(
    view,
    view.byId("rows").querySelector("table") as HTMLTableElement,
    { columns, rows },
    (row, column) => text(rows[row]?.[column] ?? null),
    ROWS_SHOWN,
  );
  const actions = view.byId("rows").querySelector(".actions") as Element;
  actions.replaceChildren();
  const { save } = view.around;
  const name = `${view.spec.panels[panel]?.id}-rows`;
  if (save !== null) button("CSV", actions, () => save(csvFile(name, [columns, ...rows])), view.words("page.csv-of-rows"));
  view.say(view.words(rows.length === 1 ? "page.row-of" : "page.rows-of", { count: rows.length, label }));
}

/** 2026, not 2,026. */
const year = (value: number): boolean => Number.isInteger(value) && value >= 1900 && value <= 2100;

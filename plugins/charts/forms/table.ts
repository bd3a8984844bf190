import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import type { Rect } from "../layout/place-labels.ts";
import { drawn } from "../locale/drawn.ts";
import type { Form, FormTools, Layout, Line, Mark, Text } from "./form.ts";
import { say, sayLines, shorten, wrapped } from "./text.ts";

type Table = Extract<Drawing, { form: "table" }>;

const GAP = 24;
const LEAST = 56;
const HEAD = 30;
const ROW = 28;
const MORE = 22;

/** Words left, numbers right; what does not fit is shortened, and what is left out is counted. */
export const table: Form<Table> = { layout, asTable: ({ columns, rows }) => ({ columns, rows }) };

function layout({ columns, rows }: Table, area: Rect, { theme, locale, measure }: FormTools): Layout {
  const size = area.width > 480 && HEAD + rows.length * 44 <= area.height ? 15 : 13;
  const sized: FormTools["measure"] = (text, _, weight) => measure(text, size, weight);
  const shown = columns.slice(0, fitting(columns, rows, area.width, sized));
  const fits = Math.max(0, Math.floor((area.height - HEAD) / ROW));
  const cut = rows.length > fits || shown.length < columns.length;
  const kept = rows.slice(0, cut ? Math.max(0, Math.floor((area.height - HEAD - MORE) / ROW)) : rows.length);
  const row = Math.max(ROW, Math.min(64, (area.height - HEAD - (cut ? MORE : 0)) / Math.max(1, kept.length)));
  const widths = columnWidths(shown, kept, area.width, sized);
  const texts: Text[] = [];
  const lines: Line[] = [rule(area.y + HEAD, theme.quiet)];
  const place = (column: number) => {
    const x = area.x + widths.slice(0, column).reduce((sum, width) => sum + width + GAP, 0);
    return { x, width: widths[column] as number };
  };
  shown.forEach(({ name, numeric }, column) => {
    const { x, width } = place(column);
    const style = { size, weight: 600, align: numeric ? "right" : "left" } as const;
    texts.push(say(shorten(name, width, size, 600, measure), numeric ? x + width : x, area.y + HEAD / 2, theme.muted, style));
  });
  const marks = rows.map((cells, index): Mark => {
    const y = area.y + HEAD + index * row;
    // A row that is not shown has its place at the end: it is found in the data table.
    if (index >= kept.length)
      return { shape: "rect", box: { x: area.x, y: area.y + area.height, width: 0, height: 0 }, fill: "transparent" };
    if (index > 0) lines.push(rule(y, theme.line));
    shown.forEach(({ numeric }, column) => {
      const { x, width } = place(column);
      const cell = cells[column] ?? "";
      const style = { size, align: numeric ? "right" : "left", weight: column === 0 && !numeric ? 600 : 400 } as const;
      const written = wrapped(cell, width, row >= 44 && !numeric ? 2 : 1, size, style.weight, measure);
      texts.push(...sayLines(written, numeric ? x + width : x, y + row / 2, theme.ink, style));
    });
    return { shape: "rect", box: { x: area.x, y, width: area.width, height: row }, fill: "transparent" };
  });
  const left = [
    rows.length > kept.length ? drawn("drawn.more-rows", locale, { count: rows.length - kept.length }) : "",
    columns.length > shown.length ? drawn("drawn.more-columns", locale, { count: columns.length - shown.length }) : "",
  ].filter(Boolean);
  if (left.length > 0)
    texts.push(
      say(shorten(`+ ${left.join(", ")}`, area.width, 13, 400, measure), area.x, area.y + area.height - MORE / 2, theme.muted),
    );
  return { marks, lines, texts };

  function rule(y: number, colour: string): Line {
    return {
      points: [
        { x: area.x, y },
        { x: area.x + area.width, y },
      ],
      colour,
      width: 1,
    };
  }
}

/** What each wants. Words shrink from the widest down until all have room, numbers never do: a shortened number is a wrong one. */
function columnWidths(columns: Table["columns"], rows: Table["rows"], room: number, measure: FormTools["measure"]): number[] {
  const widths = wantedWidths(columns, rows, measure);
  const inner = room - GAP * Math.max(0, columns.length - 1);
  const words = columns.flatMap(({ numeric }, at) => (numeric ? [] : [at]));
  const total = () => widths.reduce((sum, width) => sum + width, 0);
  for (let over = total() - inner; over > 0.5 && words.length > 0; over = total() - inner) {
    const widest = Math.max(...words.map((at) => widths[at] as number));
    const next = Math.max(LEAST, ...words.map((at) => widths[at] as number).filter((width) => width < widest));
    const same = words.filter((at) => widths[at] === widest);
    const less = Math.min(widest - next, over / same.length);
    if (less <= 0) break;
    for (const at of same) widths[at] = widest - less;
  }
  const left = inner - total();
  return left > 0 ? widths.map((width) => width + left / widths.length) : widths;
}

function wantedWidths(columns: Table["columns"], rows: Table["rows"], measure: FormTools["measure"]): number[] {
  return columns.map(({ name, numeric }, column) => {
    const cells = rows
      .slice(0, 500)
      .map((row) => measure((row[column] ?? "").slice(0, 80), 13, column === 0 && !numeric ? 600 : 400));
    return Math.ceil(Math.max(LEAST, numeric ? 0 : measure(name, 13, 600), ...cells)) + 1;
  });
}

/** As many columns as have room when words are at their shortest. */
function fitting(columns: Table["columns"], rows: Table["rows"], room: number, measure: FormTools["measure"]): number {
  const widths = wantedWidths(columns, rows, measure);
  let [used, count] = [0, 0];
  for (const [at, { numeric }] of columns.entries()) {
    used += (numeric ? (widths[at] as number) : LEAST) + (at > 0 ? GAP : 0);
    if (used > room && count > 0) break;
    count++;
  }
  return count;
}

import type { Drawing } from "../../../core/dashboard-spec.ts";
import type { Form, FormTools, Line, Mark, Text } from "./form.ts";
import { say, sayLines, shorten, wrapped } from "./text.ts";

type Table = Extract<Drawing, { form: "table" }>;

const GAP = 24;
const LEAST = 56;
const HEAD = 30;
const ROW = 28;
const MORE = 22;

/** Words left, numbers right; what does not fit is shortened, and what is left out is counted. */
export const table: Form<Table> = ({ columns, rows }, area, { theme, measure }) => {
  const most = Math.max(1, Math.floor((area.width + GAP) / (LEAST + GAP)));
  const shown = columns.slice(0, most);
  const fits = Math.max(0, Math.floor((area.height - HEAD) / ROW));
  const cut = rows.length > fits || shown.length < columns.length;
  const kept = rows.slice(0, cut ? Math.max(0, Math.floor((area.height - HEAD - MORE) / ROW)) : rows.length);
  const row = Math.max(ROW, Math.min(64, (area.height - HEAD - (cut ? MORE : 0)) / Math.max(1, kept.length)));
  const size = row >= 44 ? 15 : 13;
  const widths = columnWidths(shown, kept, area.width, (text, _, weight) => measure(text, size, weight));
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
    rows.length > kept.length ? `${rows.length - kept.length} more rows` : "",
    columns.length > shown.length ? `${columns.length - shown.length} more columns` : "",
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
};

/** What each wants, shrunk from the widest down until all have room; what is left over goes to all. */
function columnWidths(columns: Table["columns"], rows: Table["rows"], room: number, measure: FormTools["measure"]): number[] {
  const wanted = columns.map(({ name }, column) =>
    Math.max(
      LEAST,
      measure(name, 13, 600),
      ...rows.slice(0, 100).map((cells) => measure((cells[column] ?? "").slice(0, 80), 13, column === 0 ? 600 : 400)),
    ),
  );
  const inner = room - GAP * Math.max(0, columns.length - 1);
  const widths = wanted.map((width) => Math.ceil(width) + 1);
  let over = widths.reduce((sum, width) => sum + width, 0) - inner;
  while (over > 0.5) {
    const widest = Math.max(...widths);
    const next = Math.max(0, ...widths.filter((width) => width < widest));
    const same = widths.filter((width) => width === widest).length;
    const less = Math.min(widest - next, over / same);
    widths.forEach((width, index) => {
      if (width === widest) widths[index] = width - less;
    });
    over -= less * same;
  }
  return over < 0 ? widths.map((width) => width - over / widths.length) : widths;
}

import type { AnalyzeOutput } from "../../core/index.ts";
import { oneLine } from "./untrusted.ts";

/** Of each table: a board's tables have fewer columns, and a model that must choose among more asks for them by name. */
const COLUMNS_SHOWN = 40;
const NOTES_SHOWN = 12;
const MESSAGE_SHOWN = 400;

/** What the run's tables hold and what is doubtful in them: some clients show a model nothing but this text. */
export function datasetLines(datasets: AnalyzeOutput["datasets"]): string[] {
  return datasets.flatMap(({ name, rows, columns, fields, notes, assumed }) => {
    if (rows === null) return [];
    const dates = datesOf(assumed);
    const shown = fields.slice(0, COLUMNS_SHOWN).map((field) => {
      const how = dates[field.name];
      return `${oneLine(field.name, 80)} (${oneLine(field.type, 40)}${how === undefined ? "" : `: ${oneLine(how, 60)}`})`;
    });
    const left = (columns ?? 0) - shown.length;
    if (left > 0) shown.push(`and ${left} more`);
    return [`${oneLine(name)}: ${rows} rows of ${shown.join(", ")}`, ...noteLines(notes)];
  });
}

export function noteLines(notes: AnalyzeOutput["datasets"][number]["notes"]): string[] {
  const lines = notes.slice(0, NOTES_SHOWN).map(({ column, message, fix }) => {
    const where = column === null ? "" : `${oneLine(column, 80)}: `;
    return `- ${where}${oneLine(message, MESSAGE_SHOWN)}${fix === null ? "" : ` [${oneLine(fix, MESSAGE_SHOWN)}]`}`;
  });
  if (notes.length > NOTES_SHOWN) lines.push(`- and ${notes.length - NOTES_SHOWN} notes more in the structured answer`);
  return lines;
}

function datesOf(assumed: AnalyzeOutput["datasets"][number]["assumed"]): Record<string, string> {
  const { dates } = (assumed ?? {}) as { dates?: unknown };
  if (typeof dates !== "object" || dates === null) return {};
  return Object.fromEntries(Object.entries(dates).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

import type { AnalyzeOutput, DatasetDescription } from "../../core/index.ts";
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

const VALUES_SHOWN = 3;
const VALUE_SHOWN = 40;

/** A description, as text that suffices by itself. */
export function descriptionLines(described: DatasetDescription): string[] {
  const { name, format, rows, columns, duplicates, currencies, period, notes, preview } = described;
  const facts = [`${rows} rows of ${columns.length} columns`, format];
  if (period !== null) facts.push(`from ${value(period.from)} to ${value(period.to)} (${oneLine(period.column, 80)})`);
  if (duplicates > 0) facts.push(`${duplicates} rows repeated`);
  if (currencies.length > 0) facts.push(`currencies: ${currencies.map((one) => oneLine(one, 20)).join(", ")}`);
  const shown = columns.slice(0, COLUMNS_SHOWN).map(columnLine);
  if (columns.length > shown.length) shown.push(`and ${columns.length - shown.length} columns more in the structured answer`);
  const rowLines = preview.map((row) => row.slice(0, COLUMNS_SHOWN).map(value).join(" | "));
  return [`${oneLine(name)}: ${facts.join("; ")}`, ...shown, ...noteLines(notes), "First rows:", ...rowLines];
}

function columnLine({ name, type, missing, distinct, min, max, top, note }: DatasetDescription["columns"][number]): string {
  const facts = [oneLine(type, 40), `${distinct} different`];
  if (missing > 0) facts.push(`${missing} missing`);
  if (min !== null) facts.push(`${value(min)} to ${value(max)}`);
  const frequent = top
    .slice(0, VALUES_SHOWN)
    .map((one) => (Array.isArray(one) ? `${value(one[0])} (${value(one[1])})` : value(one)));
  if (frequent.length > 0) facts.push(`most often ${frequent.join(", ")}`);
  if (note !== null) facts.push(oneLine(note, MESSAGE_SHOWN));
  return `- ${oneLine(name, 80)}: ${facts.join("; ")}`;
}

const value = (one: unknown): string => oneLine(typeof one === "string" ? one : JSON.stringify(one ?? null), VALUE_SHOWN);

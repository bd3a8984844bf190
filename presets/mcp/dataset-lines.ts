import type { AnalyzeOutput, DatasetDescription } from "../../core/index.ts";
import { oneLine } from "./untrusted.ts";

/** Of each table: a board's tables have fewer columns, and a model that must choose among more asks for them by name. */
const COLUMNS_SHOWN = 40;
/** Beyond, names alone. */
const NAMES_SHOWN = 400;
const NOTES_SHOWN = 12;
/** Of so many columns the same is said once, with the names of the others. */
const ALIKE_LEAST = 4;
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
    shown.push(...others(fields, columns ?? 0));
    return [`${oneLine(name)}: ${rows} ${rows === 1 ? "row" : "rows"} of ${shown.join(", ")}`, ...noteLines(notes)];
  });
}

/** Columns past those that are told with their kinds: what is not named can't be asked for. */
function others(fields: readonly { readonly name: string }[], columns: number): string[] {
  const named = fields.slice(COLUMNS_SHOWN, NAMES_SHOWN).map(({ name }) => oneLine(name, 80));
  const left = columns - Math.min(fields.length, COLUMNS_SHOWN) - named.length;
  return [
    ...(named.length > 0 ? [`and also ${named.join(", ")}`] : []),
    ...(left > 0 ? [`and ${left} more, which list(table.columns) names`] : []),
  ];
}

type Notes = AnalyzeOutput["datasets"][number]["notes"];

export function noteLines(notes: Notes): string[] {
  const told = groups(notes);
  const lines = told.slice(0, NOTES_SHOWN).map(([{ column, message, fix }, alike]) => {
    const where = column === null ? "" : `${oneLine(column, 80)}: `;
    const same = alike.length === 0 ? "" : `; so too ${alike.map((name) => oneLine(name, 80)).join(", ")}`;
    return `- ${where}${oneLine(message, MESSAGE_SHOWN)}${fix === null ? "" : ` [${oneLine(fix, MESSAGE_SHOWN)}]`}${same}`;
  });
  if (told.length > NOTES_SHOWN)
    lines.push(
      `- and notes on ${told
        .slice(NOTES_SHOWN)
        .map(([{ column, kind }]) => `${column === null ? "the table" : oneLine(column, 80)} (${oneLine(kind, 40)})`)
        .slice(0, NAMES_SHOWN)
        .join(", ")}`,
    );
  return lines;
}

/** Each with the columns of which the same is said in other words: sixty columns of amounts must not push out what the others have. */
function groups(notes: Notes): [Notes[number], string[]][] {
  const of = (note: Notes[number]) => `${note.kind} ${note.message.replace(/'(?:[^'\\]|\\.)*'|"[^"]*"|[\d.,]+/g, "")}`;
  const alike = new Map<string, number>();
  for (const note of notes) if (note.column !== null) alike.set(of(note), (alike.get(of(note)) ?? 0) + 1);
  const found = new Map<string, [Notes[number], string[]]>();
  for (const [at, note] of notes.entries()) {
    const key = note.column !== null && (alike.get(of(note)) ?? 0) >= ALIKE_LEAST ? of(note) : String(at);
    const known = found.get(key);
    if (known === undefined) found.set(key, [note, []]);
    else if (note.column !== null) known[1].push(note.column);
  }
  return [...found.values()];
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
  const facts = [
    `${rows} ${rows === 1 ? "row" : "rows"} of ${columns.length} ${columns.length === 1 ? "column" : "columns"}`,
    format,
  ];
  if (period !== null) facts.push(`from ${value(period.from)} to ${value(period.to)} (${oneLine(period.column, 80)})`);
  if (duplicates > 0) facts.push(`${duplicates} ${duplicates === 1 ? "row" : "rows"} repeated`);
  if (currencies.length > 0) facts.push(`currencies: ${currencies.map((one) => oneLine(one, 20)).join(", ")}`);
  const shown = columns.slice(0, COLUMNS_SHOWN).map(columnLine);
  shown.push(...others(columns, columns.length).map((line) => `- ${line}`));
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

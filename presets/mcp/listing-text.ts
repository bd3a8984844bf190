import type { DatasetListing, PersonaInfo, TemplateInfo } from "../../core/index.ts";
import { noteLines } from "./dataset-lines.ts";
import { fenced, oneLine } from "./untrusted.ts";

/** Enough for most schemas whole; of the largest, which repeat other templates', the rest is in the structured answer. */
const SCHEMA_SHOWN = 12_000;
const SAMPLE_SHOWN = 4000;

/** Listings as text that suffices by itself: some clients show a model nothing else. */
export function templatesText(templates: readonly TemplateInfo[]): string {
  const [only] = templates;
  if (templates.length === 1 && only !== undefined && only.schema !== null) return templateText(only);
  const lines = templates.map(
    ({ id, title, purpose, persona }) => `${id}: ${title}. ${purpose}${persona === null ? "" : ` [${persona}]`}`,
  );
  return [...lines.map((line) => oneLine(line, 300)), "With id: that template's schema, sample and panel ids."].join("\n");
}

function templateText({ id, title, purpose, panels, references, schema, sample }: TemplateInfo): string {
  return [
    `${id}: ${title}. ${purpose}.`,
    `Panels: ${panels.join(", ")}. Panel ids, for reference lines: ${references.join(", ")}.`,
    `Schema of data:\n${shown(schema, SCHEMA_SHOWN)}`,
    `Sample:\n${shown(sample, SAMPLE_SHOWN)}`,
  ].join("\n\n");
}

function shown(json: unknown, most: number): string {
  const text = JSON.stringify(json);
  return text.length <= most ? text : `${text.slice(0, most)}… ${text.length - most} characters more in the structured answer`;
}

export function personasText(personas: readonly Omit<PersonaInfo, "instructions">[]): string {
  return personas
    .map(({ id, title, focus, charts }) => {
      const draws = charts.length === 0 ? "" : ` Draws ${charts.join(", ")}.`;
      return `${id}: ${title}. ${focus.replace(/\.$/, "")}.${draws}`;
    })
    .map((line) => oneLine(line, 500))
    .join("\n");
}

/** Names of files are somebody else's words. */
export function datasetsText(datasets: readonly DatasetListing[]): string {
  const lines = datasets.flatMap(({ name, format, bytes, rows, columns, notes }) => {
    const size =
      rows === null
        ? ""
        : `, ${rows} rows of ${columns.map(({ name: column, dtype }) => `${oneLine(column, 60)} (${oneLine(dtype, 30)})`).join(", ")}`;
    return [`${oneLine(name)} (${oneLine(format, 20)}, ${kilobytes(bytes)}${size})`, ...noteLines(notes)];
  });
  return `${fenced("files", lines.join("\n"))}\n\nName them in run_analysis' datasets. describe_dataset tells a table's columns, kinds, gaps and what is doubtful in it.`;
}

const kilobytes = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

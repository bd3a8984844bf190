import type { Json, RerunOutput } from "../../core/index.ts";
import { fencedLines, oneLine } from "./untrusted.ts";

/** More are in the structured answer. */
const SHOWN = 30;

/** What a model reads of what has changed. */
export function changesText({
  changes,
  changesTotal,
  schemaChanges,
}: Pick<RerunOutput, "changes" | "changesTotal" | "schemaChanges">): string[] {
  const lines = changes.slice(0, SHOWN).map(({ path, before, after, change, kind }) => {
    const by = change === null ? "" : ` (${change > 0 ? "+" : ""}${Number(change.toPrecision(6))})`;
    if (kind === "changed") return `${oneLine(path)}: ${said(before)} → ${said(after)}${by}`;
    return `${oneLine(path)}: ${kind === "added" ? `${said(after)}, was not there` : `${said(before)}, is not there any more`}`;
  });
  if (changesTotal > lines.length) lines.push(`… and ${changesTotal - lines.length} more`);
  const tables = schemaChanges.slice(0, SHOWN).map(({ dataset, column, kind, before, after }) => {
    const of = column === null ? oneLine(dataset) : `${oneLine(dataset)}, ${oneLine(column)}`;
    return `${of}: ${kind}${before === null ? "" : `, was ${before}`}${after === null ? "" : `, is ${after}`}`;
  });
  if (schemaChanges.length > SHOWN) tables.push(`… and ${schemaChanges.length - SHOWN} more`);
  const counted =
    changesTotal === 0 ? "Nothing in the result has changed." : `${changesTotal} values differ, largest change first.`;
  return [counted, ...fencedLines("changes", lines), ...fencedLines("tables", tables)];
}

const said = (value: Json): string => oneLine(typeof value === "string" ? value : JSON.stringify(value));

import type { Look, ReportMethod, ReportRun } from "../../core/ports/report-format.ts";
import type { Json } from "../../core/ports/sandbox.ts";
import { cut } from "../../core/text/cut.ts";
import { oneLine } from "./text/clean.ts";
import type { Words } from "./words/words.ts";

/** One line of the method: what, and what of it. */
export interface MethodLine {
  readonly what: string;
  readonly text: string;
  /** Heads those that follow. */
  readonly heads?: boolean;
}

const TEXT_MAX = 700;
const WHOLE = { style: "number", digits: 0 } as const;

/** What ran, on what, what was assumed, and what a reader must know of it. */
export function methodLines(
  method: ReportMethod,
  extra: readonly string[],
  { words, look }: { readonly words: Words; readonly look: Look },
): MethodLine[] {
  const warnings = [...method.warnings, ...extra].map((text) => cut(oneLine(text), TEXT_MAX));
  const runs = method.runs.flatMap((run) => runLines(run, words, look));
  return [
    ...(runs.length === 0 ? [{ what: "", text: words("no-runs") }] : runs),
    { what: words("warnings"), text: "", heads: true },
    ...(warnings.length === 0 ? [{ what: "", text: words("none") }] : warnings.map((text) => ({ what: "", text }))),
  ];
}

function runLines(run: ReportRun, words: Words, look: Look): MethodLine[] {
  const count = (value: number | null) => look.number(value, WHOLE);
  const line = (what: string, text: string): MethodLine => ({ what, text: cut(oneLine(text), TEXT_MAX) });
  const tables = run.datasets.flatMap(({ name, sha256, rows, columns, assumed, notes }) => [
    line(words("dataset"), `${name} · ${words("shape", { rows: count(rows), columns: count(columns) })} · SHA-256 ${sha256}`),
    ...(isEmpty(assumed) ? [] : [line(words("assumed"), flat(assumed))]),
    ...(notes.length === 0 ? [] : [line(words("doubtful"), notes.join(" "))]),
  ]);
  const versions = Object.entries(run.versions).map(([name, version]) => `${name} ${version}`);
  return [
    { ...line(words("execution"), run.executionId), heads: true },
    line(words("started"), run.startedAt),
    line(words("persona"), run.persona),
    line(words("capability"), run.capability),
    line(words("code"), run.codeSha256),
    ...tables,
    ...(versions.length === 0 ? [] : [line(words("versions"), versions.join(" · "))]),
  ];
}

const isEmpty = (value: Json): boolean =>
  value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);

/** Nested names and values in one line: "encoding: utf-8; dates: …". */
export function flat(value: Json): string {
  if (value === null || typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.map(flat).join(", ");
  return Object.entries(value)
    .map(
      ([name, inner]) =>
        `${name}: ${inner !== null && typeof inner === "object" && !Array.isArray(inner) ? `(${flat(inner)})` : flat(inner)}`,
    )
    .join("; ");
}

import { fieldsOf as entriesOf, isScalar } from "../../../core/artifacts/result-forms.ts";
import { isTable } from "../../../core/artifacts/table-leaves.ts";
import type { Json } from "../../../core/ports/sandbox.ts";
import { cut } from "../../../core/text/cut.ts";
import type { Answer } from "./answer.ts";
import { element, table } from "./elements.ts";
import { type Fields, fieldsOf, isFields, listOf, textOf } from "./values.ts";
import type { Say } from "./words.ts";

/** Of results, changes and warnings: the answer in the chat has more. */
const ROWS = 12;
const CELL = 120;
const TEXT = 2000;

/** What an answer says beside its charts; a few quiet lines where there is none. */
export function summary(answer: Answer, locale: string, say: Say): HTMLElement[] {
  const { run, refused, changes, changesTotal, charts } = answer;
  const parts: HTMLElement[] = [];
  if (run !== null && run.status !== "ok")
    parts.push(...problem(say(statusOf(run)), fieldsOf(run.error), listOf(run.violations), say));
  if (refused !== null)
    parts.push(...problem(say("not-drawn"), { ...fieldsOf(refused.error), message: refused.reason }, [], say));
  if (run?.status === "ok" && charts.length === 0)
    parts.push(element("p", "status", say("ok")), ...resultOf(run.result as Json, locale, say));
  if (changes.length > 0) parts.push(...changed(changes, changesTotal, locale, say));
  if (parts.length === 0 && charts.length === 0 && answer.text !== "")
    parts.push(element("p", answer.isError ? "status bad" : "status words", cut(answer.text, TEXT)));
  return parts.length === 0 ? [] : [element("section", "card summary", ...parts)];
}

const STATUSES = ["rejected", "guest-error", "limit", "busy", "aborted", "crashed", "unsafe"] as const;
const statusOf = ({ status }: Fields) => STATUSES.find((one) => one === status) ?? "crashed";

function problem(status: string, error: Fields, violations: readonly unknown[], say: Say): HTMLElement[] {
  const said = violations.length > 0 ? violations.map(fieldsOf).slice(0, ROWS) : [error];
  const lines = said.flatMap((one) => {
    const words = [textOf(one.type), textOf(one.message)].filter((part) => part !== null).join(": ");
    const place = typeof one.line === "number" ? ` (${say("line", { line: one.line })})` : "";
    return words === "" ? [] : [element("p", "said", cut(words, TEXT) + place)];
  });
  const more = [error.hint, error.expected]
    .flatMap((one) => textOf(one) ?? [])
    .map((one) => element("p", "note", cut(one, TEXT)));
  return [element("p", "status bad", status), ...lines, ...more];
}

function resultOf(result: Json | undefined, locale: string, say: Say): HTMLElement[] {
  if (result === undefined || result === null) return [];
  const form = fieldsOf(result);
  if (isTable(form)) return [frame(form, locale, say)];
  if (form.type === "resource") return [element("p", "said", cut(String(form.preview ?? ""), 10 * CELL))];
  if (isScalar(result)) return [element("p", "headline", written(result, locale))];
  const entries = Array.isArray(result) ? result.map((item, at) => [String(at + 1), item as Json] as const) : entriesOf(result);
  const rows = entries.slice(0, ROWS).map(([name, item]) => [cut(name, CELL), written(item, locale)]);
  return [table(say("result"), [say("result"), say("value")], rows, [false, true]), ...rest(entries.length, say)];
}

function frame({ columns, rows, rowsTotal }: Fields, locale: string, say: Say): HTMLElement {
  const names = listOf(columns).map((column) => cut(String(fieldsOf(column).name ?? ""), CELL));
  const all = listOf(rows);
  const numeric = names.map((_, at) => all.every((row) => ["number", "object"].includes(typeof listOf(row)[at])));
  const cells = all.slice(0, ROWS).map((row) => names.map((_, at) => written(listOf(row)[at] as Json, locale)));
  const total = typeof rowsTotal === "number" ? rowsTotal : all.length;
  return element("div", "", table(say("result"), names, cells, numeric), ...rest(total, say));
}

function changed(changes: readonly Fields[], total: number, locale: string, say: Say): HTMLElement[] {
  const rows = changes
    .slice(0, ROWS)
    .map(({ path, before, after }) => [cut(String(path), CELL), written(before as Json, locale), written(after as Json, locale)]);
  return [
    element("h2", "", say("what-changed")),
    table(say("what-changed"), [say("result"), say("before"), say("after")], rows, [false, true, true]),
    ...rest(Math.max(total, changes.length), say),
  ];
}

const rest = (total: number, say: Say): HTMLElement[] =>
  total > ROWS ? [element("p", "note", say("more", { count: total - ROWS }))] : [];

/** A value in few letters: numbers as the reader writes them. */
function written(value: Json | undefined, locale: string): string {
  if (value === undefined || value === null) return "–";
  if (typeof value === "string") return cut(value, CELL);
  if (typeof value === "number") return numberIn(locale, value);
  if (typeof value === "boolean") return String(value);
  if (isFields(value) && isScalar(value)) return cut(String(value.value), CELL);
  return cut(JSON.stringify(value), CELL);
}

const numberIn = (locale: string, value: number): string =>
  new Intl.NumberFormat(locale, Math.abs(value) < 1 ? { maximumSignificantDigits: 4 } : { maximumFractionDigits: 2 }).format(
    value,
  );

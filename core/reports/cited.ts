import type { Leaf } from "../artifacts/leaves.ts";
import { StrategicError } from "../errors.ts";
import type { NumberFormat } from "../ports/dashboard-spec.ts";
import { nearestFirst } from "../text/nearest.ts";
import { CITE_WORDS, citeFormat } from "./cite-format.ts";

/** `{{run.path|format}}`: a number as a run's result has it, never retyped. */
const CITE = /\{\{([^{}|]*)(?:\|([^{}|]*))?\}\}/g;
/** `run` is the one run that the section stands on; an execution id names any. */
const CITED = /^(?<run>[\w-]+)(?:\.(?=.)|(?=\[)|$)(?<path>.*)$/s;

export interface Cited {
  /** Execution ids, as texts name them. */
  readonly runs: readonly string[];
  readonly leavesOf: (executionId: string) => ReadonlyMap<string, Leaf>;
  readonly number: (value: number, format: NumberFormat) => string;
  readonly locale: string;
}

/** The executions that texts name themselves, beside those of their charts and tables. */
export const runsNamedIn = (text: string): readonly string[] =>
  [...text.matchAll(CITE)].flatMap(([, cited = ""]) => {
    const { run = "run" } = CITED.exec(cited.trim())?.groups ?? {};
    return run === "run" ? [] : [run];
  });

export const withoutCites = (text: string): string => text.replaceAll(CITE, " ");

/** The text with every citation written in. Throws for one that leads nowhere: `where` is the text's place in the input. */
export function cited(text: string, where: string, about: Cited): string {
  const wrong = (message: string, known: readonly string[] = []) =>
    new StrategicError("INVALID_INPUT", message, { details: { path: where, known } });
  return text.replaceAll(CITE, (whole: string, reference: string, words = "") => {
    const { run = "", path = "" } = CITED.exec(reference.trim())?.groups ?? {};
    if (run === "") throw wrong(`${whole} names no run. Write {{run.path}}, or an execution id in place of "run".`);
    const leaves = about.leavesOf(run === "run" ? theRun(whole, about.runs, wrong) : run);
    const leaf = leaves.get(path === "" ? "result" : path);
    if (leaf === undefined) {
      const known = nearestFirst(path, [...leaves.keys()]).slice(0, 12);
      throw wrong(`${whole} stands in no result: there is no "${path}". Known: ${known.join(", ")}.`, known);
    }
    const format = citeFormat(words);
    if (format === null) throw wrong(`${whole}: "${words.trim()}" is no way to write a number. Known: ${CITE_WORDS}.`);
    return written(leaf, words.trim() !== "", format, about) ?? fail(whole, wrong);
  });
}

function theRun(
  whole: string,
  runs: readonly string[],
  wrong: (message: string, known?: readonly string[]) => StrategicError,
): string {
  const [only] = runs;
  if (only !== undefined && runs.length === 1) return only;
  const what = runs.length === 0 ? "no run" : `${runs.length} runs`;
  throw wrong(`${whole}: the section stands on ${what}. Write an execution id in place of "run".`, runs);
}

function fail(whole: string, wrong: (message: string) => StrategicError): never {
  throw wrong(`${whole} has no value, or none that is written so: leave the format out, or cite another.`);
}

/** Null: there is nothing to write, or no number where one was wanted. */
function written(
  { value, number }: Leaf,
  asNumber: boolean,
  { format, factor }: { readonly format: NumberFormat; readonly factor: number },
  about: Cited,
): string | null {
  if (typeof number === "number") return about.number(number * factor, format);
  if (asNumber || value === null) return null;
  if (typeof number === "bigint") return new Intl.NumberFormat(about.locale).format(number);
  return typeof value === "string" || typeof value === "boolean" ? String(value) : null;
}

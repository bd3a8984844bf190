import { cut } from "./cut.ts";

/** What a schema finds wrong with a value, as far as we read it: zod's, or those of any other library. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
  readonly message: string;
  readonly expected?: unknown;
  readonly values?: readonly unknown[];
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly inclusive?: boolean;
  readonly origin?: unknown;
  readonly keys?: readonly string[];
  /** Of a choice between forms: what is wrong with the value as each of them. */
  readonly errors?: readonly (readonly Issue[])[];
}

export interface PlainIssue {
  /** "datasets.0.format"; "" for the value as a whole. */
  readonly path: string;
  readonly keys: readonly (string | number)[];
  /** "must be one of csv, json, is \"xls\"" */
  readonly problem: string;
}

const SHOWN = 60;
const VALUES_SHOWN = 12;

/** Every wrong place and what is wrong there, for whoever wrote the value. */
export function plainIssues(issues: readonly Issue[], value: unknown): readonly PlainIssue[] {
  const found = new Map<string, PlainIssue>();
  // What is of another kind may be too long as well: the first says enough.
  for (const issue of issues.flatMap((one) => plain(one, [], value))) if (!found.has(issue.path)) found.set(issue.path, issue);
  return [...found.values()];
}

function plain(issue: Issue, above: readonly PropertyKey[], value: unknown): readonly PlainIssue[] {
  const path = [...above, ...(issue.path ?? [])];
  const form = closest(issue, at(value, path));
  if (form !== null) return form.flatMap((inner) => plain(inner, path, value));
  const keys = path.filter((key) => typeof key !== "symbol");
  return [{ path: keys.join("."), keys, problem: problemOf(issue, at(value, path)) }];
}

/** Of a choice between forms, the one that the value comes nearest to: it lacks least of it, and has most of its fields, if wrong ones. */
function closest({ code, errors = [] }: Issue, value: unknown): readonly Issue[] | null {
  if (code !== "invalid_union") return null;
  const lacks = (form: readonly Issue[]) => form.filter(({ path = [] }) => at(value, path) === undefined).length;
  const [best] = errors
    .filter((form) => form.some(({ path = [] }) => path.length > 0))
    .toSorted((a, b) => lacks(a) - lacks(b) || b.length - a.length);
  return best ?? null;
}

/** Zod's own words. Others are the schema's author's, who knows better. */
const GENERAL = /^(Invalid |Too (small|big)|Unrecognized )/;

function problemOf(issue: Issue, value: unknown): string {
  if (!GENERAL.test(issue.message)) return issue.message;
  const must = mustBe(issue);
  if (must === null) return issue.message;
  return value === undefined ? `is missing: ${must}` : `must be ${must}, is ${shown(value)}`;
}

/** Null: only the schema's own words say it. */
function mustBe({ code, expected, values = [], minimum, maximum, inclusive = true, origin, errors = [] }: Issue): string | null {
  switch (code) {
    case "invalid_type":
      return typeof expected === "string" ? kind(expected) : null;
    case "invalid_value":
      return oneOf(values);
    case "too_small":
      return inclusive ? bound(origin, "or more", minimum) : beyond("above", minimum);
    case "too_big":
      return inclusive ? bound(origin, "or fewer", maximum) : beyond("below", maximum);
    case "invalid_union": {
      const kinds = errors.flatMap((form) => form.flatMap((inner) => mustBe(inner) ?? []));
      return kinds.length === 0 ? null : [...new Set(kinds)].join(" or ");
    }
    default:
      return null;
  }
}

const numberOf = (limit: unknown): number | null =>
  typeof limit === "bigint" ? Number(limit) : typeof limit === "number" ? limit : null;

/** The limit itself is not within it; only numbers have such. */
function beyond(word: "above" | "below", limit: unknown): string | null {
  const many = numberOf(limit);
  return many === null ? null : `${word} ${many.toLocaleString("en")}`;
}

function bound(origin: unknown, words: string, limit: unknown): string | null {
  const many = numberOf(limit);
  if (many === null) return null;
  const [one, more] = units[String(origin)] ?? ["", ""];
  const things = many === 1 ? one : more;
  return `${many.toLocaleString("en")}${things} ${things === "" ? words.replace("fewer", "less") : words}`;
}

const units: Readonly<Record<string, readonly [one: string, more: string]>> = {
  string: [" character", " characters"],
  array: [" entry", " entries"],
  set: [" entry", " entries"],
};

const oneOf = (values: readonly unknown[]): string => {
  const told = values.slice(0, VALUES_SHOWN).map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  const more = values.length - told.length;
  return values.length === 1 ? (told[0] as string) : `one of ${told.join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
};

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

const kind = (name: string): string => kinds[name] ?? name;

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "string") return `the text ${JSON.stringify(cut(value, SHOWN))}`;
  return String(value);
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return here;
}

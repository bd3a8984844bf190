import type { Json } from "../ports/sandbox.ts";
import { isTable, tableLeaves } from "./table-leaves.ts";

/** A single value of a result. */
export interface Leaf {
  readonly value: Json;
  /** As a number; null: it is none, or not finite. */
  readonly number: number | bigint | null;
}

type Fields = { readonly [key: string]: Json };

/**
 * Every single value of a result by its path. `other` is what it will be compared with: rows of a table are known by their names
 * where both tables have the same column of names, and by their position where not.
 */
export function leavesOf(value: Json, other: Json): ReadonlyMap<string, Leaf> {
  const found = new Map<string, Leaf>();
  collect(value, other, "", found);
  return found;
}

function collect(value: Json, other: Json | undefined, path: string, found: Map<string, Leaf>): void {
  const put = (at: string, one: Json) => found.set(at === "" ? "result" : at, { value: one, number: numberOf(one) });
  if (isTable(value)) {
    for (const [at, one] of tableLeaves(value, other)) put(path === "" ? at.replace(/^\./, "") : path + at, one);
    return;
  }
  if (isList(value)) {
    if (value.length === 0) put(path, value);
    for (const [at, item] of value.entries()) collect(item, isList(other) ? other[at] : undefined, `${path}[${at}]`, found);
    return;
  }
  if (!isObject(value) || isScalar(value)) {
    put(path, value);
    return;
  }
  if (value.type === "array") {
    collect(value.data ?? null, isObject(other) ? other.data : undefined, path, found);
    return;
  }
  const [fields, theirs] = [entriesOf(value), new Map(isObject(other) ? entriesOf(other) : [])];
  if (fields.length === 0) put(path, value);
  for (const [key, item] of fields) collect(item, theirs.get(key), joined(path, key), found);
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json | undefined): value is Fields => typeof value === "object" && value !== null && !isList(value);

/** What JSON has no word for, as the runtime writes it: docs/results.md. */
const isScalar = (value: Fields): boolean =>
  typeof value.type === "string" && typeof value.value === "string" && Object.keys(value).length === 2;

function numberOf(value: Json): number | bigint | null {
  if (typeof value === "number") return value;
  if (!isObject(value) || typeof value.value !== "string") return null;
  if (value.type === "int") return /^-?\d+$/.test(value.value) ? BigInt(value.value) : null;
  const number = value.type === "decimal" ? Number(value.value) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** In the order in which the code wrote them. */
function entriesOf(value: Fields): [key: string, item: Json][] {
  if (value.type !== "dict" || !isList(value.entries)) return Object.entries(value);
  return value.entries.flatMap((entry): [string, Json][] =>
    isList(entry) && entry.length === 2 ? [[String(entry[0]), entry[1] ?? null]] : [],
  );
}

/** `a.b`; a key that could be taken for something else stands in quotes: no two values have one path. */
function joined(path: string, key: string): string {
  if (!/^[^\s.[\]="]+(?: [^\s.[\]="]+)*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

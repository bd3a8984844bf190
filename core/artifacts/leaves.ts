import type { Json } from "../ports/sandbox.ts";
import { fieldsOf, isScalar, type Obj, plainNumber } from "./result-forms.ts";
import { isTable, tableLeaves } from "./table-leaves.ts";

/** A single value of a result. */
export interface Leaf {
  readonly value: Json;
  /** As a number; null: it is none, or not finite. */
  readonly number: number | bigint | null;
}

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
  const [fields, theirs] = [fieldsOf(value), new Map(fieldsOf(other ?? null))];
  if (fields.length === 0) put(path, value);
  for (const [key, item] of fields) collect(item, theirs.get(key), joined(path, key), found);
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json | undefined): value is Obj => typeof value === "object" && value !== null && !isList(value);

function numberOf(value: Json): number | bigint | null {
  const whole = isObject(value) && value.type === "int" && isScalar(value) ? String(value.value) : "";
  return /^-?\d+$/.test(whole) ? BigInt(whole) : plainNumber(value);
}

/** `a.b`; a key that could be taken for something else stands in quotes: no two values have one path. */
function joined(path: string, key: string): string {
  if (!/^[^\s.[\]="]+(?: [^\s.[\]="]+)*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

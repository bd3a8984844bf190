import { type Leaf, leavesOf } from "../artifacts/leaves.ts";
import type { Json } from "../ports/sandbox.ts";

/** One value of a result that is another one in the other run. */
export interface Change {
  /** Where it stands, as Python would say it: `total`, `by_region.EMEA`, `values[2]`, `[region=EMEA].revenue`. */
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
  /** After less before, in the value's unit; null where one of both is no number. */
  readonly change: number | null;
  /** "added" and "removed": the other run has nothing at that path. */
  readonly kind: "changed" | "added" | "removed";
}

/** Largest first; then what is no number, in the order in which it stands. */
export function changesBetween(before: Json, after: Json): readonly Change[] {
  const [old, now] = [leavesOf(before, after), leavesOf(after, before)];
  const changes: Change[] = [];
  for (const [path, leaf] of old) {
    const other = now.get(path);
    if (other === undefined) changes.push({ path, before: leaf.value, after: null, change: null, kind: "removed" });
    else if (!same(leaf, other))
      changes.push({ path, before: leaf.value, after: other.value, change: difference(leaf, other), kind: "changed" });
  }
  for (const [path, leaf] of now)
    if (!old.has(path)) changes.push({ path, before: null, after: leaf.value, change: null, kind: "added" });
  return changes.toSorted((a, b) => size(b) - size(a));
}

/** What is no number comes after the smallest number. */
const size = ({ change }: Change): number => (change === null ? -1 : Math.abs(change));

const same = (a: Leaf, b: Leaf): boolean => JSON.stringify(a.value) === JSON.stringify(b.value);

function difference({ number: before }: Leaf, { number: after }: Leaf): number | null {
  if (before === null || after === null) return null;
  if (typeof before === "bigint" && typeof after === "bigint") return finite(Number(after - before));
  return finite(Number(after) - Number(before));
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

import type { Grain } from "../../ports/claim.ts";
import { periodsIn } from "../periods.ts";

const known = new WeakMap<readonly string[], { readonly grain: Grain | null }>();

/**
 * How labels are times, and null where they are none or out of order: dates, years, quarters, weeks, sprints and months, all of
 * one kind, each later than the one before. Names with numbers ("Store 3"), bins and intervals are names.
 */
export function grainOf(labels: readonly string[]): Grain | null {
  const found = known.get(labels) ?? { grain: read(labels) };
  known.set(labels, found);
  return found.grain;
}

function read(labels: readonly string[]): Grain | null {
  const periods = labels.length < 2 ? null : periodsIn(labels);
  if (periods === null || periods.at.some((one, at) => at > 0 && one <= (periods.at[at - 1] as number))) return null;
  if (periods.named) return "named";
  return periods.unit === "year" || periods.unit === "month" || periods.unit === "day" ? periods.unit : "named";
}

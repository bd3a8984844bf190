import type { KeptRun } from "../artifacts/kept.ts";
import { type Leaf, leavesOf } from "../artifacts/leaves.ts";

/** The single values of a run's result by their paths; null for a run that is not among them. */
export type Leaves = (executionId: string) => ReadonlyMap<string, Leaf> | null;

/** Of each run once: a result may have a hundred thousand, and a report may cite it in every line. */
export function leavesIn(runs: ReadonlyMap<string, KeptRun>): Leaves {
  const found = new Map<string, ReadonlyMap<string, Leaf>>();
  return (executionId) => {
    const run = runs.get(executionId);
    if (run === undefined) return null;
    const leaves = found.get(executionId) ?? leavesOf(run.result, run.result);
    found.set(executionId, leaves);
    return leaves;
  };
}

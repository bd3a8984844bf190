import type { Keeping } from "../artifacts/keeping.ts";
import type { Caller } from "../parts.ts";
import type { Json } from "../ports/sandbox.ts";
import type { CompareOutput } from "../shapes/answers.ts";
import type { CompareInput } from "../shapes/inputs.ts";
import { type Change, changesBetween } from "./changes.ts";
import { listed, type Work } from "./rerun.ts";
import { schemaChanges } from "./schema-changes.ts";

/** As many as a bar chart names. */
const DRAWN = 20;

/** What two kept runs differ in, and a picture of it. Throws for a run that is not kept. */
export async function compare(
  { results }: Keeping,
  { render }: Work,
  input: CompareInput,
  caller: Caller,
): Promise<CompareOutput> {
  const a = await results.runOf(caller.owner, input.a, "a");
  const b = await results.runOf(caller.owner, input.b, "b");
  const changes = changesBetween(a.result, b.result);
  const data = shares(changes);
  const { formats, locale } = input;
  const chart = data === null ? null : await render({ template: "bar", data, formats, locale });
  return { a: a.executionId, b: b.executionId, ...listed(changes), schemaChanges: schemaChanges(a.datasets, b.datasets), chart };
}

/** Values of several units can be drawn beside each other only by their share: what was nothing before has none. */
function shares(changes: readonly Change[]): Json {
  const found = changes.flatMap(({ path, before, change }) => {
    const base = typeof before === "number" ? before : null;
    return change === null || base === null || base === 0 ? [] : [{ path, per: (100 * change) / Math.abs(base) }];
  });
  if (found.length === 0) return null;
  const drawn = found.toSorted((x, y) => Math.abs(y.per) - Math.abs(x.per)).slice(0, DRAWN);
  const left = found.length - drawn.length;
  return {
    labels: drawn.map(({ path }) => path),
    series: [
      { name: left === 0 ? "Change" : `Change, the largest ${DRAWN} of ${found.length}`, values: drawn.map(({ per }) => per) },
    ],
    unit: "%",
  };
}

import type { Basis, Claim } from "../../../ports/claim.ts";
import { type About, highest, isRest, lowest, of } from "./rows.ts";

/** Two levels, and the one step between that moved most: series "steps", and "levels" where the value is one. */
export function bridge(basis: Basis, about: About): Claim | null {
  const [steps, levels] = ["steps", "levels"].map((wanted) => basis.series.find(({ name }) => name === wanted)?.values ?? []);
  const last = basis.labels.length - 1;
  const [from, to] = [levels?.[0] ?? null, levels?.[last] ?? null];
  if (from === null || to === null || last < 2) return null;
  const list = basis.labels.flatMap((label, at) => {
    const value = steps?.[at] ?? null;
    return value === null ? [] : [{ label, value }];
  });
  const way = Math.sign(to - from);
  const same = list.filter(({ value }) => value * way > 0);
  const most = same.length === 1 ? (same[0] ?? null) : way > 0 ? highest(same) : lowest(same);
  return {
    ...of(basis, about),
    kind: "bridge",
    from: { label: basis.labels[0] as string, value: from },
    to: { label: basis.labels[last] as string, value: to },
    most: most === null || isRest(most.label) ? null : most,
  };
}

import { countOf, verdict } from "../../../core/charts/claims/find/counts.ts";
import type { Basis, Claim } from "../../../core/ports/claim.ts";
import type { Common } from "./common-fields.ts";
import type { Pen } from "./draft.ts";

/** What may be said of key figures: how many got better, how many meet their target; only where every one can be judged. */
export function figureClaims(
  kpis: NonNullable<Common["kpis"]>,
  pen: Pen,
): {
  readonly bases: readonly Basis[];
  readonly moved: Claim | null;
  readonly met: Claim | null;
} {
  const judged = kpis.filter(({ target }) => (target ?? null) !== null);
  const up = (one: (typeof kpis)[number]) => (one.higher_is_better === undefined ? null : one.higher_is_better ? 1 : -1);
  const basis = (name: string, list: typeof kpis): Basis => ({
    name,
    labels: list.map((one) => one.name),
    series: [
      { name: "value", values: list.map(({ value }) => value) },
      { name: "previous", values: list.map(({ previous }) => previous ?? null) },
      { name: "up", values: list.map(up) },
      // So far on the good side of its target: zero is on it.
      {
        name: "past target",
        values: list.map((one) =>
          one.value === null || one.target == null || up(one) === null ? null : (one.value - one.target) * (up(one) ?? 0),
        ),
      },
    ],
  });
  const [all, aimed] = [basis("figures", kpis), basis("figures with a target", judged)];
  const about = { measure: pen.word("in.measures"), format: { style: "number" } } as const;
  return {
    bases: [all, aimed],
    moved: verdict(all, about),
    met: countOf(aimed, [{ series: "past target", is: ">=", than: 0 }], { ...about, as: "count-of.on-target" }),
  };
}

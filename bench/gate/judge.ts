import { type Figure, passes } from "../statistics.ts";
import type { Baseline } from "./baseline.ts";

/** A scenario may take so much more of the control than was accepted. */
const TOLERANCE = 0.25;
/** Where the accepted rounds lay far apart, a bound nearer than this many times their spread would be a matter of luck. */
const SPREADS = 1.5;

export type Fault =
  | { readonly kind: "ceiling"; readonly figure: Figure; readonly measured: number; readonly limit: number }
  | {
      readonly kind: "regression";
      readonly figure: Figure;
      readonly measured: number;
      readonly accepted: number;
      readonly limit: number;
    }
  | { readonly kind: "not accepted"; readonly figure: Figure }
  | { readonly kind: "not measured"; readonly id: string };

export function limitOf(id: string, baseline: Baseline): number | null {
  const found = baseline.ratios[id];
  return found === undefined ? null : found.ratio * (1 + Math.max(TOLERANCE, SPREADS * found.spread));
}

/** What is wrong with one figure. */
export function judge(figure: Figure, baseline: Baseline | null): Fault[] {
  const faults: Fault[] = [];
  if (!passes(figure))
    faults.push({ kind: "ceiling", figure, measured: figure[figure.gated], limit: figure.ceiling ?? Number.NaN });
  if (figure.compared === null) return faults;
  const { id, ratio } = figure.compared;
  const limit = baseline === null ? null : limitOf(id, baseline);
  // Too busy to compare by the clock: processor time and the ceilings still judge.
  if (ratio === null) return faults;
  if (limit === null) faults.push({ kind: "not accepted", figure });
  // A ratio that is no number is no pass.
  else if (!(ratio <= limit))
    faults.push({ kind: "regression", figure, measured: ratio, accepted: baseline?.ratios[id]?.ratio ?? Number.NaN, limit });
  return faults;
}

export function judgeAll(figures: readonly Figure[], baseline: Baseline | null): Fault[] {
  const measured = new Set(figures.flatMap(({ compared }) => compared?.id ?? []));
  const missing = Object.keys(baseline?.ratios ?? {}).filter((id) => !measured.has(id));
  return [...figures.flatMap((one) => judge(one, baseline)), ...missing.map((id): Fault => ({ kind: "not measured", id }))];
}

/**
 * Of two measurements of the same scenario the better one. Noise only ever makes a scenario look slower than it is: a fault that is
 * gone when it is measured again was noise; one that is still there is in the code.
 */
export function better(first: Figure, second: Figure): Figure {
  const worse = (a: number, b: number) => (first.moreIsBetter ? a < b : a > b);
  const chosen = worse(first[first.gated], second[second.gated]) ? second : first;
  if (first.compared === null || second.compared === null) return chosen;
  const [a, b] = [first.compared.ratio, second.compared.ratio];
  // A ratio that could not be taken again does not clear the one that could.
  return { ...chosen, compared: b !== null && (a === null || b < a) ? second.compared : first.compared };
}

import type { Basis, Claim } from "../../../ports/claim.ts";
import { cell, numbers } from "./row.ts";

type Of<Kind extends Claim["kind"]> = Extract<Claim, { kind: Kind }>;

/** Running means and products, one pair after the other. */
export function correlationHolds(basis: Basis, { x, y, r, n }: Of<"correlation">): boolean {
  let [count, mx, my, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (const [at, one] of numbers(basis, x)) {
    const other = cell(basis, y, at);
    if (other === null) continue;
    count++;
    const [dx, dy] = [one - mx, other - my];
    mx += dx / count;
    my += dy / count;
    xx += dx * (one - mx);
    yy += dy * (other - my);
    xy += dx * (other - my);
  }
  const spread = Math.sqrt(xx) * Math.sqrt(yy);
  return count === n && count >= 8 && spread > 0 && Math.abs(xy / spread - r) < 1e-6 && Math.abs(r) <= 1 + 1e-9;
}

/** By counting on each side, without putting anything in order. */
export function middleHalfHolds(basis: Basis, { series, low, high, n }: Of<"middle-half">): boolean {
  let [count, below, upTo, above, from] = [0, 0, 0, 0, 0];
  for (const [, value] of numbers(basis, series)) {
    count++;
    if (value < low) below++;
    if (value <= low) upTo++;
    if (value > high) above++;
    if (value >= high) from++;
  }
  const [floor, ceiling] = [Math.floor((count - 1) / 4), Math.ceil((count - 1) / 4)];
  const lowRight = upTo >= floor + 1 && below <= ceiling;
  const highRight = from >= floor + 1 && above <= ceiling;
  return count === n && low < high && lowRight && highRight;
}

import type { Basis, Claim, Mark } from "../../../ports/claim.ts";
import { cell, isPooled, near, numbers } from "./row.ts";

/** The mark stands in the row, and every other number lies strictly on one side of it. */
export function isExtreme(basis: Basis, series: string, mark: Mark, way: 1 | -1): boolean {
  let [found, others] = [0, 0];
  if (isPooled(mark.label)) return false;
  for (const [at, value] of numbers(basis, series)) {
    if (basis.labels[at] === mark.label) {
      // Two of one name: nobody could tell which is meant.
      if (value !== mark.value || found++ > 0) return false;
      continue;
    }
    if ((mark.value - value) * way <= 0) return false;
    others++;
  }
  return found === 1 && others > 0;
}

export function leadsHolds(basis: Basis, claim: Extract<Claim, { kind: "leads" }>): boolean {
  const at = basis.labels.lastIndexOf(claim.at);
  if (at < 0 || basis.series.length < 2 || isPooled(claim.series)) return false;
  for (const { name } of basis.series) {
    const value = cell(basis, name, at);
    if (value === null) return false;
    if (name === claim.series ? value !== claim.value : value >= claim.value) return false;
    // Nothing comes after the last.
    for (let later = at + 1; later < basis.labels.length; later++) if (cell(basis, name, later) !== null) return false;
  }
  return basis.series.some(({ name, rest }) => name === claim.series && rest !== true);
}

export function gapHolds(basis: Basis, { series, less, label, value }: Extract<Claim, { kind: "gap" }>): boolean {
  let [found, pairs] = [0, 0];
  if (isPooled(label)) return false;
  for (const [at, one] of numbers(basis, series)) {
    const other = cell(basis, less, at);
    if (other === null) continue;
    pairs++;
    if (basis.labels[at] === label && near(one - other, value)) found++;
    else if (one - other >= value) return false;
  }
  return found === 1 && pairs > 1 && value > 0;
}

import type { Basis, Claim } from "../../../ports/claim.ts";
import { bridgeHolds, chainHolds, countHolds, targetHolds, verdictHolds } from "./counts.ts";
import { gapHolds, isExtreme, leadsHolds } from "./extremes.ts";
import { changeHolds, heldHolds, passed, sameHolds, trendHolds } from "./over-time.ts";
import { lossHolds, paretoHolds, partHolds, shareChangeHolds, shareHolds, shareOfAllHolds } from "./shares.ts";
import { correlationHolds, middleHalfHolds } from "./spread.ts";

/**
 * Whether a claim is true of its rows, evaluated on all of them before it is drawn. Written apart from what finds claims: it
 * shares none of its arithmetic, so that one fault does not hide in both.
 */
export function holds(claim: Claim, bases: readonly Basis[]): boolean {
  const named = bases.filter(({ name }) => name === claim.basis);
  const [basis] = named;
  if (basis === undefined || named.length > 1 || claim.measure.trim() === "") return false;
  return evaluate(claim, basis);
}

function evaluate(claim: Claim, basis: Basis): boolean {
  switch (claim.kind) {
    case "highest":
    case "lowest":
      return isExtreme(basis, claim.series, claim, claim.kind === "highest" ? 1 : -1);
    case "ends":
      return isExtreme(basis, claim.series, claim.high, 1) && isExtreme(basis, claim.series, claim.low, -1);
    case "leads":
      return leadsHolds(basis, claim);
    case "gap":
      return gapHolds(basis, claim);
    case "trend":
      return trendHolds(basis, claim);
    case "held":
      return heldHolds(basis, claim);
    case "same":
      return sameHolds(basis, claim);
    case "change":
      return changeHolds(basis, claim);
    case "crossing":
      return passed(basis, claim);
    case "share":
      return shareHolds(basis, claim);
    case "latest-share":
      return shareOfAllHolds(basis, claim);
    case "share-change":
      return shareChangeHolds(basis, claim);
    case "loss":
      return lossHolds(basis, claim);
    case "pareto":
      return paretoHolds(basis, claim);
    case "part":
      return partHolds(basis, claim);
    case "count-of":
      return countHolds(basis, claim);
    case "verdict":
      return verdictHolds(basis, claim);
    case "target":
      return targetHolds(basis, claim);
    case "bridge":
      return bridgeHolds(basis, claim);
    case "chain":
      return chainHolds(basis, claim);
    case "correlation":
      return correlationHolds(basis, claim);
    case "middle-half":
      return middleHalfHolds(basis, claim);
  }
}

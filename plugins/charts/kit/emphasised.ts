import type { Claim } from "../../../core/ports/claim.ts";
import type { PanelSpec, Role } from "../../../core/ports/dashboard-spec.ts";

/** The bars that the title names are those in colour; where the caller chose, or colour means something else, they stay. */
export function emphasised(
  { kind, series, labels }: Pick<PanelSpec, "kind" | "series" | "labels">,
  claims: readonly Claim[],
): Partial<PanelSpec> {
  const [only] = series;
  if ((kind !== "bar" && kind !== "horizontal-bar") || series.length !== 1 || only === undefined) return {};
  const given = only.roles ?? only.values.map(() => only.role);
  const named = new Set(claims.flatMap(labelsIn));
  const plain = given.every((role) => role === "accent" || role === "neutral");
  if (!plain || labels.length < 3 || !labels.some((label) => named.has(label))) return {};
  const roles = given.map((role, at): Role => (role === "accent" && !named.has(labels[at] as string) ? "reference" : role));
  return { series: [{ ...only, roles }] };
}

function labelsIn(claim: Claim): string[] {
  if (claim.kind === "highest" || claim.kind === "lowest") return [claim.label];
  return claim.kind === "ends" ? [claim.high.label, claim.low.label] : [];
}

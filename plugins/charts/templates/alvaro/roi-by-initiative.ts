import { z } from "zod";
import { countOf } from "../../../../core/charts/claims/find/counts.ts";
import { top } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis, Claim } from "../../../../core/ports/claim.ts";
import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { labels, sameLength, values } from "../../kit/common-fields.ts";
import type { PanelDraft, Pen } from "../../kit/draft.ts";
import { percents } from "../../kit/key-figures.ts";
import { highestFirst } from "../../kit/number-rows.ts";
import { barPanel } from "../../kit/panels.ts";

export const byInitiativeFields = sameLength(
  z.object({ initiatives: labels, roi_values: values.describe("Percent") }),
  "initiatives",
  "roi_values",
);

interface Returns {
  readonly basis: Basis;
  readonly top: Extract<Claim, { kind: "highest" | "lowest" }> | null;
  readonly unpaid: Extract<Claim, { kind: "count-of" }> | null;
}

/** Who returns most, and who has not paid back. */
export function returnsMost(
  { initiatives, roi_values: given }: z.infer<typeof byInitiativeFields>,
  unit: string | undefined,
  pen: Pen,
): Returns {
  const basis: Basis = {
    name: "roi_by_initiative",
    labels: initiatives,
    series: [{ name: "ROI", values: percents(given, unit) }],
  };
  const about = { measure: pen.word("roi"), format: { style: "percent" } } as const;
  const most = top(basis, "ROI", { ...about, as: "highest.returns" });
  const below = countOf(basis, [{ series: "ROI", is: "<", than: 0 }], { ...about, as: "count-of.not-paid-back" });
  return {
    basis,
    top: most?.kind === "highest" && most.value > 0 ? most : null,
    unpaid: below?.kind === "count-of" && below.count > 0 ? below : null,
  };
}

export function byInitiative({ basis, top: most, unpaid }: Returns, pen: Pen): PanelDraft {
  const given = basis.series[0]?.values ?? [];
  const order = highestFirst(given);
  const row = order.map((at) => given[at] ?? null);
  return {
    ...barPanel(
      {
        id: "roi_by_initiative",
        neutral: pen.word("roi-by-initiative"),
        claims: [most !== null && unpaid !== null ? [most, unpaid] : most, unpaid],
        subtitle: pen.word("percent-highest-first"),
      },
      order.map((at) => basis.labels[at] as string),
      [
        {
          name: "ROI",
          values: row,
          role: "good",
          roles: row.map((value): Role => (value !== null && value < 0 ? "bad" : "good")),
        },
      ],
      { format: { style: "percent", signed: true }, field: "roi_by_initiative.roi_values", across: true },
    ),
    bases: [basis],
  };
}

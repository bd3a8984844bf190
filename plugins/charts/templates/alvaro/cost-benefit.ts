import { z } from "zod";
import { countOf } from "../../../../core/charts/claims/find/counts.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { KpiSpec, NumberFormat, Role } from "../../../../core/ports/dashboard-spec.ts";
import { labels, sameLength, values } from "../../kit/common-fields.ts";
import type { PanelDraft, Pen } from "../../kit/draft.ts";
import { plainKpi } from "../../kit/key-figures.ts";
import { type Row, sumOf } from "../../kit/number-rows.ts";
import { barPanel } from "../../kit/panels.ts";

export const costBenefitFields = sameLength(
  z.object({ categories: labels, costs: values.describe("In `currency`"), benefits: values.describe("In `currency`") }),
  "categories",
  "costs",
  "benefits",
);

type CostBenefit = z.infer<typeof costBenefitFields>;

/** What each costs beside what it brings: red where it costs more. */
export function costBenefit({ categories, costs, benefits }: CostBenefit, money: NumberFormat, pen: Pen): PanelDraft {
  const basis: Basis = {
    name: "cost_benefit",
    labels: categories,
    series: [
      { name: pen.word("benefit"), values: benefits },
      { name: pen.word("in.the-cost"), values: costs },
    ],
  };
  const about = { measure: pen.word("benefit"), format: money, as: "count-of.above" };
  const poor = (benefit: number | null, at: number) => benefit !== null && benefit < (costs[at] ?? Number.NEGATIVE_INFINITY);
  return {
    ...barPanel(
      {
        id: "cost_benefit",
        neutral: pen.word("cost-and-benefit-by-initiative"),
        claims: [countOf(basis, [{ series: pen.word("benefit"), is: ">", than: pen.word("in.the-cost") }], about)],
        subtitle: pen.word("cost-beside-benefit", { currency: money.currency ?? "" }),
      },
      categories,
      [
        { name: pen.word("cost"), values: costs, role: "reference" },
        {
          name: pen.word("benefit"),
          values: benefits,
          role: "good",
          roles: benefits.map((benefit, at): Role => (poor(benefit, at) ? "bad" : "good")),
        },
      ],
      { format: money, field: "cost_benefit" },
    ),
    bases: [basis],
  };
}

/** Derived where the data says it; left out where it does not. */
export function costBenefitTotals(given: CostBenefit, format: NumberFormat, pen: Pen): KpiSpec[] {
  const total = (row: Row) => (row.includes(null) ? null : sumOf(row));
  const [benefit, cost] = [total(given.benefits), total(given.costs)];
  const net = benefit === null || cost === null ? null : benefit - cost;
  return [
    plainKpi(pen.word("total-benefit"), benefit, format),
    plainKpi(pen.word("total-cost"), cost, format),
    plainKpi(pen.word("benefit-less-cost"), net, { ...format, signed: true }),
  ].filter(({ value }) => value !== null);
}

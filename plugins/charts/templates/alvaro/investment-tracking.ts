import { z } from "zod";
import { countOf } from "../../../../core/charts/claims/find/counts.ts";
import { gap } from "../../../../core/charts/claims/find/extremes.ts";
import { part, share } from "../../../../core/charts/claims/find/shares.ts";
import { grainOf } from "../../../../core/charts/claims/time.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { NumberFormat } from "../../../../core/ports/dashboard-spec.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { Pen } from "../../kit/draft.ts";
import { formatFor, plainKpi } from "../../kit/key-figures.ts";
import { inBoth, type Row, sumOf } from "../../kit/number-rows.ts";
import { bulletPanel, drawnPanel, linePanel, where } from "../../kit/panels.ts";

const own = z.object({
  initiatives: labels,
  budget: values.describe("In `currency`, whole period"),
  actual: values.describe("Spent so far, in `currency`"),
  periods: labels.optional(),
  cumulative: values.optional().describe("Spent up to each period, in `currency`"),
  ...common,
});
const input = sameLength(sameLength(own, "initiatives", "budget", "actual"), "periods", "cumulative");

type Data = z.infer<typeof input>;

export const investmentTracking = defineChart({
  id: "investment_tracking",
  title: "Investment tracking",
  purpose: "Budget against actual spending, by initiative and over time",
  persona: "alvaro",
  panels: ["Budget and actual", "Spending over time", "Allocation"],
  input,
  sample: {
    initiatives: ["Platform API", "Checkout", "Data mesh", "Observability", "Mobile"],
    budget: [1_200_000, 640_000, 850_000, 300_000, 410_000],
    actual: [1_084_000, 702_000, 611_000, 288_000, 355_000],
    periods: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
    cumulative: [410_000, 890_000, 1_430_000, 1_960_000, 2_520_000, 3_040_000],
    currency: "EUR",
    period: "January–June 2026",
  },
  build(data, pen) {
    const format = { ...formatFor(data.unit, pen.currency), compact: true };
    const basis: Basis = {
      name: "initiatives",
      labels: data.initiatives,
      series: [
        { name: "budget", values: data.budget },
        { name: "spent", values: data.actual },
      ],
    };
    const about = { measure: pen.word("spending"), format };
    const over = countOf(basis, [{ series: "spent", is: ">", than: "budget" }], { ...about, as: "count-of.over-budget" });
    const count = over?.kind === "count-of" ? over.count : 0;
    const most = gap(basis, "spent", "budget", { ...about, as: count === 1 ? "gap.over" : "gap.furthest-over" });
    const [budget, spent] = [sumOf(data.budget), sumOf(data.actual)];
    return {
      claims: [count === 1 ? most : over !== null && most !== null ? [over, most] : over],
      bases: [basis],
      panels: [
        bullets(data, format, pen),
        where(
          { id: "spending", neutral: pen.word("spending-over-time") },
          { periods: data.periods, cumulative: data.cumulative },
          ({ periods, cumulative }) => spending(periods, cumulative, budget, format, pen),
        ),
        allocation(data, format, pen),
      ],
      kpis: [
        plainKpi(pen.word("budget"), budget, format),
        { ...plainKpi(pen.word("spent"), spent, format), history: data.cumulative ?? [] },
        plainKpi(pen.word("share-spent"), budget > 0 ? (spent / budget) * 100 : null, { style: "percent" }),
        over === null
          ? null
          : plainKpi(pen.word("over-budget"), count, {
              style: "number",
              unit: pen.word("of-count", { count: data.initiatives.length }),
            }),
      ],
    };
  },
});

function bullets({ initiatives, budget, actual }: Data, format: NumberFormat, pen: Pen) {
  return bulletPanel(
    { id: "budget", neutral: pen.word("budget-and-actual"), subtitle: pen.word("spent-so-far-the-line-is-the-budget-red-is") },
    inBoth(initiatives, actual, budget).map(({ label, one, other }) => ({
      label,
      value: one,
      target: other,
      good: one <= other,
    })),
    [pen.word("spent"), pen.word("budget")],
    {
      format,
      field: "budget",
      table: {
        columns: [pen.word("initiative"), pen.word("budget"), pen.word("spent")],
        rows: initiatives.map((label, at) => [label, budget[at] ?? null, actual[at] ?? null]),
      },
    },
  );
}

function spending(periods: readonly string[], cumulative: Row, budget: number, format: NumberFormat, pen: Pen) {
  const last = periods.at(-1) ?? "";
  const basis: Basis = {
    name: "spending",
    labels: [pen.word("in.the-budget"), last],
    series: [{ name: "spent", values: [budget, cumulative.at(-1) ?? null] }],
  };
  const said = part(basis, "spent", last, pen.word("in.the-budget"), { measure: pen.word("spending"), format }, grainOf(periods));
  return {
    ...linePanel(
      { id: "spending", neutral: pen.word("spending-over-time"), claims: [said], subtitle: pen.word("spent-up-to-each-period") },
      pen.labels(periods),
      [{ name: pen.word("spent"), values: cumulative }],
      { format, field: "cumulative", references: budget > 0 ? [{ value: budget, label: pen.word("in.budget") }] : [] },
    ),
    bases: [basis],
  };
}

function allocation({ initiatives, budget }: Data, format: NumberFormat, pen: Pen) {
  const basis: Basis = { name: "allocation", labels: initiatives, series: [{ name: "budget", values: budget }] };
  const items = initiatives
    .flatMap((label, at) => ((budget[at] ?? 0) > 0 ? [{ label, value: budget[at] as number }] : []))
    .toSorted((a, b) => b.value - a.value);
  return {
    ...drawnPanel(
      {
        id: "allocation",
        neutral: pen.word("allocation"),
        claims: [share(basis, "budget", { measure: pen.word("in.the-budget"), format })],
        subtitle: pen.word("budget-by-initiative-area-is-amount"),
        span: 2,
      },
      { form: "treemap", items },
      items,
      {
        name: pen.word("budget"),
        format,
        field: "budget",
        table: { columns: [pen.word("initiative"), pen.word("budget")], rows: items.map(({ label, value }) => [label, value]) },
      },
    ),
    bases: [basis],
  };
}

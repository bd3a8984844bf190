import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import { formatLabels, formatNumber } from "../../design-system/format.ts";
import { highest } from "../../headlines/facts.ts";
import { dashboard, emptyPanel, formatFor } from "../../kit/assemble.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { drawnPanel, linePanel } from "../../kit/panels.ts";

const input = sameLength(
  sameLength(
    z.object({
      initiatives: labels,
      budget: values.describe("In `currency`, whole period"),
      actual: values.describe("Spent so far, in `currency`"),
      periods: labels.optional(),
      cumulative: values.optional().describe("Spent up to each period, in `currency`"),
      ...common,
    }),
    "initiatives",
    "budget",
    "actual",
  ),
  "periods",
  "cumulative",
);

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
  build(data, context) {
    const format = { ...formatFor(data.unit, data.currency ?? context.currency), compact: true };
    const write = (n: number) => formatNumber(n, format, context.locale);
    const rows = data.initiatives.map((name, at) => ({
      label: name,
      budget: data.budget[at] ?? null,
      actual: data.actual[at] ?? null,
    }));
    const over = rows.filter(({ budget, actual }) => budget !== null && actual !== null && actual > budget);
    const [worst] = over.toSorted((a, b) => (b.actual ?? 0) - (b.budget ?? 0) - ((a.actual ?? 0) - (a.budget ?? 0)));
    const sum = (row: readonly (number | null)[]) => row.reduce<number>((total, n) => total + (n ?? 0), 0);
    const [budget, actual] = [sum(data.budget), sum(data.actual)];
    const headline =
      worst === undefined
        ? rows.every((row) => row.budget !== null && row.actual !== null) && rows.length > 1
          ? `Every initiative is within budget: ${write(actual)} of ${write(budget)} spent`
          : null
        : over.length === 1
          ? `${worst.label} is over budget by ${write((worst.actual ?? 0) - (worst.budget ?? 0))}`
          : `${over.length} of ${rows.length} initiatives are over budget, ${worst.label} by most`;
    return dashboard(
      {
        template: "investment_tracking",
        neutralTitle: "Investment tracking",
        headline,
        period: null,
        panels: [bullets(rows, headline, format), spending(data, budget, format, context.locale), allocation(rows, format)],
        kpis: [
          { name: "Budget", value: budget, format, delta: null, history: [] },
          { name: "Spent", value: actual, format, delta: null, history: data.cumulative ?? [] },
          {
            name: "Share spent",
            value: budget > 0 ? (actual / budget) * 100 : null,
            format: { style: "percent" },
            delta: null,
            history: [],
          },
          {
            name: "Over budget",
            value: over.length,
            format: { style: "number", unit: `of ${rows.length}` },
            delta: null,
            history: [],
          },
        ],
      },
      data,
      context,
    );
  },
});

type Row = { readonly label: string; readonly budget: number | null; readonly actual: number | null };
type Format = ReturnType<typeof formatFor>;

function bullets(rows: readonly Row[], headline: string | null, format: Format) {
  const known = rows.filter(
    (row): row is { label: string; budget: number; actual: number } => row.budget !== null && row.actual !== null,
  );
  return drawnPanel(
    {
      id: "budget",
      title: headline,
      neutral: "Budget and actual",
      subtitle: "Spent so far; the line is the budget, red is past it",
    },
    {
      form: "bullet",
      items: known.map(({ label, budget, actual }) => ({
        label,
        value: actual,
        target: budget,
        role: actual > budget ? "bad" : "good",
      })),
      names: ["Spent", "Budget"],
    },
    known.map(({ label, actual }) => ({ label, value: actual })),
    {
      name: "Spent",
      format,
      field: "budget",
      table: {
        columns: ["Initiative", "Budget", "Spent"],
        rows: rows.map(({ label, budget, actual }) => [label, budget, actual]),
      },
    },
  );
}

function spending({ periods, cumulative }: Data, budget: number, format: Format, locale: string) {
  if (periods === undefined || cumulative === undefined)
    return emptyPanel("spending", "Spending over time", "", periods === undefined ? "periods" : "cumulative");
  const dates = formatLabels(periods, locale);
  const last = cumulative.at(-1) ?? null;
  const share = last === null || budget <= 0 ? null : formatNumber((last / budget) * 100, { style: "percent" }, locale);
  return linePanel(
    {
      id: "spending",
      title: share === null ? null : `${share} of the budget was spent by ${dates.at(-1)}`,
      neutral: "Spending over time",
      subtitle: "Spent up to each period",
    },
    dates,
    [{ name: "Spent", values: cumulative }],
    { format, field: "cumulative", references: budget > 0 ? [{ value: budget, label: "budget" }] : [] },
  );
}

function allocation(rows: readonly Row[], format: Format) {
  const items = rows
    .flatMap(({ label, budget }) => (budget === null || budget <= 0 ? [] : [{ label, value: budget }]))
    .toSorted((a, b) => b.value - a.value);
  const largest = highest(items);
  return drawnPanel(
    {
      id: "allocation",
      title: largest === null ? null : `${largest.label} takes the largest share`,
      neutral: "Allocation",
      subtitle: "Budget by initiative; area is amount",
      span: 2,
    },
    { form: "treemap", items },
    items,
    {
      name: "Budget",
      format,
      field: "budget",
      table: { columns: ["Initiative", "Budget"], rows: items.map(({ label, value }) => [label, value]) },
    },
  );
}

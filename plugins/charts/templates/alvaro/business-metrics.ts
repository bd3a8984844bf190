import { z } from "zod";
import { common, kpi } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { figureClaims } from "../../kit/figure-claims.ts";
import { figuresPanel } from "../../kit/figures-panel.ts";
import { givenKpi } from "../../kit/key-figures.ts";

const { kpis: _row, ...rest } = common;
const input = z.object({ kpis: z.array(kpi).min(1).max(24), ...rest });

export const businessMetrics = defineChart({
  id: "business_metrics",
  title: "Business metrics",
  purpose: "Business figures beside their targets and their last period",
  persona: "alvaro",
  panels: ["Key figures"],
  input,
  sample: {
    kpis: [
      {
        name: "Annual recurring revenue",
        value: 18_400_000,
        unit: "EUR",
        previous: 16_900_000,
        target: 19_000_000,
        history: [15.1e6, 15.8e6, 16.4e6, 16.9e6, 17.6e6, 18.4e6],
        higher_is_better: true,
        base: "Q2",
      },
      {
        name: "Net revenue retention",
        value: 112,
        unit: "%",
        previous: 109,
        target: 115,
        history: [106, 107, 108, 109, 111, 112],
        higher_is_better: true,
        base: "Q2",
      },
      {
        name: "Churn",
        value: 1.9,
        unit: "%",
        previous: 1.6,
        target: 1.5,
        history: [1.4, 1.5, 1.5, 1.6, 1.8, 1.9],
        higher_is_better: false,
        base: "Q2",
      },
      {
        name: "Cost to acquire",
        value: 4_150,
        unit: "EUR",
        previous: 4_600,
        history: [5100, 4900, 4800, 4600, 4300, 4150],
        higher_is_better: false,
        base: "Q2",
      },
      {
        name: "Support response",
        value: 3.4,
        unit: "h",
        previous: 3.4,
        target: 4,
        history: [4.1, 3.9, 3.6, 3.4, 3.5, 3.4],
        higher_is_better: false,
        base: "Q2",
      },
      {
        name: "Employee score",
        value: 41,
        unit: "eNPS",
        previous: 36,
        target: 40,
        history: [29, 31, 34, 36, 38, 41],
        higher_is_better: true,
        base: "Q2",
      },
    ],
    period: "Q3 2026",
  },
  build(data, pen) {
    const cards = data.kpis.map((one) => givenKpi(one, pen.currency, pen));
    const { bases, moved, met } = figureClaims(data.kpis, pen);
    const subtitle = pen.word("value-change-and-target-said");
    const said = { id: "figures", neutral: pen.word("key-figures"), claims: [moved, met], subtitle, span: 2 } as const;
    return { panels: [figuresPanel(said, cards, data.kpis, pen)], bases, common: { ...data, kpis: undefined } };
  },
});

import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { KpiSpec } from "../../../../core/ports/dashboard-spec.ts";
import { dashboard, givenKpi } from "../../kit/assemble.ts";
import { common, kpi } from "../../kit/common-fields.ts";
import { figuresPanel } from "../../kit/figures-panel.ts";

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
  build(data, context) {
    const cards = data.kpis.map((one) => givenKpi(one, data.currency ?? context.currency));
    return dashboard(
      {
        template: "business_metrics",
        neutralTitle: "Business metrics",
        headline: verdict(cards),
        period: null,
        panels: [
          figuresPanel(
            {
              id: "figures",
              title: null,
              neutral: "Key figures",
              subtitle: "Value, change and target; ▲▼ say the direction, colour whether it is good",
              span: 2,
            },
            cards,
            data.kpis,
          ),
        ],
        kpis: [],
      },
      { ...data, kpis: undefined },
      context,
    );
  },
});

/** Only what has a direction and a polarity counts. */
function verdict(cards: readonly KpiSpec[]): string | null {
  const judged = cards.filter(({ delta }) => delta !== null && delta.good !== null);
  const better = judged.filter(({ delta }) => delta?.good === true).length;
  const worse = judged.filter(({ delta }) => delta?.good === false).map(({ name }) => name);
  if (judged.length < 2) return null;
  if (worse.length === 0) return `All ${judged.length} measures that moved improved`;
  return worse.length === 1
    ? `${better} of ${judged.length} measures improved; ${worse[0]} got worse`
    : `${better} of ${judged.length} measures improved, ${worse.length} got worse`;
}

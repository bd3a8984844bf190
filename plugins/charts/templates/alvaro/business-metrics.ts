import { z } from "zod";
import { common, kpi } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { figureClaims } from "../../kit/figure-claims.ts";
import { figuresPanel } from "../../kit/figures-panel.ts";
import { givenKpi } from "../../kit/key-figures.ts";

const { kpis: _row, ...rest } = common;
const input = z.object({ kpis: z.array(kpi).min(1).max(24), ...rest });

/** Half quarters up to the end of Q3: Q2 ended with the third from the end. */
const figure = (name: string, unit: string, history: number[], better: "up" | "down", target?: number) => ({
  name,
  value: history.at(-1) as number,
  unit,
  previous: history.at(-3) as number,
  ...(target !== undefined && { target }),
  history,
  higher_is_better: better === "up",
  base: "Q2",
});

export const businessMetrics = defineChart({
  id: "business_metrics",
  title: "Business metrics",
  purpose: "Business figures beside their targets and their last period",
  persona: "alvaro",
  panels: ["Key figures"],
  input,
  sample: {
    kpis: [
      figure("Annual recurring revenue", "EUR", [15.1e6, 15.8e6, 16.4e6, 16.9e6, 17.6e6, 18.4e6], "up", 19e6),
      figure("Net revenue retention", "%", [106, 107, 108, 109, 111, 112], "up", 115),
      figure("Churn", "%", [1.4, 1.5, 1.5, 1.6, 1.8, 1.9], "down", 1.5),
      figure("Cost to acquire", "EUR", [5100, 4900, 4800, 4600, 4300, 4150], "down"),
      figure("Support response", "h", [4.1, 3.9, 3.6, 3.4, 3.5, 3.4], "down", 4),
      figure("Employee score", "eNPS", [29, 31, 34, 36, 38, 41], "up", 40),
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

import { z } from "zod";
import { countOf } from "../../../../core/charts/claims/find/counts.ts";
import { top } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { common, label, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { Pen } from "../../kit/draft.ts";
import { barPanel, drawnPanel, seriesRole } from "../../kit/panels.ts";
import { rowPanel } from "../../kit/row-panel.ts";

const scale = z.number().min(0).max(10);

const input = z.object({
  initiatives: z
    .array(
      z.object({
        name: label,
        impact: scale.describe("0 to 10"),
        effort: scale.describe("0 to 10"),
        maturity: z.number().min(0).max(100).describe("Percent; the size of the bubble"),
        stage: label.describe("Such as idea, pilot, scale"),
      }),
    )
    .min(1)
    .max(60),
  stages: z.array(label).max(12).optional().describe("Order of the stages; else as they first appear"),
  adoption: sameLength(
    z.object({ periods: labels, values: values.describe("Percent of the target users") }),
    "periods",
    "values",
  ).optional(),
  ...common,
});

type Data = z.infer<typeof input>;
const percent = { style: "percent" } as const;
const score = { style: "number" } as const;

export const innovationMetrics = defineChart({
  id: "innovation_metrics",
  title: "Innovation portfolio",
  purpose: "The innovation portfolio by impact and effort, its stages, and adoption",
  persona: "camille",
  panels: ["Portfolio", "Stages", "Adoption"],
  input,
  sample: {
    initiatives: [
      { name: "Demand forecast", impact: 8.4, effort: 5.2, maturity: 70, stage: "Scale" },
      { name: "Voice ordering", impact: 4.1, effort: 7.6, maturity: 25, stage: "Pilot" },
      { name: "Smart returns", impact: 7.2, effort: 3.4, maturity: 55, stage: "Pilot" },
      { name: "AR fitting", impact: 6.0, effort: 8.8, maturity: 15, stage: "Idea" },
      { name: "Dynamic pricing", impact: 8.9, effort: 6.9, maturity: 35, stage: "Pilot" },
      { name: "Self-serve BI", impact: 5.6, effort: 2.8, maturity: 80, stage: "Scale" },
      { name: "Agent assist", impact: 7.7, effort: 4.5, maturity: 40, stage: "Idea" },
      { name: "Edge caching", impact: 3.4, effort: 2.1, maturity: 90, stage: "Idea" },
    ],
    stages: ["Idea", "Pilot", "Scale"],
    adoption: { periods: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"], values: [4, 7, 11, 19, 28, 34] },
    period: "First half of 2026",
  },
  build(data, pen) {
    const { initiatives, adoption } = data;
    const basis: Basis = {
      name: "initiatives",
      labels: initiatives.map(({ name }) => name),
      series: [
        { name: "impact", values: initiatives.map(({ impact }) => impact) },
        { name: "effort", values: initiatives.map(({ effort }) => effort) },
      ],
    };
    const wins = countOf(
      basis,
      [
        { series: "impact", is: ">=", than: 5 },
        { series: "effort", is: "<", than: 5 },
      ],
      { measure: pen.word("in.initiatives"), format: score, as: "count-of.quick-wins" },
      true,
    );
    return {
      claims: [wins?.kind === "count-of" && wins.count > 0 ? wins : null],
      bases: [basis],
      panels: [
        portfolio(data, pen),
        stages(data, pen),
        adoption === undefined
          ? null
          : rowPanel(pen, {
              id: "adoption",
              measure: pen.word("adoption"),
              labels: adoption.periods,
              values: adoption.values,
              format: percent,
              subtitle: pen.word("percent-of-the-target-users"),
              field: "adoption.values",
            }),
      ],
    };
  },
});

const stageNames = ({ initiatives, stages: given = [] }: Data): string[] => [
  ...new Set([...given, ...initiatives.map(({ stage }) => stage)]),
];

function portfolio(data: Data, pen: Pen) {
  const names = stageNames(data);
  return drawnPanel(
    {
      id: "portfolio",
      neutral: pen.word("portfolio"),
      subtitle: pen.word("impact-against-effort-0-to-10-size-is"),
      span: 2,
    },
    {
      form: "scatter",
      points: data.initiatives.map(({ name, impact, effort, maturity, stage }) => ({
        label: name,
        x: effort,
        y: impact,
        size: maturity,
        role: seriesRole(names.indexOf(stage)),
      })),
      x: { name: pen.word("effort"), min: 0, max: 10, format: score },
      y: { name: pen.word("impact"), min: 0, max: 10, format: score },
      quadrants: [pen.word("quick-wins"), pen.word("big-bets"), pen.word("question"), pen.word("fill-ins")],
      links: [],
      key: names.map((name) => ({ name, role: seriesRole(names.indexOf(name)) })),
    },
    data.initiatives.map(({ name, impact }) => ({ label: name, value: impact })),
    {
      name: pen.word("impact"),
      format: score,
      field: "initiatives",
      table: {
        columns: [
          pen.word("initiative"),
          pen.word("impact"),
          pen.word("effort"),
          pen.word("maturity-percent"),
          pen.word("stage"),
        ],
        rows: data.initiatives.map(({ name, impact, effort, maturity, stage }) => [name, impact, effort, maturity, stage]),
      },
    },
  );
}

/** What stands in each stage today: bars, because a funnel would say that one becomes the next. */
function stages(data: Data, pen: Pen) {
  const names = stageNames(data);
  const counts = names.map((name) => data.initiatives.filter(({ stage }) => stage === name).length);
  const basis: Basis = { name: "stages", labels: names, series: [{ name: "initiatives", values: counts }] };
  return {
    ...barPanel(
      {
        id: "stages",
        neutral: pen.word("stages"),
        claims: [top(basis, "initiatives", { measure: pen.word("initiatives"), format: score, as: "highest.stage" })],
        subtitle: pen.word("initiatives-in-each-stage"),
      },
      names,
      [{ name: pen.word("initiatives"), values: counts }],
      { format: score, field: "initiatives", across: true },
    ),
    bases: [basis],
  };
}

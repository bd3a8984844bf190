import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import { formatLabels, formatNumber } from "../../design-system/format.ts";
import { highest, points } from "../../headlines/facts.ts";
import { trend } from "../../headlines/rules.ts";
import { dashboard, emptyPanel } from "../../kit/assemble.ts";
import { common, label, labels, sameLength, values } from "../../kit/common-fields.ts";
import { drawnPanel, linePanel, seriesRole } from "../../kit/panels.ts";

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
  build(data, context) {
    const { initiatives } = data;
    const wins = initiatives.filter(({ impact, effort }) => impact >= 5 && effort < 5);
    const best = highest(initiatives.map(({ name, impact, effort }) => ({ label: name, value: impact - effort })));
    const headline =
      wins.length > 0 && initiatives.length > 1
        ? `${wins.length} of ${initiatives.length} initiatives promise more than middling impact for less than middling effort`
        : best !== null && best.value > 0
          ? `${best.label} promises most impact for its effort`
          : null;
    return dashboard(
      {
        template: "innovation_metrics",
        neutralTitle: "Innovation portfolio",
        headline,
        period: null,
        panels: [portfolio(data, best), stages(data), adoption(data, context.locale)],
        kpis: [],
      },
      data,
      context,
    );
  },
});

function stageNames({ initiatives, stages: given }: Data): string[] {
  return [...new Set([...(given ?? []), ...initiatives.map(({ stage }) => stage)])];
}

function portfolio(data: Data, best: { label: string; value: number } | null) {
  const names = stageNames(data);
  return drawnPanel(
    {
      id: "portfolio",
      title: best === null || best.value <= 0 ? null : `${best.label} promises most impact for its effort`,
      neutral: "Portfolio",
      subtitle: "Impact against effort, 0 to 10; size is maturity, colour the stage",
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
      x: { name: "Effort", min: 0, max: 10, format: score },
      y: { name: "Impact", min: 0, max: 10, format: score },
      quadrants: ["Quick wins", "Big bets", "Question", "Fill-ins"],
      links: [],
      key: names.map((name) => ({ name, role: seriesRole(names.indexOf(name)) })),
    },
    data.initiatives.map(({ name, impact }) => ({ label: name, value: impact })),
    {
      name: "Impact",
      format: score,
      field: "initiatives",
      table: {
        columns: ["Initiative", "Impact", "Effort", "Maturity, %", "Stage"],
        rows: data.initiatives.map(({ name, impact, effort, maturity, stage }) => [name, impact, effort, maturity, stage]),
      },
    },
  );
}

function stages(data: Data) {
  const items = stageNames(data).map((name) => ({
    label: name,
    value: data.initiatives.filter(({ stage }) => stage === name).length,
  }));
  const fullest = highest(items);
  return drawnPanel(
    {
      id: "stages",
      title: fullest === null ? null : `Most initiatives are in ${fullest.label}: ${fullest.value} of ${data.initiatives.length}`,
      neutral: "Stages",
      subtitle: "Initiatives in each stage",
    },
    { form: "funnel", items },
    items,
    {
      name: "Initiatives",
      format: score,
      field: "initiatives",
      table: { columns: ["Stage", "Initiatives"], rows: items.map(({ label: text, value }) => [text, value]) },
    },
  );
}

function adoption({ adoption: given }: Data, locale: string) {
  if (given === undefined) return emptyPanel("adoption", "Adoption", "", "adoption");
  const dates = formatLabels(given.periods, locale);
  return linePanel(
    {
      id: "adoption",
      title: trend("Adoption", points(dates, given.values), (n) => formatNumber(n, percent, locale)),
      neutral: "Adoption",
      subtitle: "Percent of the target users",
    },
    dates,
    [{ name: "Adoption", values: given.values }],
    { format: percent, field: "adoption" },
  );
}

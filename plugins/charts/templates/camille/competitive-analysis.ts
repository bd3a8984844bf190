import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { PanelSpec, Role } from "../../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../../design-system/format.ts";
import { lowest } from "../../headlines/facts.ts";
import { dashboard } from "../../kit/assemble.ts";
import { common, label, labels, values } from "../../kit/common-fields.ts";
import { drawnPanel, seriesRole } from "../../kit/panels.ts";

const COMPETITORS_MAX = 5;

const input = z
  .object({
    dimensions: labels,
    competitors: z
      .array(z.object({ name: label, scores: values.describe("0 to 10, one per dimension") }))
      .min(1)
      .max(12)
      .describe("The first is us"),
    ...common,
  })
  .superRefine(({ dimensions, competitors }, context) => {
    competitors.forEach(({ scores }, index) => {
      if (scores.length !== dimensions.length)
        context.addIssue({
          code: "custom",
          path: ["competitors", index, "scores"],
          message: `has ${scores.length} values where dimensions has ${dimensions.length}`,
        });
    });
  });

type Data = z.infer<typeof input>;
const score = { style: "number" } as const;

export const competitiveAnalysis = defineChart({
  id: "competitive_analysis",
  title: "Competitive analysis",
  purpose: "Ourselves and competitors by dimension: profile, and the gap to the best",
  persona: "camille",
  panels: ["Profile", "Where we stand"],
  input,
  sample: {
    dimensions: ["Features", "Price", "Support", "Reliability", "Ecosystem", "Ease of use"],
    competitors: [
      { name: "Us", scores: [7.8, 6.5, 8.9, 8.4, 6.1, 8.2] },
      { name: "Northwind", scores: [8.6, 5.2, 6.8, 7.9, 8.8, 6.4] },
      { name: "Contoso", scores: [6.9, 8.1, 6.2, 7.1, 5.9, 7.0] },
    ],
    period: "Q2 2026",
  },
  build(data, context) {
    const gaps = gapsTo(data);
    const ahead = gaps.filter(({ value }) => value > 0).length;
    const weakest = lowest(gaps);
    const headline =
      gaps.length < 2
        ? null
        : weakest !== null && weakest.value < 0
          ? `We lead in ${ahead} of ${gaps.length} dimensions; ${weakest.label} is furthest behind`
          : ahead === gaps.length
            ? `We lead in every dimension`
            : null;
    return dashboard(
      {
        template: "competitive_analysis",
        neutralTitle: "Competitive analysis",
        headline,
        period: null,
        panels: [profile(data), standing(data, gaps, context.locale)],
        kpis: [],
      },
      data,
      context,
    );
  },
});

/** Our score less the best rival's, per dimension; only where both are known. */
function gapsTo({ dimensions, competitors: [us, ...rivals] }: Data) {
  return dimensions.flatMap((name, at) => {
    const own = us?.scores[at] ?? null;
    const known = rivals.flatMap(({ scores }) => (scores[at] === null || scores[at] === undefined ? [] : [scores[at]]));
    return own === null || known.length === 0 ? [] : [{ label: name, value: own - Math.max(...known) }];
  });
}

function profile({ dimensions, competitors }: Data): PanelSpec {
  const shown = competitors.slice(0, COMPETITORS_MAX);
  // A star of two spokes is a line: bars say the same and can be read.
  const spokes = dimensions.length >= 3;
  return {
    id: "profile",
    title: "Profile",
    subtitle: "Scores, 0 to 10",
    kind: spokes ? "radar" : "bar",
    span: 1,
    labels: dimensions,
    series: shown.map(({ name, scores }, index) => ({
      name,
      values: scores,
      role: index === 0 ? "accent" : seriesRole(index),
      labelled: [],
    })),
    format: score,
    references: [],
    range: { min: 0, max: 10 },
    missing: competitors.every(({ scores }) => scores.every((one) => one === null)) ? "competitors" : null,
  };
}

function standing({ competitors }: Data, gaps: readonly { label: string; value: number }[], locale: string) {
  const order = gaps.toSorted((a, b) => b.value - a.value);
  const weakest = lowest(order);
  const write = (n: number) => formatNumber(n, { style: "number", signed: true }, locale);
  const rows = order.map(({ label: text, value }) => ({ label: text, value: Math.round(value * 100) / 100 }));
  return drawnPanel(
    {
      id: "standing",
      title:
        weakest === null || weakest.value >= 0
          ? null
          : `${weakest.label} trails the best rival by ${write(Math.abs(weakest.value)).replace("+", "")}`,
      neutral: "Where we stand",
      subtitle: `${competitors[0]?.name ?? "Us"} less the best rival, in points`,
    },
    {
      form: "rows",
      labels: rows.map(({ label: text }) => text),
      columns: [
        {
          name: "Lead over the best rival",
          values: rows.map(({ value }) => value),
          format: { style: "number", signed: true },
          mark: "bar",
          role: "good" as Role,
        },
      ],
    },
    rows,
    {
      name: "Lead",
      format: { style: "number", signed: true },
      field: "competitors",
      table: { columns: ["Dimension", "Lead"], rows: rows.map(({ label: text, value }) => [text, value]) },
    },
  );
}

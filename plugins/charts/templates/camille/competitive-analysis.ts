import { z } from "zod";
import { countOf } from "../../../../core/charts/claims/find/counts.ts";
import { bottom } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis, Claim } from "../../../../core/ports/claim.ts";
import { common, equalRows, label, labels, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { PanelDraft, Pen } from "../../kit/draft.ts";
import { drawnPanel, seriesRole } from "../../kit/panels.ts";

const COMPETITORS_MAX = 5;

const input = equalRows(
  z.object({
    dimensions: labels,
    competitors: z
      .array(z.object({ name: label, scores: values.describe("0 to 10, one per dimension") }))
      .min(1)
      .max(12)
      .describe("The first is us"),
    ...common,
  }),
  "competitors",
  "dimensions",
  "scores",
);

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
  build(data, pen) {
    const gaps = gapsTo(data);
    const basis: Basis = {
      name: "dimensions",
      labels: gaps.map(({ label: text }) => text),
      series: [{ name: "lead", values: gaps.map(({ value }) => value) }],
    };
    const about = { measure: pen.word("lead-over-the-best-rival"), format: score };
    const ahead = countOf(basis, [{ series: "lead", is: ">", than: 0 }], { ...about, as: "count-of.lead" });
    const worst = bottom(basis, "lead", { ...about, as: "lowest.trails" });
    const trails = worst?.kind === "lowest" && worst.value < 0 ? worst : null;
    return {
      claims: [ahead !== null && trails !== null ? [ahead, trails] : ahead],
      bases: [basis],
      panels: [profile(data, pen), standing(data, gaps, trails, pen)],
    };
  },
});

/** Our score less the best rival's, per dimension; only where both are known. */
function gapsTo({ dimensions, competitors: [us, ...rivals] }: Data) {
  return dimensions.flatMap((label, at) => {
    const own = us?.scores[at] ?? null;
    const known = rivals.flatMap(({ scores }) => scores[at] ?? []);
    return own === null || known.length === 0 ? [] : [{ label, value: Math.round((own - Math.max(...known)) * 1e6) / 1e6 }];
  });
}

function profile({ dimensions, competitors }: Data, pen: Pen): PanelDraft {
  // A star of two spokes is a line: bars say the same and can be read.
  const spokes = dimensions.length >= 3;
  return {
    id: "profile",
    neutral: pen.word("profile"),
    subtitle: pen.word("scores-0-to-10"),
    kind: spokes ? "radar" : "bar",
    span: 1,
    labels: dimensions,
    series: competitors.slice(0, COMPETITORS_MAX).map(({ name, scores }, index) => ({
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

function standing({ competitors }: Data, gaps: readonly { label: string; value: number }[], trails: Claim | null, pen: Pen) {
  const rows = gaps.toSorted((a, b) => b.value - a.value);
  const signed = { style: "number", signed: true } as const;
  return drawnPanel(
    {
      id: "standing",
      neutral: pen.word("where-we-stand"),
      claims: [trails],
      subtitle: pen.word("less-best-rival", { name: competitors[0]?.name ?? pen.word("us") }),
    },
    {
      form: "rows",
      labels: rows.map(({ label: text }) => text),
      columns: [
        {
          name: pen.word("lead-over-the-best-rival"),
          values: rows.map(({ value }) => value),
          format: signed,
          mark: "bar",
          role: "good",
        },
      ],
    },
    rows,
    {
      name: pen.word("lead"),
      format: signed,
      field: "competitors",
      table: { columns: [pen.word("dimension"), pen.word("lead")], rows: rows.map(({ label: text, value }) => [text, value]) },
    },
  );
}

import { z } from "zod";
import { countOf } from "../../../../core/charts/claims/find/counts.ts";
import { ends } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { KpiSpec, NumberFormat } from "../../../../core/ports/dashboard-spec.ts";
import { common, label, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { Pen } from "../../kit/draft.ts";
import { changeOf, plainKpi } from "../../kit/key-figures.ts";
import { type Row, sumOf } from "../../kit/number-rows.ts";
import { barPanel, linePanel } from "../../kit/panels.ts";

const input = sameLength(
  z.object({
    teams: labels,
    velocity: values.describe("Points per sprint"),
    quality: values.describe("Percent of changes without a defect"),
    satisfaction: values.describe("Team's own score, 0 to 10"),
    previous: z
      .object({ velocity: values.optional(), quality: values.optional() })
      .optional()
      .describe("The period before, same units"),
    history: z
      .array(
        sameLength(z.object({ team: label, periods: labels, values: values.describe("Points per sprint") }), "periods", "values"),
      )
      .max(12)
      .optional(),
    ...common,
  }),
  "teams",
  "velocity",
  "quality",
  "satisfaction",
);

type Data = z.infer<typeof input>;
const plain = { style: "number" } as const;
const percent = { style: "percent" } as const;
const pointsIn = (pen: Pen) => ({ style: "number", unit: pen.word("in.points") }) as const;

export const teamMetrics = defineChart({
  id: "team_metrics",
  title: "Team metrics",
  purpose: "Teams beside each other and over time: velocity, quality, satisfaction",
  persona: "diego",
  panels: ["Velocity by team", "Quality by team", "Satisfaction by team", "Velocity over time"],
  input,
  sample: {
    teams: ["Payments", "Search", "Identity", "Mobile"],
    velocity: [48, 41, 36, 52],
    quality: [96, 91, 94, 88],
    satisfaction: [7.9, 6.4, 7.2, 8.1],
    previous: { velocity: [44, 43, 33, 47], quality: [95, 93, 92, 89] },
    history: [
      { team: "Payments", periods: ["Q4", "Q1", "Q2", "Q3"], values: [39, 42, 44, 48] },
      { team: "Search", periods: ["Q4", "Q1", "Q2", "Q3"], values: [45, 44, 43, 41] },
      { team: "Identity", periods: ["Q4", "Q1", "Q2", "Q3"], values: [30, 31, 33, 36] },
      { team: "Mobile", periods: ["Q4", "Q1", "Q2", "Q3"], values: [41, 46, 47, 52] },
    ],
    period: "Q3 2026",
  },
  build(data, pen) {
    const { teams, previous, history } = data;
    const basis: Basis = {
      name: "teams",
      labels: teams,
      series: [
        { name: "velocity", values: data.velocity },
        { name: "before", values: previous?.velocity ?? [] },
        { name: "quality", values: data.quality },
        { name: "satisfaction", values: data.satisfaction },
      ],
    };
    const velocity = ends(basis, "velocity", { measure: pen.word("velocity"), format: pointsIn(pen) }, { whole: true });
    const raised = countOf(basis, [{ series: "velocity", is: ">", than: "before" }], {
      measure: pen.word("in.velocity"),
      format: pointsIn(pen),
      as: "count-of.raised",
    });
    const before = previous?.velocity;
    const one = (id: "quality" | "satisfaction", measure: string, subtitle: string, format: NumberFormat) =>
      barPanel(
        {
          id,
          neutral: pen.word("measure-by-team", { measure }),
          claims: [ends(basis, id, { measure, format }, { whole: true })],
          subtitle,
        },
        teams,
        [{ name: measure, values: data[id] }],
        { format, field: id },
      );
    return {
      claims: [velocity],
      bases: [basis],
      panels: [
        barPanel(
          {
            id: "velocity",
            neutral: pen.word("velocity-by-team"),
            claims: [raised, velocity],
            subtitle: pen.word("points-per-sprint"),
          },
          teams,
          [
            ...(before === undefined ? [] : [{ name: pen.word("previous"), values: before, role: "reference" as const }]),
            { name: pen.word("now"), values: data.velocity, role: "accent" as const },
          ],
          { format: plain, field: "velocity" },
        ),
        one("quality", pen.word("quality"), pen.word("changes-without-a-defect-percent"), percent),
        one("satisfaction", pen.word("satisfaction"), pen.word("team-s-own-score-0-to-10"), plain),
        history === undefined || history.length === 0 ? null : overTime(history, pen),
      ],
      kpis: [
        mean(pen.word("mean-velocity"), data.velocity, before, pointsIn(pen), pen),
        mean(pen.word("mean-quality"), data.quality, previous?.quality, percent, pen),
        mean(
          pen.word("mean-satisfaction"),
          data.satisfaction,
          undefined,
          { style: "number", unit: pen.word("of-count", { count: 10 }) },
          pen,
        ),
        plainKpi(pen.word("teams"), teams.length, plain),
      ],
    };
  },
});

const DRAWN_MAX = 6;

function overTime(history: NonNullable<Data["history"]>, pen: Pen) {
  const periods = history[0]?.periods ?? [];
  const known = history.map(({ team, values: row }) => ({ team, row: row.filter((value) => value !== null) }));
  const basis: Basis = {
    name: "history",
    labels: known.map(({ team }) => team),
    series: [
      { name: "first", values: known.map(({ row }) => row[0] ?? null) },
      { name: "last", values: known.map(({ row }) => row.at(-1) ?? null) },
    ],
  };
  const about = { measure: pen.word("velocity-over-the-whole-time"), format: pointsIn(pen), as: "count-of.raised" };
  return {
    ...linePanel(
      {
        id: "history",
        neutral: pen.word("velocity-over-time"),
        claims: [countOf(basis, [{ series: "last", is: ">", than: "first" }], about)],
        subtitle: pen.word("points-per-sprint"),
      },
      pen.labels(periods),
      history.slice(0, DRAWN_MAX).map(({ team, periods: own, values: row }) => ({
        name: team,
        values: periods.map((period) => row[own.indexOf(period)] ?? null),
      })),
      { format: plain, field: "history" },
    ),
    bases: [basis],
  };
}

function mean(name: string, now: Row, before: Row | undefined, format: NumberFormat, pen: Pen): KpiSpec {
  const of = (row: Row = []) => {
    const known = row.filter((value) => value !== null);
    return known.length === 0 ? null : sumOf(known) / known.length;
  };
  const [value, was] = [of(now), of(before)];
  const delta = value === null || was === null ? null : changeOf(value - was, format, pen.word("in.prior-period"), true, pen);
  return { ...plainKpi(name, value, format), delta };
}

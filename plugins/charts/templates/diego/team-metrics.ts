import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { KpiSpec } from "../../../../core/ports/dashboard-spec.ts";
import { formatLabels, formatNumber } from "../../design-system/format.ts";
import { points } from "../../headlines/facts.ts";
import { extremes, trend } from "../../headlines/rules.ts";
import { dashboard, emptyPanel } from "../../kit/assemble.ts";
import { common, label, labels, sameLength, values } from "../../kit/common-fields.ts";
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
  build(data, context) {
    const write = (value: number) => formatNumber(value, plain, context.locale);
    const headline = extremes(points(data.teams, data.velocity), (value) => `${write(value)} points`);
    return dashboard(
      {
        template: "team_metrics",
        neutralTitle: "Team metrics",
        headline: headline === null ? null : `Velocity: ${headline}`,
        period: null,
        panels: [
          velocity(data),
          quality(data, context.locale),
          satisfaction(data, context.locale),
          history(data, context.locale),
        ],
        kpis: kpis(data),
      },
      data,
      context,
    );
  },
});

function velocity({ teams, velocity: now, previous }: Data) {
  const rows = [
    ...(previous?.velocity === undefined ? [] : [{ name: "Previous", values: previous.velocity, role: "reference" as const }]),
    { name: "Now", values: now, role: "accent" as const },
  ];
  return barPanel(
    {
      id: "velocity",
      title: grew(teams, now, previous?.velocity, "velocity"),
      neutral: "Velocity by team",
      subtitle: "Points per sprint",
    },
    teams,
    rows,
    { format: plain, field: "velocity" },
  );
}

function quality({ teams, quality: now }: Data, locale: string) {
  return barPanel(
    {
      id: "quality",
      title: extremes(points(teams, now), (value) => formatNumber(value, { style: "percent" }, locale)),
      neutral: "Quality by team",
      subtitle: "Changes without a defect, %",
    },
    teams,
    [{ name: "Quality", values: now }],
    { format: { style: "percent" }, field: "quality" },
  );
}

function satisfaction({ teams, satisfaction: now }: Data, locale: string) {
  return barPanel(
    {
      id: "satisfaction",
      title: extremes(points(teams, now), (value) => formatNumber(value, plain, locale)),
      neutral: "Satisfaction by team",
      subtitle: "Team's own score, 0 to 10",
    },
    teams,
    [{ name: "Satisfaction", values: now }],
    { format: plain, field: "satisfaction" },
  );
}

function history({ history: given }: Data, locale: string) {
  const [first] = given ?? [];
  if (given === undefined || first === undefined) return emptyPanel("history", "Velocity over time", "", "history");
  const periods = formatLabels(first.periods, locale);
  const risen = given.filter(({ periods: own, values: row }) => /rose/.test(trend("", points(own, row), String) ?? "")).length;
  return linePanel(
    {
      id: "history",
      title: given.length > 1 && risen > 0 ? `${risen} of ${given.length} teams rose over the period` : null,
      neutral: "Velocity over time",
      subtitle: "Points per sprint",
    },
    periods,
    given.slice(0, 6).map(({ team, periods: own, values: row }) => ({
      name: team,
      values: first.periods.map((period) => row[own.indexOf(period)] ?? null),
    })),
    { format: plain, field: "history" },
  );
}

/** "3 of 4 teams raised velocity": only where there is a row to compare with. */
function grew(
  teams: readonly string[],
  now: readonly (number | null)[],
  before: readonly (number | null)[] | undefined,
  what: string,
): string | null {
  if (before === undefined) return null;
  const pairs = teams.flatMap((_, index) => {
    const [a, b] = [before[index] ?? null, now[index] ?? null];
    return a === null || b === null ? [] : [b - a];
  });
  const up = pairs.filter((change) => change > 0).length;
  return pairs.length < 2 ? null : `${up} of ${pairs.length} teams raised ${what}`;
}

function kpis({ teams, velocity: now, quality: share, satisfaction: score, previous }: Data): KpiSpec[] {
  const mean = (row: readonly (number | null)[]) => {
    const known = row.filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const card = (name: string, value: number | null, before: number | null, format: KpiSpec["format"]): KpiSpec => ({
    name,
    value,
    format,
    delta:
      value === null || before === null
        ? null
        : {
            value: value - before,
            format: format.style === "percent" ? { style: "number", unit: "pts", signed: true } : { ...format, signed: true },
            base: "previous",
            good: value === before ? null : value > before,
          },
    history: [],
  });
  return [
    card("Mean velocity", mean(now), previous?.velocity === undefined ? null : mean(previous.velocity), {
      style: "number",
      unit: "points",
    }),
    card("Mean quality", mean(share), previous?.quality === undefined ? null : mean(previous.quality), { style: "percent" }),
    card("Mean satisfaction", mean(score), null, { style: "number", unit: "of 10" }),
    { name: "Teams", value: teams.length, format: plain, delta: null, history: [] },
  ];
}

import { top } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { Drawing, Role } from "../../../../core/ports/dashboard-spec.ts";
import { type Cartesian, cartesian, withNames } from "../../kit/cartesian-data.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { Pen } from "../../kit/draft.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import { type Note, unfit } from "../../kit/shaped.ts";
import { unusedEmphasis } from "../../kit/unused-emphasis.ts";

type Diverging = Extract<Drawing, { form: "diverging" }>;

const ROWS_MAX = 30;
const ANSWERS_MAX = 7;

export const divergingBar = defineChart({
  id: "diverging_bar",
  title: "Diverging bars",
  purpose: "Agreement against disagreement (Likert), or what lies above and below zero",
  panels: ["Both sides"],
  input: unfit(cartesian, ({ series }) => {
    if (series.length > ANSWERS_MAX)
      return { path: ["series"], message: `has ${series.length} answers; at most ${ANSWERS_MAX} can be told apart` };
    const at = series.length < 2 ? -1 : series.findIndex(({ values }) => values.some((value) => value !== null && value < 0));
    return at < 0
      ? null
      : {
          path: ["series", at, "values"],
          message: "has a value below zero: answers are counts or shares, from the most negative answer to the most positive",
        };
  }),
  sample: {
    labels: ["I know our strategy", "My work matters", "Tools help me", "Decisions are quick"],
    series: [
      { name: "Strongly disagree", values: [4, 2, 9, 18] },
      { name: "Disagree", values: [11, 6, 21, 31] },
      { name: "Neutral", values: [18, 15, 24, 22] },
      { name: "Agree", values: [42, 44, 33, 21] },
      { name: "Strongly agree", values: [25, 33, 13, 8] },
    ],
    unit: "%",
    period: "Engagement survey, June 2026",
  },
  build(given, pen) {
    const data = withNames(given, pen);
    const notes: Note[] = [];
    unusedEmphasis(data, [], notes);
    const { format, spoken, unit, scaled } = measured(data, pen);
    const signed = data.series.length === 1;
    const all = signed
      ? signedRows(data, scaled, (value) => pen.number(value, { ...format, signed: true }))
      : answers(data, pen.percent);
    const order = all.toSorted((a, b) => b.net - a.net);
    const shown = order.slice(0, ROWS_MAX);
    if (shown.length < all.length) notes.push(remark("TOP_N", "note.leaning", { shown: shown.length, of: all.length }));
    const name = signed ? (data.series[0]?.name ?? pen.word("value")) : pen.word("net-agreement");
    const basis: Basis = {
      name: "net",
      labels: all.map(({ label }) => label),
      series: [{ name, values: all.map(({ net }) => net) }],
    };
    const points = { style: "number", unit: pen.word("in.points"), signed: true } as const;
    const about = { measure: name, format: signed ? spoken : points };
    const panel = drawnPanel(
      {
        id: "chart",
        neutral: name,
        claims: [top(basis, name, about)],
        subtitle: signed ? readingOf(pen, name, unit) : pen.word("share-of-answers-percent-net-agreement"),
        span: 2,
      },
      { form: "diverging", line: 0, parts: partsOf(data, pen), rows: shown.map(({ label, segments }) => ({ label, segments })) },
      shown.map(({ label, net }) => ({ label, value: net })),
      {
        name,
        format: signed ? format : points,
        field: "series",
        table: {
          columns: ["", ...data.series.map((one) => one.name), ...(signed ? [] : [pen.word("net-agreement-points")])],
          rows: data.labels.map((label, at) => [
            label,
            ...data.series.map(({ values }) => scaled(values[at] ?? null)),
            ...(signed ? [] : [all[at]?.net ?? null]),
          ]),
        },
      },
    );
    return { panels: [panel], bases: [basis], neutral: name, notes };
  },
});

interface Row {
  readonly label: string;
  readonly net: number;
  readonly segments: Diverging["rows"][number]["segments"];
}

function signedRows(
  { labels, series }: Cartesian,
  scaled: (value: number | null) => number | null,
  write: (value: number) => string,
): Row[] {
  return labels.map((label, at) => {
    const value = scaled(series[0]?.values[at] ?? null);
    if (value === null) return { label, net: 0, segments: [] };
    return { label, net: value, segments: [{ part: value < 0 ? 0 : 1, from: 0, to: value, text: write(value) }] };
  });
}

/** Shares of each row, the middle one half on each side of the line. */
function answers({ labels, series }: Cartesian, percent: (value: number) => string): Row[] {
  const middle = series.length % 2 === 1 ? (series.length - 1) / 2 : null;
  return labels.map((label, at) => {
    const values = series.map(({ values }) => values[at] ?? 0);
    const whole = values.reduce((sum, value) => sum + value, 0) || 1;
    const shares = values.map((value) => (value / whole) * 100);
    const below = shares.slice(0, Math.floor(series.length / 2)).reduce((sum, share) => sum + share, 0);
    const above = shares.slice(Math.ceil(series.length / 2)).reduce((sum, share) => sum + share, 0);
    let from = -below - (middle === null ? 0 : (shares[middle] as number) / 2);
    const segments = shares.map((share, part) => {
      const segment = { part, from, to: from + share, text: percent(Math.round(share)) };
      from += share;
      return segment;
    });
    return { label, net: above - below, segments };
  });
}

/** From bad over grey to good; the answers nearer to the middle are fainter. */
function partsOf({ series }: Cartesian, pen: Pen): Diverging["parts"] {
  if (series.length === 1)
    return [
      { name: pen.word("below-zero"), role: "bad" },
      { name: pen.word("above-zero"), role: "good" },
    ];
  const half = series.length / 2;
  return series.map(({ name }, at) => {
    const role: Role = at + 1 <= half ? "bad" : at >= half ? "good" : "reference";
    const outer = at === 0 || at === series.length - 1;
    return { name, role, ...(role !== "reference" && !outer && { faint: true }) };
  });
}

import { z } from "zod";
import { correlated } from "../../../../core/charts/claims/find/spread.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { Axis, NumberFormat, Role } from "../../../../core/ports/dashboard-spec.ts";
import { placedRange } from "../../forms/axis.ts";
import { common, label } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { formatFor } from "../../kit/key-figures.ts";
import { joined } from "../../kit/measure.ts";
import { drawnPanel, seriesRole } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import { type Note, shaped } from "../../kit/shaped.ts";
import { numberIn, ROWS_MAX, textIn } from "../../rows/frame.ts";

const POINTS_MAX = 2000;
const GROUPS_MAX = 6;
const POINTS_LEAST = 8;
/** Correlation from which a line through the points says something. */
/** As for what is said of them: a weaker line would say more than the title may. */
const ALONG = 0.7;

const coordinate = z.number().nullable();
const axisScale = z.enum(["linear", "log"]).optional().describe("log needs values above zero");
const own = z.object({
  points: z
    .array(
      z.object({
        x: coordinate.describe("In `x_unit`"),
        y: coordinate.describe("In `y_unit`"),
        label: label.optional(),
        size: z.number().min(0, "is below zero: a size can't be").nullable().optional().describe("Area of the bubble"),
        group: label.optional().describe("Gives the point its colour"),
      }),
    )
    .min(1, "is empty: give at least one point")
    .max(ROWS_MAX),
  x_name: label.optional(),
  y_name: label.optional(),
  x_unit: z.string().max(20).optional(),
  y_unit: z.string().max(20).optional(),
  size_name: label.optional().describe("What the bubbles' area is"),
  x_scale: axisScale,
  y_scale: axisScale,
  highlight: z.array(label).max(50).optional().describe("Labels or groups to draw in colour; the others are grey"),
  notes: z
    .array(z.object({ at: label, text: z.string().max(120) }))
    .max(12)
    .optional()
    .describe("Words at a point, by its label"),
  bands: z
    .array(z.object({ axis: z.enum(["x", "y"]), low: z.number(), high: z.number(), label: z.string().max(80).optional() }))
    .max(8)
    .optional()
    .describe("Shaded: from one value of an axis to another"),
  lines: z
    .array(z.object({ axis: z.enum(["x", "y"]), value: z.number(), label: z.string().max(80) }))
    .max(8)
    .optional()
    .describe("A dashed line across an axis, such as a target"),
  trend: z.boolean().optional().describe("A line through all points; drawn where they lie along one when omitted"),
  quadrants: z.array(label).length(4).optional().describe("Names of the four fields, clockwise from top left"),
  ...common,
});

const input = shaped(own, (columns, notes) => {
  const { frame } = columns;
  const x = columns.number("x");
  const y = columns.number("y", x);
  const size = columns.encoded("size") ?? null;
  const group = columns.encoded("series");
  const text = columns.words("label", x, y, group);
  columns.unused(notes, x, y, size, text);
  const points = frame.rows.map((row) => ({
    x: numberIn(row[x]),
    y: numberIn(row[y]),
    ...(text !== null && { label: textIn(row[text]) }),
    ...(size !== null && { size: numberIn(row[size]) }),
    ...(group !== null && { group: textIn(row[group]) }),
  }));
  return {
    points,
    x_name: frame.columns[x]?.name,
    y_name: frame.columns[y]?.name,
    ...(size !== null && { size_name: frame.columns[size]?.name }),
  };
});

interface Known {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly size: number | null;
  readonly group: string | null;
}

export const scatter = defineChart({
  id: "scatter",
  title: "Scatter",
  purpose: "Two measures of the same things against each other, with their correlation",
  panels: ["Points"],
  input,
  sample: {
    points: [
      { label: "Checkout", x: 42, y: 96.1, size: 31 },
      { label: "Search", x: 61, y: 93.4, size: 18 },
      { label: "Payments", x: 88, y: 98.7, size: 44 },
      { label: "Catalogue", x: 35, y: 92.8, size: 12 },
      { label: "Identity", x: 79, y: 97.9, size: 22 },
      { label: "Delivery", x: 54, y: 95.2, size: 16 },
      { label: "Returns", x: 28, y: 90.6, size: 9 },
      { label: "Pricing", x: 71, y: 96.8, size: 14 },
      { label: "Reviews", x: 47, y: 94.1, size: 8 },
      { label: "Loyalty", x: 64, y: 95.9, size: 11 },
    ],
    x_name: "Test coverage",
    y_name: "Changes without incident",
    x_unit: "%",
    y_unit: "%",
    period: "June 2026; size is engineers",
  },
  build(data, pen) {
    const notes: Note[] = [];
    const all = known(data.points, notes);
    const points = sampled(all, notes);
    const [xName, yName] = [data.x_name ?? "x", data.y_name ?? "y"];
    const groups = [...new Set(points.flatMap(({ group }) => (group === null ? [] : [group])))];
    const roleOf = (group: string | null): Role => {
      const at = group === null ? -1 : groups.indexOf(group);
      return groups.length < 2 ? "accent" : at < 0 || at >= GROUPS_MAX ? "neutral" : seriesRole(at);
    };
    if (groups.length > GROUPS_MAX)
      notes.push(
        remark("TOO_MANY_SERIES", "note.groups-grey", {
          shown: GROUPS_MAX,
          names: groups.slice(GROUPS_MAX, GROUPS_MAX + 10).join(", "),
        }),
      );
    const onAxis = (wanted: "x" | "y") => (data.lines ?? []).flatMap((line) => (line.axis === wanted ? [line.value] : []));
    const x = axis(
      xName,
      [...points.map((point) => point.x), ...onAxis("x")],
      formatFor(data.x_unit, null),
      data.x_unit,
      data.x_scale,
      notes,
    );
    const y = axis(
      yName,
      [...points.map((point) => point.y), ...onAxis("y")],
      formatFor(data.y_unit ?? data.unit, pen.currency),
      data.y_unit ?? data.unit,
      data.y_scale,
      notes,
    );
    // Of all points: those that are drawn are chosen for their place.
    const basis: Basis = {
      name: "points",
      labels: all.map((point) => point.label),
      series: [
        { name: xName, values: all.map((point) => point.x) },
        { name: yName, values: all.map((point) => point.y) },
      ],
    };
    const neutral = pen.word("measure-by", { measure: yName, split: xName });
    const named = data.x_name !== undefined && data.y_name !== undefined && xName !== yName;
    const wanted = data.highlight ?? [];
    const chosen = (text: string, group: string | null) => wanted.includes(text) || (group !== null && wanted.includes(group));
    const emphasis = (text: string, group: string | null): Role =>
      wanted.length === 0 ? roleOf(group) : !chosen(text, group) ? "reference" : groups.length < 2 ? "accent" : roleOf(group);
    const trend = x.log === true || y.log === true || data.trend === false ? null : trendOf(all, data.trend === true ? 0 : ALONG);
    const said = (data.notes ?? []).flatMap(({ at, text }) => {
      const index = points.findIndex((point) => point.label === at);
      if (index < 0) notes.push({ code: "NO_EFFECT", message: `notes: ${JSON.stringify(at)} is no point that is drawn` });
      return index < 0 ? [] : [{ at: index, text }];
    });
    const bands = (data.bands ?? []).map(({ label: text = "", low, high, axis: along }) => ({
      axis: along,
      low: Math.min(low, high),
      high: Math.max(low, high),
      label: text,
    }));
    const sized = points.some(({ size }) => size !== null);
    const panel = drawnPanel(
      {
        id: "chart",
        neutral,
        claims: [named ? correlated(basis, xName, yName, { measure: neutral, format: { style: "number" } }) : null],
        subtitle: joined(
          [
            pen.word("against", { y: y.name, x: x.name }),
            sized ? pen.word("area-is", { size: data.size_name ?? pen.word("in.size") }) : "",
          ],
          pen,
        ),
        span: 2,
      },
      {
        form: "scatter",
        points: points.map(({ group, ...point }) => ({ ...point, role: emphasis(point.label, group) })),
        ...(trend !== null && { trend }),
        ...(wanted.length > 0 && { named: points.flatMap((point, at) => (chosen(point.label, point.group) ? [at] : [])) }),
        x,
        y,
        ...(said.length > 0 && { notes: said }),
        ...(bands.length > 0 && { bands }),
        ...(data.lines !== undefined && { lines: data.lines }),
        quadrants: (data.quadrants as [string, string, string, string] | undefined) ?? null,
        links: [],
        key: [
          ...groups.slice(0, GROUPS_MAX).map((name) => ({ name, role: roleOf(name) })),
          ...(groups.length > GROUPS_MAX ? [{ name: pen.word("in.others"), role: "neutral" as const }] : []),
        ],
      },
      points.map(({ label: text, y: value }, index) => ({
        label: text === "" ? pen.word("point-number", { number: index + 1 }) : text,
        value,
      })),
      {
        name: yName,
        format: { style: "number" },
        field: "points",
        table: {
          columns: [
            pen.word("point"),
            x.name,
            y.name,
            ...(sized ? [data.size_name ?? pen.word("size")] : []),
            ...(groups.length > 0 ? [pen.word("group")] : []),
          ],
          rows: points.map((point, index) => [
            point.label === "" ? pen.word("point-number", { number: index + 1 }) : point.label,
            point.x,
            point.y,
            ...(sized ? [point.size] : []),
            ...(groups.length > 0 ? [point.group ?? ""] : []),
          ]),
        },
      },
    );
    return { panels: [panel], bases: [basis], neutral, notes };
  },
});

function known(points: z.infer<typeof own>["points"], notes: Note[]): Known[] {
  const found = points.flatMap(({ x, y, label: text, size, group }): Known[] =>
    x === null || y === null ? [] : [{ x, y, label: text ?? "", size: size ?? null, group: group ?? null }],
  );
  if (found.length < points.length)
    notes.push(remark("LEFT_OUT", "note.points-lacking", { count: points.length - found.length }));
  return found;
}

/** Evenly from the whole cloud, and its outermost points with it. */
function sampled(points: Known[], notes: Note[]): Known[] {
  if (points.length <= POINTS_MAX) return points;
  const kept = new Set<number>();
  for (const by of ["x", "y"] as const)
    for (const way of [1, -1]) {
      let best = 0;
      for (let at = 1; at < points.length; at++)
        if (way * ((points[at] as Known)[by] - (points[best] as Known)[by]) > 0) best = at;
      kept.add(best);
    }
  for (let at = 0; at < POINTS_MAX; at++) kept.add(Math.floor((at * points.length) / POINTS_MAX));
  notes.push(remark("SAMPLED", "note.points-even", { shown: kept.size, of: points.length }));
  return [...kept].sort((a, b) => a - b).map((at) => points[at] as Known);
}

/** Least squares, through all points; null where they do not lie along a line. */
function trendOf(points: readonly Known[], least: number): { slope: number; intercept: number } | null {
  if (points.length < POINTS_LEAST) return null;
  const mean = (of: (point: Known) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
  const [xx, yy, xy] = [mean(({ x }) => (x - mx) ** 2), mean(({ y }) => (y - my) ** 2), mean(({ x, y }) => (x - mx) * (y - my))];
  if (!(xx > 0) || !(yy > 0) || Math.abs(xy / Math.sqrt(xx * yy)) < least) return null;
  return { slope: xy / xx, intercept: my - (xy / xx) * mx };
}

function axis(
  name: string,
  values: readonly number[],
  format: NumberFormat,
  unit: string | undefined,
  scale: "linear" | "log" | undefined,
  notes: Note[],
): Axis {
  const [low, high] = [
    values.reduce((a, b) => Math.min(a, b), values[0] ?? 0),
    values.reduce((a, b) => Math.max(a, b), values[0] ?? 1),
  ];
  const log = scale === "log" && low > 0;
  if (scale === "log" && !log) notes.push({ code: "NO_EFFECT", message: `${name}: "log" needs values above zero` });
  const range = log ? { min: low / 1.2, max: high * 1.2 } : placedRange(low, high);
  return {
    name: unit === undefined ? name : `${name}, ${unit}`,
    ...range,
    ...(log && { log }),
    format: (format.unit ?? "").length > 4 ? { ...format, unit: "" } : format,
  };
}

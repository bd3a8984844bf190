import { correlated } from "../../../../core/charts/claims/find/spread.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { Pen } from "../../kit/draft.ts";
import { formatFor } from "../../kit/key-figures.ts";
import { joined } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import type { Note } from "../../kit/shaped.ts";
import { scatterAxis } from "./scatter-axis.ts";
import { type ScatterData, scatterFields } from "./scatter-fields.ts";
import { scatterGroups } from "./scatter-groups.ts";
import { known, type Point, sampled, trendOf } from "./scatter-points.ts";

/** Correlation from which a line through the points is drawn, as for what is said of them: a weaker one would say more than the title may. */
const ALONG = 0.7;

export const scatter = defineChart({
  id: "scatter",
  title: "Scatter",
  purpose: "Two measures of the same things against each other, with their correlation",
  panels: ["Points"],
  input: scatterFields,
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
    const wanted = data.highlight ?? [];
    const groups = scatterGroups(points, wanted, notes, pen);
    const [xName, yName] = [data.x_name ?? "x", data.y_name ?? "y"];
    const [x, y] = axesOf(data, points, [xName, yName], notes, pen);
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
    const trend = x.log === true || y.log === true || data.trend === false ? null : trendOf(all, data.trend === true ? 0 : ALONG);
    const said = notesAt(data, points, notes);
    const sized = points.some(({ size }) => size !== null);
    const labels = points.map(({ label: text }, at) => (text === "" ? pen.word("point-number", { number: at + 1 }) : text));
    const area = sized ? pen.word("area-is", { size: data.size_name ?? pen.word("in.size") }) : "";
    const panel = drawnPanel(
      {
        id: "chart",
        neutral,
        claims: [named ? correlated(basis, xName, yName, { measure: neutral, format: { style: "number" } }) : null],
        subtitle: joined([pen.word("against", { y: y.name, x: x.name }), area], pen),
        span: 2,
      },
      {
        form: "scatter",
        points: points.map(({ group, ...point }) => ({ ...point, role: groups.role({ group, ...point }) })),
        ...(trend !== null && { trend }),
        ...(wanted.length > 0 && { named: points.flatMap((point, at) => (groups.chosen(point) ? [at] : [])) }),
        x,
        y,
        ...(said.length > 0 && { notes: said }),
        ...((data.bands ?? []).length > 0 && { bands: bandsOf(data) }),
        ...(data.lines !== undefined && { lines: data.lines }),
        quadrants: (data.quadrants as [string, string, string, string] | undefined) ?? null,
        links: [],
        key: groups.key,
      },
      points.map(({ y: value }, at) => ({ label: labels[at] as string, value })),
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
            ...(groups.any ? [pen.word("group")] : []),
          ],
          rows: points.map((point, at) => [
            labels[at] as string,
            point.x,
            point.y,
            ...(sized ? [point.size] : []),
            ...(groups.any ? [point.group ?? ""] : []),
          ]),
        },
      },
    );
    return { panels: [panel], bases: [basis], neutral, notes };
  },
});

/** Lines across an axis lie within it too. */
function axesOf(data: ScatterData, points: readonly Point[], [x, y]: readonly [string, string], notes: Note[], pen: Pen) {
  const values = (axis: "x" | "y") => [
    ...points.map((point) => point[axis]),
    ...(data.lines ?? []).flatMap((line) => (line.axis === axis ? [line.value] : [])),
  ];
  const up = data.y_unit ?? data.unit;
  return [
    scatterAxis(x, values("x"), formatFor(data.x_unit, null), data.x_unit, data.x_scale, notes),
    scatterAxis(y, values("y"), formatFor(up, pen.currency), up, data.y_scale, notes),
  ] as const;
}

const notesAt = ({ notes: given = [] }: ScatterData, points: readonly Point[], notes: Note[]) =>
  given.flatMap(({ at, text }) => {
    const index = points.findIndex((point) => point.label === at);
    if (index < 0) notes.push({ code: "NO_EFFECT", message: `notes: ${JSON.stringify(at)} is no point that is drawn` });
    return index < 0 ? [] : [{ at: index, text }];
  });

const bandsOf = ({ bands = [] }: ScatterData) =>
  bands.map(({ label = "", low, high, axis }) => ({ axis, low: Math.min(low, high), high: Math.max(low, high), label }));

import { z } from "zod";
import { common, label } from "../../kit/common-fields.ts";
import { shaped } from "../../kit/shaped.ts";
import { numberIn, ROWS_MAX, textIn } from "../../rows/frame.ts";

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

/** Points as they are given, or a point a row. */
export const scatterFields = shaped(own, (columns, notes) => {
  const { frame } = columns;
  // Years on an axis are numbers like any other.
  const x = columns.encoded("x") ?? columns.counted ?? columns.number("x");
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

export type ScatterData = z.infer<typeof scatterFields>;

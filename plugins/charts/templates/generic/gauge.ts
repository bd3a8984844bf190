import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { against } from "../../headlines/rules.ts";
import { common, label } from "../../kit/common-fields.ts";
import { type Note, shaped } from "../../kit/shaped.ts";
import { measureOf, single, subtitleOf } from "../../kit/single.ts";
import { numberIn } from "../../rows/frame.ts";

const own = z
  .object({
    value: z.number().nullable().describe("In `unit`"),
    min: z.number().default(0).describe("Start of the scale, in `unit`"),
    max: z.number().optional().describe("End of the scale, in `unit`; 100 for percent"),
    target: z.number().nullable().optional().describe("In `unit`"),
    name: label.optional().describe("What is measured"),
    higher_is_better: z.boolean().optional().describe("With a target, decides whether the value is drawn as good"),
    ...common,
  })
  .superRefine(({ min, max, unit }, context) => {
    if (max === undefined && unit !== "%" && unit !== "ratio")
      context.addIssue({
        code: "custom",
        path: ["max"],
        message: "is missing: a gauge needs the end of its scale (100 for unit %)",
      });
    if (max !== undefined && max <= min)
      context.addIssue({
        code: "custom",
        path: ["max"],
        message: `is ${max}, and the scale starts at ${min}: max must be larger`,
      });
  });

export const gauge = defineChart({
  id: "gauge",
  title: "Gauge",
  purpose: "One value between its limits, against a target",
  persona: null,
  panels: ["Gauge"],
  // A table is read at its last row: the newest.
  input: shaped(own, (columns, notes) => {
    const at = columns.number("y");
    columns.unused(notes, at);
    return { value: numberIn(columns.frame.rows.at(-1)?.[at]), name: columns.frame.columns[at]?.name };
  }),
  sample: {
    value: 68,
    min: 0,
    max: 100,
    target: 80,
    name: "Migrated services",
    unit: "%",
    higher_is_better: true,
    period: "June 2026",
  },
  build(data, context) {
    const notes: Note[] = [];
    const { format, unit, write, scaled } = measureOf(data, context);
    const [value, target] = [scaled(data.value), scaled(data.target ?? null)];
    const min = scaled(data.min) as number;
    const max = data.max === undefined ? 100 : (scaled(data.max) as number);
    const name = data.name ?? "Value";
    const headline = value === null || target === null || data.name === undefined ? null : against(name, value, target, write);
    if (value !== null && (value < min || value > max))
      notes.push({
        code: "OFF_SCALE",
        message: `${write(value)} lies outside the scale of ${write(min)} to ${write(max)}; the arc ends there`,
      });
    const better = data.higher_is_better;
    const good = value === null || target === null || better === undefined ? null : better ? value >= target : value <= target;
    const panel: PanelSpec = {
      id: "chart",
      title: headline ?? name,
      subtitle: subtitleOf(data.name, unit, `scale ${write(min)} to ${write(max)}`),
      kind: "gauge",
      span: 2,
      labels: [name],
      series: [{ name, values: [value], role: good === null ? "accent" : good ? "good" : "bad", labelled: [0] }],
      format,
      // `dashboard` writes the number behind the word.
      references: target === null ? [] : [{ value: target, label: "target" }],
      range: { min, max },
      missing: value === null ? "value" : null,
    };
    return single("gauge", { neutral: name, headline, panel }, data, context, notes);
  },
});

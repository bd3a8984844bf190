import { z } from "zod";
import { target as against } from "../../../../core/charts/claims/find/counts.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { common, label } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { PanelDraft } from "../../kit/draft.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { remark } from "../../kit/remark.ts";
import { type Note, shaped } from "../../kit/shaped.ts";
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
  build(data, pen) {
    const notes: Note[] = [];
    const { format, spoken, unit, scaled } = measured(data, pen);
    const [value, target] = [scaled(data.value), scaled(data.target ?? null)];
    const min = scaled(data.min) as number;
    const max = data.max === undefined ? 100 : (scaled(data.max) as number);
    const name = data.name ?? pen.word("value");
    const [low, high] = [pen.number(min, spoken), pen.number(max, spoken)];
    if (value !== null && (value < min || value > max))
      notes.push(remark("OFF_SCALE", "note.off-scale", { value: pen.number(value, spoken), low, high }));
    const better = data.higher_is_better;
    const good = value === null || target === null || better === undefined ? null : better ? value >= target : value <= target;
    const basis: Basis = { name: "value", labels: [name], series: [{ name, values: [value] }] };
    const named = target !== null && data.name !== undefined;
    const panel: PanelDraft = {
      id: "chart",
      neutral: name,
      claims: [named ? against(basis, name, name, target, { measure: name, format: spoken }) : null],
      subtitle: readingOf(pen, name, unit === "%" ? "" : unit, pen.word("scale-from-to", { low, high })),
      kind: "gauge",
      span: 2,
      labels: [name],
      series: [{ name, values: [value], role: good === null ? "accent" : good ? "good" : "bad", labelled: [0] }],
      format,
      // The frame writes the number behind the word.
      references: target === null ? [] : [{ value: target, label: pen.word("in.target") }],
      range: { min, max },
      missing: value === null ? "value" : null,
    };
    return { panels: [panel], bases: [basis], neutral: name, notes };
  },
});

import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import { biggestLoss } from "../../headlines/shares.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { parts } from "../../kit/parts-data.ts";
import type { Note } from "../../kit/shaped.ts";
import { measureOf, single, subtitleOf } from "../../kit/single.ts";

const STAGES_MAX = 12;

export const funnel = defineChart({
  id: "funnel",
  title: "Funnel",
  purpose: "How many are left after each step",
  persona: null,
  panels: ["Stages"],
  input: parts,
  sample: {
    labels: ["Visits", "Sign-ups", "Activated", "Trials", "Paid"],
    values: [182_000, 24_600, 15_900, 6_100, 2_350],
    name: "People",
    period: "Second quarter of 2026",
  },
  build(data, context) {
    const notes: Note[] = [];
    const { format, unit, percent, scaled } = measureOf(data, context);
    const known = data.labels.flatMap((label, at) => {
      const value = scaled(data.values[at] ?? null);
      return value === null ? [] : [{ label, value }];
    });
    if (known.length < data.labels.length)
      notes.push({ code: "LEFT_OUT", message: `${data.labels.length - known.length} stages have no value and are not drawn` });
    const items = known.slice(0, STAGES_MAX);
    if (items.length < known.length)
      notes.push({ code: "TOP_N", message: `The first ${STAGES_MAX} of ${known.length} stages are drawn` });
    const name = data.name ?? "Stages";
    const headline = biggestLoss(items, percent);
    const panel = drawnPanel(
      {
        id: "chart",
        title: headline,
        neutral: name,
        subtitle: subtitleOf(data.name, unit, "↓ share of the stage above"),
        span: 2,
      },
      { form: "funnel", items, conversion: true },
      items,
      {
        name,
        format,
        field: "values",
        table: {
          columns: ["Stage", unit === "" ? name : `${name}, ${unit}`, "Of the stage above"],
          rows: items.map(({ label, value }, at) => {
            const before = items[at - 1]?.value ?? 0;
            return [label, value, before > 0 ? percent((value / before) * 100) : "–"];
          }),
        },
      },
    );
    const shown = items.some(({ value }) => value > 0) ? panel : { ...panel, missing: "values" };
    return single("funnel", { neutral: name, headline, panel: shown }, data, context, notes);
  },
});

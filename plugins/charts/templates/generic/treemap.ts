import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import { largestShare } from "../../headlines/shares.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { fewParts, ofNamed, parts } from "../../kit/parts-data.ts";
import type { Note } from "../../kit/shaped.ts";
import { measureOf, single, subtitleOf } from "../../kit/single.ts";

const BOXES_MAX = 40;

export const treemap = defineChart({
  id: "treemap",
  title: "Treemap",
  purpose: "Parts of a whole, many of them, by area",
  persona: null,
  panels: ["Parts by area"],
  input: parts,
  sample: {
    labels: [
      "Compute",
      "Databases",
      "Object storage",
      "Network",
      "Observability",
      "CI runners",
      "Machine learning",
      "Backups",
      "Licences",
    ],
    values: [412_000, 268_000, 131_000, 97_000, 84_000, 61_000, 158_000, 33_000, 47_000],
    name: "Cloud cost",
    unit: "EUR",
    period: "First half of 2026",
  },
  build(data, context) {
    const notes: Note[] = [];
    const { format, unit, percent, scaled } = measureOf(data, context);
    const items = fewParts(data, BOXES_MAX, notes).map(({ label, value, others }) => ({
      label,
      value: scaled(value) as number,
      ...(others && { role: "reference" as const }),
    }));
    const name = data.name ?? "Parts";
    const headline = ofNamed(items) ? largestShare(data.name ?? "the whole", items, percent) : null;
    const panel = drawnPanel(
      { id: "chart", title: headline, neutral: name, subtitle: subtitleOf(data.name, unit, "area is value"), span: 2 },
      { form: "treemap", items },
      items,
      {
        name,
        format,
        field: "values",
        table: {
          columns: ["Part", unit === "" ? name : `${name}, ${unit}`],
          rows: items.map(({ label, value }) => [label, value]),
        },
      },
    );
    const shown = items.some(({ value }) => value > 0) ? panel : { ...panel, missing: "values" };
    return single("treemap", { neutral: name, headline, panel: shown }, data, context, notes);
  },
});

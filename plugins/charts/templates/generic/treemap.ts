import { defineChart } from "../../kit/define-chart.ts";
import { parts } from "../../kit/parts-data.ts";
import { partsDraft } from "../../kit/parts-draft.ts";

const BOXES_MAX = 40;

export const treemap = defineChart({
  id: "treemap",
  title: "Treemap",
  purpose: "Parts of a whole, many of them, by area",
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
  build: (data, pen) =>
    partsDraft(data, pen, {
      most: BOXES_MAX,
      reading: pen.word("area-is-value"),
      drawing: (items) => ({ form: "treemap", items }),
    }),
});

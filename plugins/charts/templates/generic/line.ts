import { cartesianDraft } from "../../kit/cartesian.ts";
import { cartesian } from "../../kit/cartesian-data.ts";
import { defineChart } from "../../kit/define-chart.ts";

export const line = defineChart({
  id: "line",
  title: "Lines over time",
  purpose: "Measures over time",
  panels: ["Over time"],
  input: cartesian,
  sample: {
    labels: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
    series: [{ name: "Deployments per week", values: [41, 44, 43, 52, 58, 63] }],
    source: "sample",
  },
  build: cartesianDraft("line"),
});

import { cartesianDraft } from "../../kit/cartesian.ts";
import { cartesian } from "../../kit/cartesian-data.ts";
import { defineChart } from "../../kit/define-chart.ts";

export const bar = defineChart({
  id: "bar",
  title: "Bars",
  purpose: "Amounts by category, to compare or to rank",
  panels: ["By category"],
  input: cartesian,
  sample: {
    labels: ["Platform API", "Checkout", "Search", "Design System", "Mobile"],
    series: [{ name: "Incidents per quarter", values: [14, 9, 22, 3, 11] }],
    source: "sample",
  },
  build: cartesianDraft("bar"),
});

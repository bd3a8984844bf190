import { defineChart } from "../../../../core/plugin.ts";
import { cartesianDashboard } from "../../kit/cartesian.ts";
import { cartesian } from "../../kit/cartesian-data.ts";

export const bar = defineChart({
  id: "bar",
  title: "Bars",
  purpose: "Amounts by category, to compare or to rank",
  persona: null,
  panels: ["Bars"],
  input: cartesian,
  sample: {
    labels: ["Platform API", "Checkout", "Search", "Design System", "Mobile"],
    series: [{ name: "Incidents per quarter", values: [14, 9, 22, 3, 11] }],
    source: "sample",
  },
  build: (data, context) => cartesianDashboard("bar", data, context),
});

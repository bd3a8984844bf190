import { defineChart } from "../../../../core/plugin.ts";
import { cartesianDashboard } from "../../kit/cartesian.ts";
import { cartesian } from "../../kit/cartesian-data.ts";

export const stackedBar = defineChart({
  id: "stacked_bar",
  title: "Stacked bars",
  purpose: "Amounts by category, each made of parts",
  persona: null,
  panels: ["Stacked bars"],
  input: cartesian,
  sample: {
    labels: ["Q3 2025", "Q4 2025", "Q1 2026", "Q2 2026"],
    series: [
      { name: "Features", values: [312, 298, 341, 356] },
      { name: "Maintenance", values: [141, 166, 128, 119] },
      { name: "Incidents", values: [64, 71, 48, 39] },
    ],
    unit: "person days",
    period: "Engineering capacity",
  },
  build: (data, context) => cartesianDashboard("stacked_bar", data, context),
});

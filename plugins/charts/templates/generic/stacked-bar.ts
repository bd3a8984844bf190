import { cartesianDraft } from "../../kit/cartesian.ts";
import { cartesian } from "../../kit/cartesian-data.ts";
import { defineChart } from "../../kit/define-chart.ts";

export const stackedBar = defineChart({
  id: "stacked_bar",
  title: "Stacked bars",
  purpose: "Amounts by category, each made of parts",
  panels: ["By part"],
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
  build: cartesianDraft("stacked_bar"),
});

import { cartesianDraft } from "../../kit/cartesian.ts";
import { cartesian } from "../../kit/cartesian-data.ts";
import { defineChart } from "../../kit/define-chart.ts";

export const area = defineChart({
  id: "area",
  title: "Areas over time",
  purpose: "Amounts over time that add up to a whole",
  panels: ["Over time"],
  input: cartesian,
  sample: {
    labels: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
    series: [
      { name: "Subscriptions", values: [1_240_000, 1_290_000, 1_370_000, 1_420_000, 1_510_000, 1_580_000] },
      { name: "Services", values: [410_000, 395_000, 430_000, 455_000, 440_000, 470_000] },
      { name: "Hardware", values: [180_000, 175_000, 160_000, 171_000, 150_000, 142_000] },
    ],
    unit: "EUR",
    period: "Revenue, first half of 2026",
  },
  build: cartesianDraft("area"),
});

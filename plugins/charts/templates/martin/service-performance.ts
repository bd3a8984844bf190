import { z } from "zod";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { sideBySide } from "../../kit/side-by-side.ts";

const input = sameLength(
  z.object({
    services: labels,
    response_times: values.describe("Milliseconds"),
    throughput: values.describe("Requests per second"),
    ...common,
  }),
  "services",
  "response_times",
  "throughput",
);
const ms = { style: "number", unit: "ms" } as const;
const rps = { style: "number", unit: "/s", compact: true } as const;

export const servicePerformance = defineChart({
  id: "service_performance",
  title: "Service performance",
  purpose: "Response time and throughput of services, on two axes over time",
  persona: "martin",
  panels: ["Response time and throughput"],
  input,
  sample: {
    services: ["Payments", "Catalogue", "Checkout", "Identity", "Search", "Notifications"],
    response_times: [182, 96, 241, 74, 388, 133],
    throughput: [420, 2150, 610, 1840, 930, 310],
    period: "Week 26, 2026",
  },
  // Two measures side by side on shared rows: two axes over each other would invite comparing what can't be compared.
  build: (data, pen) => ({
    panels: [
      sideBySide(
        {
          id: "services",
          neutral: pen.word("response-time-and-throughput"),
          subtitle: pen.word("each-measure-on-its-own-scale-slowest-first"),
          things: pen.word("service"),
          labels: data.services,
          field: "response_times",
        },
        [
          {
            name: pen.word("response-time-ms"),
            measure: pen.word("response-time"),
            values: data.response_times,
            format: ms,
            role: "accent",
          },
          {
            name: pen.word("throughput-requests-per-second"),
            measure: pen.word("throughput"),
            values: data.throughput,
            format: rps,
            role: "series-1",
          },
        ],
      ),
    ],
  }),
});

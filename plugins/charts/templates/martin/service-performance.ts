import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import { formatNumber } from "../../design-system/format.ts";
import { points } from "../../headlines/facts.ts";
import { extremes } from "../../headlines/rules.ts";
import { dashboard } from "../../kit/assemble.ts";
import { common, labels, sameLength, values } from "../../kit/common-fields.ts";
import { drawnPanel } from "../../kit/panels.ts";

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
  build(data, context) {
    const said = extremes(points(data.services, data.response_times), (n) => formatNumber(n, ms, context.locale));
    const headline = said === null ? null : `Response time: ${said}`;
    const order = data.services
      .map((name, at) => ({ name, time: data.response_times[at] ?? null, rate: data.throughput[at] ?? null }))
      .toSorted((a, b) => (b.time ?? -1) - (a.time ?? -1));
    const names = order.map(({ name }) => name);
    // Two measures side by side on shared rows: two axes over each other would invite comparing what can't be compared.
    const panel = drawnPanel(
      {
        id: "services",
        title: headline,
        neutral: "Response time and throughput",
        subtitle: "Each measure on its own scale, slowest first",
        span: 2,
      },
      {
        form: "rows",
        labels: names,
        columns: [
          { name: "Response time, ms", values: order.map(({ time }) => time), format: ms, mark: "bar", role: "accent" },
          {
            name: "Throughput, requests per second",
            values: order.map(({ rate }) => rate),
            format: rps,
            mark: "bar",
            role: "series-1",
          },
        ],
      },
      order.map(({ name, time }) => ({ label: name, value: time })),
      {
        name: "Response time",
        format: { style: "number" },
        field: "response_times",
        table: {
          columns: ["Service", "Response time, ms", "Throughput, /s"],
          rows: order.map(({ name, time, rate }) => [name, time, rate]),
        },
      },
    );
    return dashboard(
      { template: "service_performance", neutralTitle: "Service performance", headline, period: null, panels: [panel], kpis: [] },
      data,
      context,
    );
  },
});

import { z } from "zod";
import { top } from "../../../../core/charts/claims/find/extremes.ts";
import { isRest } from "../../../../core/charts/claims/find/rows.ts";
import { pareto } from "../../../../core/charts/claims/find/shares.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { common, equalRows, label, labels, sameLength, value, values } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { Pen } from "../../kit/draft.ts";
import { rowKpi } from "../../kit/key-figures.ts";
import { sumOf } from "../../kit/number-rows.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { rowPanel } from "../../kit/row-panel.ts";
import { sharesPanel } from "../../kit/shares-panel.ts";

const input = equalRows(
  sameLength(
    z.object({
      periods: labels,
      volume: values.describe("Tickets per period"),
      categories: z
        .array(z.object({ name: label, values: values.describe("Tickets per period") }))
        .max(12)
        .optional(),
      resolution_hours: values.optional().describe("Median hours to resolve"),
      drivers: z
        .array(z.object({ name: label, value: value.describe("Tickets in the whole time") }))
        .max(40)
        .optional(),
      ...common,
    }),
    "periods",
    "volume",
    "resolution_hours",
  ),
  "categories",
  "periods",
);

type Data = z.infer<typeof input>;
const plain = { style: "number" } as const;
const hours = { style: "number", unit: "h" } as const;

export const supportAnalysis = defineChart({
  id: "support_analysis",
  title: "Support analysis",
  purpose: "Where support load comes from: volume, categories, hours to resolution, the drivers that make up most of it",
  persona: "diego",
  panels: ["Volume", "By category", "Time to resolve", "Top drivers"],
  input,
  sample: {
    periods: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
    volume: [612, 588, 640, 571, 534, 498],
    categories: [
      { name: "Login", values: [201, 188, 214, 170, 149, 131] },
      { name: "Billing", values: [164, 159, 171, 160, 152, 148] },
      { name: "Performance", values: [132, 128, 140, 126, 121, 110] },
      { name: "Other", values: [115, 113, 115, 115, 112, 109] },
    ],
    resolution_hours: [19.5, 18.2, 21.4, 16.8, 14.1, 12.6],
    drivers: [
      { name: "Password reset", value: 842 },
      { name: "Invoice missing", value: 511 },
      { name: "Slow report", value: 398 },
      { name: "SSO outage", value: 274 },
      { name: "Export fails", value: 163 },
      { name: "Other", value: 255 },
    ],
    period: "January–June 2026",
  },
  build(data, pen) {
    const { periods, volume, resolution_hours: resolution } = data;
    const dates = pen.labels(periods);
    const over = { labels: periods, format: plain } as const;
    return {
      period: pen.span(periods),
      panels: [
        rowPanel(pen, {
          ...over,
          id: "volume",
          measure: pen.word("support-volume"),
          values: volume,
          subtitle: pen.word("tickets-per-period"),
          field: "volume",
        }),
        data.categories === undefined || data.categories.length === 0
          ? null
          : sharesPanel(pen, {
              ...over,
              id: "categories",
              neutral: pen.word("by-category"),
              measure: pen.word("in.tickets"),
              series: data.categories,
              subtitle: pen.word("tickets-per-period"),
            }),
        resolution === undefined
          ? null
          : rowPanel(pen, {
              ...over,
              id: "resolution",
              measure: pen.word("time-to-resolve"),
              values: resolution,
              format: hours,
              subtitle: pen.word("median-hours"),
              field: "resolution_hours",
            }),
        data.drivers === undefined || data.drivers.length === 0 ? null : drivers(data.drivers, volume, pen),
      ],
      kpis: [
        rowKpi(pen, pen.word("tickets"), dates, volume, plain, false),
        resolution === undefined ? null : rowKpi(pen, pen.word("time-to-resolve"), dates, resolution, hours, false),
      ],
    };
  },
});

const DRAWN_MAX = 12;

/** The largest first, the rest that was given as one last; how many make up most of all tickets. */
function drivers(given: NonNullable<Data["drivers"]>, volume: Data["volume"], pen: Pen) {
  const basis: Basis = {
    name: "drivers",
    labels: given.map(({ name }) => name),
    series: [{ name: "tickets", values: given.map(({ value: n }) => n) }],
  };
  const [listed, all] = [sumOf(given.map(({ value: n }) => n)), sumOf(volume)];
  // Drivers may be those of part of the tickets: then they are measured against all of them.
  const whole = volume.every((n) => n !== null) && all >= listed ? all : null;
  const measure = whole === null ? pen.word("the-tickets-listed") : pen.word("in.tickets");
  const most = pareto(basis, "tickets", whole, { measure, format: plain });
  const vital = most?.kind === "pareto" ? most.count : 0;
  const order = given.toSorted((a, b) => Number(isRest(a.name)) - Number(isRest(b.name)) || (b.value ?? 0) - (a.value ?? 0));
  const items = order.slice(0, DRAWN_MAX).flatMap(({ name, value: n }, at) => {
    const role: Role = at < vital || vital === 0 ? "accent" : "reference";
    return n === null ? [] : [{ label: name, value: n, role }];
  });
  const total = whole ?? listed;
  let sum = 0;
  const cumulative = items.map(({ value: n }) => {
    sum += n;
    return total > 0 ? (sum / total) * 100 : 0;
  });
  return {
    ...drawnPanel(
      {
        id: "drivers",
        neutral: pen.word("top-drivers"),
        claims: [most, top(basis, "tickets", { measure: pen.word("tickets-by-driver"), format: plain })],
        subtitle: pen.word("tickets-in-the-whole-time-largest-first"),
      },
      { form: "pareto", items, cumulative },
      items,
      {
        name: pen.word("tickets"),
        format: plain,
        field: "drivers",
        table: {
          columns: [pen.word("cause"), pen.word("tickets"), pen.word("added-up")],
          rows: items.map(({ label: name, value: n }, at) => [name, n, pen.percent(cumulative[at] ?? 0)]),
        },
      },
    ),
    bases: [basis],
  };
}

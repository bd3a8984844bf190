import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { ChartContext, DashboardSpec } from "../../../../core/ports/dashboard-spec.ts";
import { largestShare } from "../../headlines/shares.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { fewParts, ofNamed, type Parts, parts } from "../../kit/parts-data.ts";
import type { Note } from "../../kit/shaped.ts";
import { measureOf, single, subtitleOf } from "../../kit/single.ts";

/** More slices than these can't be told apart. */
const SLICES_MAX = 6;

function build(template: "pie" | "doughnut", data: Parts, context: ChartContext): DashboardSpec {
  const notes: Note[] = [];
  const { format, unit, percent, scaled } = measureOf(data, context);
  const items = fewParts(data, SLICES_MAX, notes).map(({ label, value, others }) => ({
    label,
    value: scaled(value) as number,
    ...(others && { role: "reference" as const }),
  }));
  const total = items.reduce((sum, { value }) => sum + value, 0);
  const name = data.name ?? "Parts";
  const headline = ofNamed(items) ? largestShare(data.name ?? "the whole", items, percent) : null;
  const panel = drawnPanel(
    { id: "chart", title: headline, neutral: name, subtitle: subtitleOf(data.name, unit, "share of the whole"), span: 2 },
    { form: "round", items, hole: template === "doughnut" },
    items,
    {
      name,
      format,
      field: "values",
      table: {
        columns: ["Part", unit === "" ? name : `${name}, ${unit}`],
        rows: items.map(({ label, value }) => [label, value]),
      },
    },
  );
  const shown = total > 0 ? panel : { ...panel, missing: "values" };
  return single(template, { neutral: name, headline, panel: shown }, data, context, notes);
}

export const pie = defineChart({
  id: "pie",
  title: "Pie",
  purpose: "Parts of a whole, at most six",
  persona: null,
  panels: ["Parts of a whole"],
  input: parts,
  sample: {
    labels: ["Salaries", "Cloud", "Licences", "Contractors", "Training"],
    values: [4_310_000, 1_120_000, 640_000, 590_000, 140_000],
    name: "Technology cost",
    unit: "EUR",
    period: "First half of 2026",
  },
  build: (data, context) => build("pie", data, context),
});

export const doughnut = defineChart({
  id: "doughnut",
  title: "Doughnut",
  purpose: "Parts of a whole, at most six, with the whole in the middle",
  persona: null,
  panels: ["Parts of a whole"],
  input: parts,
  sample: {
    labels: ["Organic search", "Paid search", "Partners", "Direct", "Social"],
    values: [18_400, 9_200, 6_100, 5_300, 2_700],
    name: "New accounts",
    unit: "accounts",
    period: "June 2026",
  },
  build: (data, context) => build("doughnut", data, context),
});

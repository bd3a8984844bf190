import { defineChart } from "../../kit/define-chart.ts";
import type { ChartDraft, Pen } from "../../kit/draft.ts";
import { type Parts, parts } from "../../kit/parts-data.ts";
import { partsDraft } from "../../kit/parts-draft.ts";

/** More slices than these can't be told apart. */
const SLICES_MAX = 6;

const round =
  (hole: boolean) =>
  (data: Parts, pen: Pen): ChartDraft =>
    partsDraft(data, pen, {
      most: SLICES_MAX,
      reading: pen.word("share-of-the-whole"),
      drawing: (items) => ({ form: "round", items, hole }),
    });

export const pie = defineChart({
  id: "pie",
  title: "Pie",
  purpose: "Parts of a whole, at most six",
  panels: ["Parts of a whole"],
  input: parts,
  sample: {
    labels: ["Salaries", "Cloud", "Licences", "Contractors", "Training"],
    values: [4_310_000, 1_120_000, 640_000, 590_000, 140_000],
    name: "Technology cost",
    unit: "EUR",
    period: "First half of 2026",
  },
  build: round(false),
});

export const doughnut = defineChart({
  id: "doughnut",
  title: "Doughnut",
  purpose: "Parts of a whole, at most six, with the whole in the middle",
  panels: ["Parts of a whole"],
  input: parts,
  sample: {
    labels: ["Organic search", "Paid search", "Partners", "Direct", "Social"],
    values: [18_400, 9_200, 6_100, 5_300, 2_700],
    name: "New accounts",
    unit: "accounts",
    period: "June 2026",
  },
  build: round(true),
});

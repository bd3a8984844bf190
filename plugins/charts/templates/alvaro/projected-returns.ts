import { z } from "zod";
import { overTime } from "../../../../core/charts/claims/find/over-time.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { NumberFormat } from "../../../../core/ports/dashboard-spec.ts";
import { label, labels, sameLength, values } from "../../kit/common-fields.ts";
import type { PanelDraft, Pen } from "../../kit/draft.ts";
import { joined } from "../../kit/measure.ts";
import { linePanel } from "../../kit/panels.ts";

export const projectedReturnsFields = sameLength(
  z.object({
    timeline: labels,
    projections: values.describe("In `currency`, cumulative"),
    low: values.optional(),
    high: values.optional(),
    actual_until: label.optional().describe("Last label that is actual, not projected"),
    interval: z.number().optional().describe("Percent that the band covers, such as 80"),
  }),
  "timeline",
  "projections",
  "low",
  "high",
);

/** What is planned is said against the last that is actual, or its own start. */
export function projectedReturns(given: z.infer<typeof projectedReturnsFields>, money: NumberFormat, pen: Pen): PanelDraft {
  const timeline = pen.labels(given.timeline);
  const until = given.actual_until === undefined ? -1 : given.timeline.indexOf(given.actual_until);
  const last = given.projections.findLastIndex((value) => value !== null);
  const from = Math.max(until, 0);
  const basis: Basis = {
    name: "projected_returns",
    labels: given.timeline.slice(from),
    series: [{ name: "return", values: given.projections.slice(from) }],
  };
  const about = { measure: pen.word("cumulative-return"), format: money, as: "trend.planned" };
  const reading =
    given.interval === undefined
      ? pen.word("band-low-to-high")
      : pen.word("band-interval", { share: pen.percent(given.interval) });
  const banded = given.low !== undefined && given.high !== undefined;
  const known = until >= 0 ? pen.word("projected-after", { period: timeline[until] ?? "" }) : pen.word("in.projected");
  const panel = linePanel(
    {
      id: "projected_returns",
      neutral: pen.word("projected-returns"),
      claims: [overTime(basis, "return", about)],
      subtitle: joined([pen.word("cumulative-in", { currency: money.currency ?? "" }), known, banded ? reading : ""], pen),
    },
    timeline,
    [{ name: pen.word("return"), values: given.projections, role: "series-1" }],
    { format: money, field: "projected_returns.projections" },
  );
  return {
    ...panel,
    bases: [basis],
    series: panel.series.map((one) => ({
      ...one,
      area: false,
      dashedFrom: from,
      labelled: [...new Set([until, last])].filter((at) => at >= 0),
      ...(banded && { bands: [{ low: given.low ?? [], high: given.high ?? [], label: reading }] }),
    })),
  };
}

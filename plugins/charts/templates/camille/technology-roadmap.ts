import { z } from "zod";
import { countOf } from "../../../../core/charts/claims/find/counts.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { common, label } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { DraftNote } from "../../kit/draft.ts";
import { plainKpi } from "../../kit/key-figures.ts";
import { drawnPanel } from "../../kit/panels.ts";

const day = z
  .string()
  .regex(/^\d{4}(-\d{2}){1,2}$/, "write the date as 2026-03 or 2026-03-15")
  .describe("ISO date; a month counts from its first day to its last");

const statuses = ["done", "on track", "at risk", "late", "planned"] as const;

const input = z
  .object({
    items: z
      .array(
        z.object({
          name: label,
          track: label,
          start: day,
          end: day,
          status: z.enum(statuses),
          confidence: z.number().min(0).max(100).optional().describe("Percent"),
        }),
      )
      .min(1)
      .max(60),
    today: day.optional().describe("Draws a line; never taken from the clock"),
    ...common,
  })
  .superRefine(({ items }, context) => {
    items.forEach(({ start, end }, index) => {
      if (days(end, true) < days(start, false))
        context.addIssue({ code: "custom", path: ["items", index, "end"], message: `${end} is before start, ${start}` });
    });
  });

type Item = z.infer<typeof input>["items"][number];

const roles: Readonly<Record<Item["status"], Role>> = {
  done: "reference",
  "on track": "good",
  "at risk": "series-5",
  late: "bad",
  planned: "series-1",
};

export const technologyRoadmap = defineChart({
  id: "technology_roadmap",
  title: "Technology roadmap",
  purpose: "Technology bets on a time line, with what depends on what",
  persona: "camille",
  panels: ["Roadmap"],
  input,
  sample: {
    items: [
      { name: "Identity consolidation", track: "Platform", start: "2026-01", end: "2026-04", status: "done" },
      { name: "API gateway v2", track: "Platform", start: "2026-03", end: "2026-08", status: "on track", confidence: 80 },
      { name: "Multi-region", track: "Platform", start: "2026-07", end: "2027-01", status: "planned", confidence: 55 },
      { name: "Feature store", track: "Data & AI", start: "2026-02", end: "2026-06", status: "late", confidence: 40 },
      { name: "Forecast service", track: "Data & AI", start: "2026-05", end: "2026-11", status: "at risk", confidence: 60 },
      { name: "Design system 3", track: "Experience", start: "2026-01", end: "2026-07", status: "on track", confidence: 85 },
      { name: "Native checkout", track: "Experience", start: "2026-06", end: "2026-12", status: "planned", confidence: 70 },
    ],
    today: "2026-06-15",
    period: "2026",
  },
  build({ items, today }, pen) {
    const basis: Basis = {
      name: "items",
      labels: items.map(({ name }) => name),
      series: ["late", "at risk"].map((wanted) => ({
        name: wanted,
        values: items.map(({ status }) => Number(status === wanted)),
      })),
    };
    const inTrouble = countOf(
      basis,
      [
        { series: "late", is: "=", than: 1 },
        { series: "at risk", is: "=", than: 1 },
      ],
      { measure: pen.word("in.initiatives"), format: { style: "number" }, as: "count-of.late" },
    );
    const bars = items.map(({ name, track, start, end, status, confidence }) => ({
      label: name,
      track,
      start: days(start, false),
      end: days(end, true),
      role: roles[status],
      note:
        confidence === undefined ? pen.word(`status.${status}`) : `${pen.word(`status.${status}`)}, ${pen.percent(confidence)}`,
    }));
    return {
      bases: [basis],
      notes: today === undefined ? [] : contradictions(items, today),
      panels: [
        drawnPanel(
          {
            id: "roadmap",
            neutral: pen.word("roadmap"),
            claims: [inTrouble],
            subtitle: pen.word("by-track-the-note-says-status-and-confidence"),
            span: 2,
          },
          { form: "timeline", items: bars, today: today === undefined ? null : days(today, false) },
          bars.map(({ label: text, start, end }) => ({ label: text, value: end - start })),
          {
            name: pen.word("days"),
            format: { style: "number" },
            field: "items",
            table: {
              columns: [
                pen.word("initiative"),
                pen.word("track"),
                pen.word("start"),
                pen.word("end"),
                pen.word("status"),
                pen.word("confidence-percent"),
              ],
              rows: items.map((item) => [
                item.name,
                item.track,
                item.start,
                item.end,
                pen.word(`status.${item.status}`),
                item.confidence ?? null,
              ]),
            },
          },
        ),
      ],
      kpis: statuses.map((wanted) =>
        plainKpi(capitalised(pen.word(`status.${wanted}`)), items.filter(({ status }) => status === wanted).length, {
          style: "number",
          unit: pen.word("of-count", { count: items.length }),
        }),
      ),
    };
  },
});

/** A status that the dates speak against is drawn as given, and said. */
function contradictions(items: readonly Item[], today: string): DraftNote[] {
  const now = days(today, false);
  return items.flatMap(({ name, start, end, status }): DraftNote[] => {
    const over = days(end, true) <= now;
    const ahead = days(start, false) > now;
    const odd =
      (over && (status === "on track" || status === "planned" || status === "at risk")) ||
      (ahead && status === "done") ||
      (!ahead && !over && status === "planned");
    const message = `${name} is given as ${status}, and runs from ${start} to ${end}; today is ${today}`;
    return odd ? [{ code: "STATUS_CONFLICT", message }] : [];
  });
}

/** Days since 1970-01-01; the end of a month or day is the day after it. */
function days(date: string, end: boolean): number {
  const [year = 0, month = 1, dayOfMonth] = date.split("-").map(Number);
  const at =
    dayOfMonth === undefined
      ? Date.UTC(year, month - 1 + (end ? 1 : 0), 1)
      : Date.UTC(year, month - 1, dayOfMonth + (end ? 1 : 0));
  return at / 86_400_000;
}

const capitalised = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

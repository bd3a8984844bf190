import { z } from "zod";
import { defineTemplate as defineChart } from "../../../../core/plugin.ts";
import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { dashboard } from "../../kit/assemble.ts";
import { common, label } from "../../kit/common-fields.ts";
import { drawnPanel } from "../../kit/panels.ts";

const day = z
  .string()
  .regex(/^\d{4}(-\d{2}){1,2}$/, "write the date as 2026-03 or 2026-03-15")
  .describe("ISO date; a month counts from its first day to its last");

const input = z
  .object({
    items: z
      .array(
        z.object({
          name: label,
          track: label,
          start: day,
          end: day,
          status: z.enum(["done", "on track", "at risk", "late", "planned"]),
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

const roles: Readonly<Record<string, Role>> = {
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
  build(data, context) {
    const { items } = data;
    const trouble = items.filter(({ status }) => status === "late" || status === "at risk");
    const headline =
      trouble.length === 0
        ? items.length > 1 && items.some(({ status }) => status === "on track")
          ? `No initiative is late or at risk, of ${items.length}`
          : null
        : trouble.length === 1
          ? `${trouble[0]?.name} is ${trouble[0]?.status}, of ${items.length} initiatives`
          : `${trouble.length} of ${items.length} initiatives are late or at risk`;
    const bars = items.map(({ name, track, start, end, status, confidence }) => ({
      label: name,
      track,
      start: days(start, false),
      end: days(end, true),
      role: roles[status] as Role,
      note: confidence === undefined ? status : `${status}, ${confidence}%`,
    }));
    const panel = drawnPanel(
      { id: "roadmap", title: headline, neutral: "Roadmap", subtitle: "By track; the note says status and confidence", span: 2 },
      { form: "timeline", items: bars, today: data.today === undefined ? null : days(data.today, false) },
      bars.map(({ label: text, start, end }) => ({ label: text, value: end - start })),
      {
        name: "Days",
        format: { style: "number" },
        field: "items",
        table: {
          columns: ["Initiative", "Track", "Start", "End", "Status", "Confidence, %"],
          rows: items.map(({ name, track, start, end, status, confidence }) => [
            name,
            track,
            start,
            end,
            status,
            confidence ?? null,
          ]),
        },
      },
    );
    const count = (status: string) => items.filter((item) => item.status === status).length;
    return dashboard(
      {
        template: "technology_roadmap",
        neutralTitle: "Technology roadmap",
        headline,
        period: null,
        panels: [panel],
        kpis: ["done", "on track", "at risk", "late"].map((status) => ({
          name: status[0]?.toUpperCase() + status.slice(1),
          value: count(status),
          format: { style: "number" as const, unit: `of ${items.length}` },
          delta: null,
          history: [],
        })),
      },
      data,
      context,
    );
  },
});

/** Days since 1970-01-01; the end of a month or day is the day after it. */
function days(date: string, end: boolean): number {
  const [year = 0, month = 1, dayOfMonth] = date.split("-").map(Number);
  const at =
    dayOfMonth === undefined
      ? Date.UTC(year, month - 1 + (end ? 1 : 0), 1)
      : Date.UTC(year, month - 1, dayOfMonth + (end ? 1 : 0));
  return at / 86_400_000;
}

import type { ReportChart } from "../../../../core/ports/report-format.ts";

/** A chart of a section, and what the section says beside it. */
export interface Placed {
  readonly chart: ReportChart;
  readonly kicker: string | null;
  readonly notes: string | null;
  readonly text: readonly string[];
}

import type { KeptRun } from "../artifacts/kept.ts";
import type { ReportRun } from "../ports/report-format.ts";

/** What ran and on what, for the last page. */
export const reportRun = ({
  executionId,
  startedAt,
  persona,
  capability,
  codeSha256,
  datasets,
  versions,
}: KeptRun): ReportRun => ({
  ...{ executionId, startedAt, persona, capability, codeSha256, versions },
  datasets: datasets.map(({ name, sha256, rows, columns, assumed, notes }) => ({
    ...{ name, sha256, rows, columns, assumed },
    notes: notes.map(({ column, message }) => (column === null ? message : `${column}: ${message}`)),
  })),
});

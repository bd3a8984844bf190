import type { ChartContext, DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Common } from "./common-fields.ts";

/** Where the numbers come from, and which run drew them. */
export function footOf(data: Common, context: ChartContext): DashboardSpec["foot"] {
  const source = context.source ?? data.source;
  const datasets = context.datasets.map(
    ({ name, sha256, rows }) => `${name} (sha256 ${short(sha256)}${rows === null ? "" : `, ${rows} rows`})`,
  );
  const left = [
    source ? `Source: ${source}` : datasets.length > 0 ? `Source: ${datasets.join(", ")}` : null,
    data.as_of ? `as of ${data.as_of}` : null,
  ];
  const right = [
    `strategic-python · run ${context.runId.slice(0, 8)}`,
    `generated ${context.generatedAt.slice(0, 10)}`,
    context.codeSha256 === null ? null : `code sha256 ${short(context.codeSha256)}`,
  ];
  return { left: left.filter(Boolean).join(" · "), right: right.filter(Boolean).join(" · ") };
}

const short = (sha256: string) => `${sha256.slice(0, 4)}…${sha256.slice(-4)}`;

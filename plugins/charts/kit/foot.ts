import type { ChartContext, DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Common } from "./common-fields.ts";

/** Where the numbers come from, and which run drew them. */
export function footOf(data: Common, context: ChartContext): DashboardSpec["foot"] {
  const source = context.source ?? data.source ?? origin(context);
  const left = [source === null ? null : `Source: ${source}`, data.as_of ? `as of ${data.as_of}` : null];
  const right = [
    `strategic-python · run ${context.runId.slice(0, 8)}`,
    `generated ${context.generatedAt.slice(0, 10)}`,
    context.codeSha256 === null ? null : `code sha256 ${short(context.codeSha256)}`,
  ];
  return { left: left.filter(Boolean).join(" · "), right: right.filter(Boolean).join(" · ") };
}

const NAMED_MAX = 3;

/** Hashes and rows are in the audit record; of many files it is not known which of them a chart is drawn from. */
function origin({ sample, datasets, codeSha256, runId }: ChartContext): string | null {
  if (sample) return null;
  if (codeSha256 === null) return "data given in the call";
  if (datasets.length === 0) return `run ${runId.slice(0, 8)}`;
  return datasets.length <= NAMED_MAX
    ? datasets.map(({ name }) => name).join(", ")
    : `${datasets.length} files of run ${runId.slice(0, 8)}`;
}

const short = (sha256: string) => `${sha256.slice(0, 4)}…${sha256.slice(-4)}`;

import type { ChartContext, DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Common } from "./common-fields.ts";
import { type Pen, penFor } from "./draft.ts";

/** Where the numbers come from, and which run drew them. */
export function footOf(data: Common, context: ChartContext): DashboardSpec["foot"] {
  const { word } = penFor(context, data);
  const source = context.source ?? data.source ?? origin(context, word);
  const left = [source === null ? null : word("source", { source }), data.as_of ? word("as-of", { date: data.as_of }) : null];
  const right = [
    `strategic-python · ${word("run", { run: context.runId.slice(0, 8) })}`,
    word("generated", { date: context.generatedAt.slice(0, 10) }),
    context.codeSha256 === null ? null : word("code-hash", { hash: short(context.codeSha256) }),
  ];
  return { left: left.filter(Boolean).join(" · "), right: right.filter(Boolean).join(" · ") };
}

const NAMED_MAX = 3;

/** Hashes and rows are in the audit record; of many files it is not known which of them a chart is drawn from. */
function origin({ sample, datasets, codeSha256, runId }: ChartContext, word: Pen["word"]): string | null {
  if (sample) return null;
  if (codeSha256 === null) return word("given-in-the-call");
  if (datasets.length === 0) return word("run", { run: runId.slice(0, 8) });
  return datasets.length <= NAMED_MAX
    ? datasets.map(({ name }) => name).join(", ")
    : word("files-of-run", { count: datasets.length, run: runId.slice(0, 8) });
}

const short = (sha256: string) => `${sha256.slice(0, 4)}…${sha256.slice(-4)}`;

import { crossing, overTime } from "../../../core/charts/claims/find/over-time.ts";
import type { Basis, Claim } from "../../../core/ports/claim.ts";
import type { NumberFormat, ReferenceLine } from "../../../core/ports/dashboard-spec.ts";
import type { PanelDraft, Pen } from "./draft.ts";
import { barPanel, linePanel } from "./panels.ts";

export interface RowOverTime {
  readonly id: string;
  /** What a sentence calls it. */
  readonly measure: string;
  readonly neutral?: string;
  readonly labels: readonly string[];
  readonly values: readonly (number | null)[];
  readonly format: NumberFormat;
  readonly subtitle: string;
  /** The field to name when there is nothing to draw. */
  readonly field: string;
  readonly span?: 1 | 2;
  readonly bars?: boolean;
  readonly references?: readonly ReferenceLine[];
  /** A line that the row may have passed for good. */
  readonly line?: ReferenceLine | undefined;
}

/** One measure over time, with what may be said of it: the panel that most templates are made of. */
export function rowPanel(
  pen: Pen,
  row: RowOverTime,
): PanelDraft & { readonly claims: readonly [passed: Claim | null, moved: Claim | null] } {
  const { id, measure, labels, values, format, field, subtitle, references = [], line } = row;
  const basis: Basis = { name: id, labels, series: [{ name: measure, values }] };
  const about = { measure, format };
  const passed = line === undefined ? null : crossing(basis, measure, line, about);
  const moved = overTime(basis, measure, about);
  const claims = [passed, moved];
  const said = { id, neutral: row.neutral ?? measure, claims, subtitle, ...(row.span !== undefined && { span: row.span }) };
  const rows = [{ name: measure, values }];
  const rest = { format, field, references };
  return {
    ...(row.bars === true ? barPanel(said, pen.labels(labels), rows, rest) : linePanel(said, pen.labels(labels), rows, rest)),
    claims: [passed, moved],
    bases: [basis],
  };
}

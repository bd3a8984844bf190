import { latestShare, shareChange } from "../../../core/charts/claims/find/shares.ts";
import type { Basis } from "../../../core/ports/claim.ts";
import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import type { PanelDraft, Pen } from "./draft.ts";
import { barPanel } from "./panels.ts";

interface Shares {
  readonly id: string;
  readonly neutral: string;
  /** What a sentence calls the whole. */
  readonly measure: string;
  readonly labels: readonly string[];
  readonly series: Basis["series"];
  readonly format: NumberFormat;
  readonly subtitle: string;
}

/** What a whole is made of, period by period: stacked, with whose share moved, or is largest now. The field is called as the panel. */
export function sharesPanel(pen: Pen, { id, neutral, measure, labels, series, format, subtitle }: Shares): PanelDraft {
  const basis: Basis = { name: id, labels, series };
  const about = { measure, format };
  const said = { id, neutral, claims: [shareChange(basis, about), latestShare(basis, about)], subtitle };
  return { ...barPanel(said, pen.labels(labels), series, { format, field: id, stacked: true }), bases: [basis] };
}

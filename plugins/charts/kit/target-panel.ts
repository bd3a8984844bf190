import { target as against } from "../../../core/charts/claims/find/counts.ts";
import type { Basis } from "../../../core/ports/claim.ts";
import type { NumberFormat, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import type { PanelDraft } from "./draft.ts";
import { bulletPanel } from "./panels.ts";

interface Aim {
  readonly id: string;
  readonly neutral: string;
  readonly subtitle: string;
  /** What its claim calls the value. */
  readonly series: string;
  /** What the bar is called, and what a sentence calls the measure. */
  readonly label: string;
  readonly measure: string;
  readonly value: number;
  readonly target: number;
  readonly format: NumberFormat;
  /** What bar and line are, in the key. */
  readonly names: readonly [value: string, target: string];
  readonly field: string;
  readonly table: PanelSpec["table"];
  /** Another sentence for the same claim. */
  readonly as?: string;
}

/** One value against what it should be at least. */
export function targetPanel(aim: Aim): PanelDraft {
  const { id, neutral, subtitle, series, label, measure, value, target, format, names, field, table, as } = aim;
  const basis: Basis = { name: id, labels: [label], series: [{ name: series, values: [value] }] };
  const about = { measure, format, ...(as !== undefined && { as }) };
  return {
    ...bulletPanel(
      { id, neutral, subtitle, claims: [against(basis, series, label, target, about)] },
      [{ label, value, target, good: value >= target }],
      names,
      { format, field, table },
    ),
    bases: [basis],
  };
}

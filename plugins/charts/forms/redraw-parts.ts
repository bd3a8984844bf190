import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import type { Redrawn } from "./form.ts";

type OfParts = Drawing & { readonly items: readonly { readonly label: string; readonly value: number }[] };

/** A part of which nothing is left has no mark. */
export function redrawParts<D extends OfParts>(drawing: D, values: readonly (number | null)[]): Redrawn<D> {
  const left = values.flatMap((value, at) => (value !== null && value > 0 ? [at] : []));
  const items = left.map((at) => ({ ...drawing.items[at], value: values[at] }));
  return { drawing: { ...drawing, items }, left };
}

import { constant } from "../../../core/charts/claims/find/over-time.ts";
import { share } from "../../../core/charts/claims/find/shares.ts";
import type { Basis } from "../../../core/ports/claim.ts";
import type { Drawing, Role } from "../../../core/ports/dashboard-spec.ts";
import type { ChartDraft, Pen } from "./draft.ts";
import { measured, readingOf } from "./measure.ts";
import { drawnPanel } from "./panels.ts";
import { fewParts, type Parts, wholeOf } from "./parts-data.ts";
import type { Note } from "./shaped.ts";

interface Shape {
  /** The rest is added up. */
  readonly most: number;
  /** How the picture is read. */
  readonly reading: string;
  readonly drawing: (items: readonly { readonly label: string; readonly value: number; readonly role?: Role }[]) => Drawing;
}

/** Parts of one whole, largest first. */
export function partsDraft(data: Parts, pen: Pen, { most, reading, drawing }: Shape): ChartDraft {
  const notes: Note[] = [];
  const { format, spoken, unit, scaled } = measured(data, pen);
  const items = fewParts(data, most, notes, pen).map(({ label, value, others }) => ({
    label,
    value: scaled(value) as number,
    ...(others && { role: "reference" as const }),
  }));
  const name = data.name ?? pen.word("parts");
  const whole = wholeOf(data);
  const basis: Basis = { name: "parts", labels: whole.labels, series: [{ name, values: whole.values.map(scaled) }] };
  const about = { measure: data.name ?? pen.word("in.the-whole"), format: spoken };
  // All alike but zero is a tie like any other.
  const zeros = data.values.every((value) => value === 0 || value === null) ? constant(basis, name, about) : null;
  // Beside a rest that is drawn larger, no part is the largest to the eye.
  const [first] = items;
  const clear = items.every(({ role, value }) => role === undefined || value < (first?.value ?? 0));
  const panel = drawnPanel(
    {
      id: "chart",
      neutral: name,
      claims: [clear ? share(basis, name, about) : null, zeros],
      subtitle: readingOf(pen, name, unit, reading),
      span: 2,
    },
    drawing(items),
    items,
    {
      name,
      format,
      field: "values",
      table: {
        columns: [pen.word("a-part"), unit === "" ? name : `${name}, ${unit}`],
        rows: items.map(({ label, value }) => [label, value]),
      },
    },
  );
  return { panels: [panel], bases: [basis], neutral: name, notes };
}

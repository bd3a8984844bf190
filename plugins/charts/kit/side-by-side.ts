import { ends } from "../../../core/charts/claims/find/extremes.ts";
import type { Basis } from "../../../core/ports/claim.ts";
import type { NumberFormat, Role } from "../../../core/ports/dashboard-spec.ts";
import type { PanelDraft } from "./draft.ts";
import { highestFirst } from "./number-rows.ts";
import { drawnPanel } from "./panels.ts";

interface Things {
  readonly id: string;
  readonly neutral: string;
  readonly subtitle: string;
  /** What a row is: head of the table's first column. */
  readonly things: string;
  readonly labels: readonly string[];
  readonly field: string;
}

interface Column {
  /** Measure and unit, above the column. */
  readonly name: string;
  /** What a sentence calls it. */
  readonly measure: string;
  readonly values: readonly (number | null)[];
  readonly format: NumberFormat;
  readonly role: Role;
  readonly mark?: "bar" | "dots";
  /** End of its scale, where it has one. */
  readonly max?: number;
}

/** Several measures of the same things on shared rows, highest of the first measure first; each on its own scale. */
export function sideBySide({ id, neutral, subtitle, things, labels, field }: Things, columns: readonly Column[]): PanelDraft {
  const basis: Basis = {
    name: id,
    labels,
    series: columns.map(({ measure, values }) => ({ name: measure, values })),
  };
  const first = columns[0]?.values ?? [];
  const order = highestFirst(labels.map((_, at) => first[at] ?? null));
  const ordered = (row: readonly (number | null)[]) => order.map((at) => row[at] ?? null);
  const claims = columns.map(({ measure, format }) => ends(basis, measure, { measure, format }, { whole: true }));
  return {
    ...drawnPanel(
      { id, neutral, claims, subtitle, span: 2 },
      {
        form: "rows",
        labels: order.map((at) => labels[at] as string),
        columns: columns.map(({ name, values, format, mark = "bar", role, max }) => ({
          ...{ name, values: ordered(values), format, mark, role },
          ...(max !== undefined && { max }),
        })),
      },
      order.map((at) => ({ label: labels[at] as string, value: first[at] ?? null })),
      {
        name: columns[0]?.measure ?? "",
        format: { style: "number" },
        field,
        table: {
          columns: [things, ...columns.map(({ name }) => name)],
          rows: order.map((at) => [labels[at] as string, ...columns.map(({ values }) => values[at] ?? null)]),
        },
      },
    ),
    bases: [basis],
  };
}

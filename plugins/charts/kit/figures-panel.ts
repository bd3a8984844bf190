import type { KpiSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Common } from "./common-fields.ts";
import type { PanelDraft, Pen } from "./draft.ts";
import { drawnPanel, type Said } from "./panels.ts";

/** Key figures as cards, and in the table what they were made of. `cards` are `kpis`, in their order. */
export function figuresPanel(said: Said, cards: readonly KpiSpec[], kpis: NonNullable<Common["kpis"]>, pen: Pen): PanelDraft {
  return drawnPanel(
    said,
    { form: "cards", cards },
    cards.map(({ name, value }) => ({ label: name, value })),
    {
      name: pen.word("value"),
      format: { style: "number" },
      field: "kpis",
      table: {
        columns: [pen.word("measure"), pen.word("value"), pen.word("unit"), pen.word("previous"), pen.word("target")],
        rows: kpis.map(({ name, value, unit, previous, target }) => [name, value, unit ?? "", previous ?? null, target ?? null]),
      },
    },
  );
}

import { top } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { NumberFormat, Role } from "../../../../core/ports/dashboard-spec.ts";
import type { PanelDraft, Pen } from "../../kit/draft.ts";
import { type Row, sumOf } from "../../kit/number-rows.ts";
import { drawnPanel } from "../../kit/panels.ts";

/** The changes alone, from zero: beside the totals they would be hairlines. */
export function costChanges(
  categories: readonly string[],
  costs: Row,
  previous: Row,
  format: NumberFormat,
  pen: Pen,
): PanelDraft {
  const moves = categories.map((_, at) => {
    const [now, before] = [costs[at] ?? null, previous[at] ?? null];
    return now === null || before === null ? null : now - before;
  });
  const basis: Basis = {
    name: "changes",
    labels: categories,
    series: [{ name: "size", values: moves.map((value) => (value === null ? null : Math.abs(value))) }],
  };
  const net = sumOf(moves);
  const role = (value: number): Role => (value > 0 ? "bad" : value < 0 ? "good" : "neutral");
  const items = [
    ...categories.flatMap((label, at) => {
      const value = moves[at] ?? 0;
      return value === 0 ? [] : [{ label, value, total: false, role: role(value) }];
    }),
    { label: pen.word("net-change"), value: net, total: true, role: role(net) },
  ];
  return {
    ...drawnPanel(
      {
        id: "changes",
        neutral: pen.word("what-changed"),
        claims: [top(basis, "size", { measure: pen.word("change-of-cost"), format, as: "highest.moved" })],
        subtitle: pen.word("change-from-the-period-before-red-costs-more"),
        span: 2,
      },
      { form: "waterfall", items },
      items,
      {
        name: pen.word("change"),
        format,
        field: "costs",
        table: {
          columns: [pen.word("category"), pen.word("before"), pen.word("now")],
          rows: categories.map((name, at) => [name, previous[at] ?? null, costs[at] ?? null]),
        },
      },
    ),
    bases: [basis],
  };
}

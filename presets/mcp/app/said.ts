import type { Point } from "../../../plugins/charts/page/ask.ts";
import type { Chosen } from "../../../plugins/charts/page/chosen.ts";
import { fencedLines, oneLine } from "../untrusted.ts";
import type { AnsweredChart } from "./answer.ts";
import type { Say } from "./words.ts";

type Named = Pick<AnsweredChart, "id" | "title" | "template">;

/** In the reader's name; the names are the data's, so they stand in a fence as in every answer. */
export const question = (chart: Named, { panel, label, said }: Point, say: Say): string =>
  [
    say("question"),
    ...fencedLines("point", [named(chart), `panel: ${oneLine(panel)}`, `${oneLine(label)}: ${oneLine(said.join(", "))}`]),
  ].join("\n\n");

/** What is chosen in each chart, for the model to know of; "" where nothing is. */
export function lookedAt(charts: readonly (readonly [chart: Named, chosen: Chosen])[], say: Say): string {
  const lines = charts.flatMap(([chart, { filters, panel, mark }]) => {
    const parts = [
      filters.length > 0 ? `filter: ${oneLine(filters.join(", "))}` : "",
      panel === null ? "" : `panel: ${oneLine(panel)}`,
      mark === null ? "" : `point: ${oneLine(mark)}`,
    ].filter((part) => part !== "");
    return parts.length === 0 ? [] : [`${named(chart)}; ${parts.join("; ")}`];
  });
  return lines.length === 0 ? "" : [`${say("looking")}:`, ...fencedLines("charts", lines)].join("\n\n");
}

const named = ({ id, title, template }: Named): string =>
  `chart: ${oneLine(title)} (${oneLine(template)}${id === null ? "" : `, ${id}`})`;

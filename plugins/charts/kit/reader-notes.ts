import type { PanelSpec, RenderWarning } from "../../../core/ports/dashboard-spec.ts";
import { message } from "../locale/messages.ts";

/** Of what a picture leaves out, adds up or takes for something else: what whoever looks at it must know. */
const TOLD = new Set([
  "TOP_N",
  "TOO_MANY_SERIES",
  "OTHERS",
  "SAMPLED",
  "LEFT_OUT",
  "PERCENT_SCALE",
  "OFF_SCALE",
  "DRAWN_AS_LINE",
  "NOT_STACKED",
  "TOTAL_MISMATCH",
  "TOTAL_LEFT_OUT",
  "TOTAL_BESIDE",
  "MIXED_CURRENCIES",
  "CURRENCY_CONFLICT",
]);

/** Each panel with those of the warnings that are about it, in words that stand in the picture. */
export const withNotes = (
  panels: readonly PanelSpec[],
  warnings: readonly RenderWarning[],
  locale: string,
): readonly PanelSpec[] =>
  panels.map((panel) => {
    const told = warnings
      .filter(({ code, panel: title }) => TOLD.has(code) && title === panel.title)
      .flatMap((one) => wordsOf(one, panel, locale));
    return told.length === 0 ? panel : { ...panel, note: told.join(" · ") };
  });

function wordsOf({ code, message: said }: RenderWarning, { title }: PanelSpec, locale: string): string[] {
  // Which columns of a table nothing is drawn from is the author's concern.
  if (code === "LEFT_OUT" && /^columns? /.test(said)) return [];
  if (code === "PERCENT_SCALE") return [message("note.percent-scale", {}, locale)];
  // Which template would show more is the author's concern too.
  const told = said.replace(/\s*[;；]\s*"small_multiples".*$/, "");
  const bare = told.startsWith(`${title}: `) ? told.slice(title.length + 2) : told;
  return [`${bare.slice(0, 1).toUpperCase()}${bare.slice(1)}`];
}

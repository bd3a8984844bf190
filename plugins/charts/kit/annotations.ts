import { periodsIn } from "../../../core/charts/periods.ts";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { nearestFirst } from "../../../core/text/nearest.ts";
import type { Pen } from "./draft.ts";
import type { Emphasis } from "./emphasis-fields.ts";
import type { Rows } from "./limits.ts";
import type { Note } from "./shaped.ts";

type Annotations = Pick<PanelSpec, "notes" | "events" | "bands" | "references" | "log" | "min">;

/** What a caller wants written into the panel, at the places where it is drawn. What has no place there is said, never moved. */
export function annotations(
  given: Emphasis,
  rows: Rows,
  labels: readonly string[],
  kind: PanelSpec["kind"],
  notes: Note[],
  pen: Pen,
): Annotations {
  const without = (what: string) => notes.push({ code: "NO_EFFECT", message: what });
  const placed = (at: string, field: string): number | null => {
    const index = placeOf(at, rows, labels);
    if (index === null)
      without(
        `${field}: ${JSON.stringify(at)} is no place of this chart; nearest is ${JSON.stringify(nearestFirst(at, labels)[0] ?? "")}`,
      );
    return index;
  };
  const across = kind === "horizontal-bar";
  if (across && given.events !== undefined) without("events are for charts over time: not drawn beside lying bars");
  const events = across
    ? []
    : (given.events ?? []).flatMap(({ at, label }) => {
        const index = placed(at, "events");
        return index === null ? [] : [{ at: index, label }];
      });
  const said = (given.notes ?? []).flatMap(({ at, series, text }) => {
    const index = placed(at, "notes");
    const named = series === undefined ? 0 : rows.series.findIndex(({ name }) => name === series);
    if (named < 0) without(`notes: ${JSON.stringify(series)} is no series of this chart`);
    return index === null || named < 0 ? [] : [{ at: Math.round(index), series: named, text }];
  });
  const bands = (given.bands ?? []).flatMap((band): NonNullable<PanelSpec["bands"]>[number][] => {
    const label = band.label ?? "";
    if ("low" in band)
      return [{ along: "values", from: Math.min(band.low, band.high), to: Math.max(band.low, band.high), label }];
    const [from, to] = [placed(band.from, "bands"), placed(band.to, "bands")];
    if (across) without("bands from label to label are for charts over time: not drawn behind lying bars");
    return from === null || to === null || across
      ? []
      : [{ along: "labels", from: Math.min(from, to), to: Math.max(from, to), label }];
  });
  const target =
    given.target === undefined
      ? []
      : [typeof given.target === "number" ? { value: given.target, label: pen.word("target") } : given.target];
  return {
    references: target,
    ...(events.length > 0 && { events }),
    ...(said.length > 0 && { notes: said }),
    ...(bands.length > 0 && { bands }),
  };
}

/** Index of a label as it was given or as it is written; of a date between two, the place between them. */
function placeOf(at: string, { labels, at: times }: Rows, written: readonly string[]): number | null {
  const exact = [labels.indexOf(at), written.indexOf(at)].find((index) => index >= 0);
  if (exact !== undefined) return exact;
  const time = periodsIn([at])?.at[0];
  if (times === undefined || time === undefined || time < (times[0] as number) || time > (times.at(-1) as number)) return null;
  const after = times.findIndex((one) => one >= time);
  const [from, to] = [times[Math.max(0, after - 1)] as number, times[after] as number];
  return to === from ? after : after - 1 + (time - from) / (to - from);
}

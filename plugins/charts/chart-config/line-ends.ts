import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import { textWidth } from "../layout/text-width.ts";
import { panelFormats } from "./panel-formats.ts";

/** Several lines carry their last value, and their name where there is room, beside the plot: read without a look at the key. */

/** Between line and text, and around it: what `value-labels.ts` keeps clear. */
const GAP = 18;
/** What names may take of a chart's width. */
const SHARE = 0.22;

const endsAt = ({ labels }: PanelSpec, { values, labelled }: PanelSpec["series"][number]): boolean =>
  labelled.includes(labels.length - 1) && (values[labels.length - 1] ?? null) !== null;

/** Several lines, some of which run to the last label. */
export const endsBeside = (panel: PanelSpec): boolean =>
  panel.kind === "line" && panel.series.length > 1 && panel.series.some((series) => endsAt(panel, series));

export interface LineEnds {
  /** Per series, what stands at its end; null where it ends before the last label. */
  readonly texts: readonly (string | null)[];
  /** Pixels they need at the right of the plot. */
  readonly room: number;
  /** Every line has its name at its end: a key would say it twice. */
  readonly named: boolean;
}

export function lineEnds(panel: PanelSpec, width: number, locale: string): LineEnds {
  const last = panel.labels.length - 1;
  const written = (named: boolean) =>
    panel.series.map((series) => {
      if (!endsAt(panel, series)) return null;
      const value = formatNumber(series.values[last], panelFormats(panel, locale).label, locale);
      return named ? `${series.name} ${value}` : value;
    });
  const need = (texts: readonly (string | null)[]) => Math.max(...texts.map((text) => textWidth(text ?? "", 14))) + GAP;
  const whole = written(true);
  // All names or none: half of them beside the lines and half in a key would have to be pieced together.
  const all = panel.series.every((series) => series.context === true || endsAt(panel, series));
  const fits = all && need(whole) <= width * SHARE;
  const texts = fits ? whole : written(false);
  return {
    texts,
    room: Math.ceil(Math.max(26, need(texts))),
    named: fits,
  };
}

import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { type Along, along } from "./categories.ts";
import type { Plot, Series } from "./chart.ts";
import { type NativeTools, paintOf, type Sheet } from "./native.ts";

interface Fan {
  readonly plots: readonly Plot[];
  readonly drawn: boolean;
}

/**
 * Ranges around one line, as parts that lie on each other: what is below the range, unseen, and the range. A second line's ranges
 * would be laid on top of the first's, and a range that stops would fall to zero: null, then the picture stands.
 */
export function fanOf(
  panel: PanelSpec,
  { rows, broken }: Along,
  sheet: Sheet,
  { look, words }: NativeTools,
  code: string,
): Fan | null {
  const banded = panel.series.filter(({ bands = [] }) => bands.length > 0);
  const [series] = banded;
  if (series === undefined) return { plots: [], drawn: false };
  if (banded.length > 1 || broken || panel.log === true) return null;
  const bands = series.bands ?? [];
  const [widest] = bands;
  const first = widest?.low.findIndex((value) => value !== null) ?? -1;
  if (widest === undefined || first === -1) return { plots: [], drawn: false };
  if (bands.some(({ low, high }) => [low, high].some((edge) => edge.slice(first).includes(null)))) return null;
  // Before it begins the range is as thin as nothing, at the height it begins with: a wedge from zero would be a claim.
  const start = widest.low[first] as number;
  const thin = bands.every(({ low, high }) => low[first] === high[first]);
  if (first > 0 && !thin) return null;
  const edges = [
    ...bands.map(({ low, label }) => ({ edge: low, label })),
    ...bands.toReversed().map(({ high, label }) => ({ edge: high, label })),
  ];
  const heights = edges.map(({ edge }) => rows.map((at) => (at === null || at < first ? start : (edge[at] as number))));
  if (heights.some((edge, at) => at > 0 && edge.some((value, row) => value < (heights[at - 1]?.[row] ?? value)))) return null;
  const colour = paintOf(look, series.role);
  const parts = edges.map(({ label }, at): Series => {
    const values = (heights[at] as number[]).map((value, row) =>
      at === 0 ? value : Number((value - (heights[at - 1]?.[row] ?? 0)).toPrecision(12)),
    );
    const name = at < bands.length ? words("low", { band: label }) : words("up-to", { band: label });
    const column = sheet.add(
      name,
      at === 0
        ? values
        : along(
            values,
            rows.map((_, row) => row),
          ),
      code,
    );
    // The narrower, the stronger: the middle part is the innermost range.
    const depth = at < bands.length ? at : edges.length - at;
    return { column, colour: at === 0 ? null : colour, opaque: 14 + 14 * depth, unnamed: true };
  });
  return { plots: [{ kind: "area", stacked: true, series: parts }], drawn: true };
}

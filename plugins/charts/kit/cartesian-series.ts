import type { Role, SeriesSpec } from "../../../core/ports/dashboard-spec.ts";
import { allPoints, lastOf, notablePoints } from "../chart-config/labelled-points.ts";
import { nearZero } from "../chart-config/starts-at-zero.ts";
import type { Rows } from "./limits.ts";

const LABEL_ALL_MAX = 40;

export interface Drawing {
  readonly lined: boolean;
  readonly stacked: boolean;
  /** The axis stands on zero: what lies between it and the line may be filled. */
  readonly fromZero: boolean;
  /** Asked for as an area. */
  readonly area: boolean;
  /** Names of series or labels to draw in colour. */
  readonly wanted: readonly string[];
  /** What the rest of a stack is called. */
  readonly rest: string;
  /** Names of the lines that carry the story. */
  readonly coloured: ReadonlySet<string>;
}

export function seriesOf({ labels, series }: Rows, scaled: (value: number | null) => number | null, as: Drawing): SeriesSpec[] {
  let colour = 0;
  return series.map(({ name, values: raw }): SeriesSpec => {
    const values = raw.map(scaled);
    const alone = series.length === 1;
    // Of a stack every part stays: it is quiet, not thin.
    const named = as.wanted.includes(name);
    const quiet =
      !alone &&
      (as.stacked ? as.wanted.some((one) => series.some((other) => other.name === one)) && !named : !as.coloured.has(name));
    if (as.lined && !as.stacked && quiet) return { name, values, role: "reference", context: true, labelled: [] };
    const role: Role = alone
      ? "accent"
      : (name === as.rest && as.stacked) || quiet
        ? "reference"
        : (`series-${(colour++ % 6) + 1}` as Role);
    return as.lined ? lineOf(name, values, role, alone, as) : barsOf(name, values, role, alone, labels, series.length, as);
  });
}

function lineOf(
  name: string,
  values: readonly (number | null)[],
  role: Role,
  alone: boolean,
  { area, stacked, fromZero }: Drawing,
): SeriesSpec {
  const filled = fromZero && (stacked || (alone && (area || nearZero(values))));
  return { name, values, role, ...(filled && { area: true }), labelled: alone ? notablePoints(values) : lastOf(values) };
}

function barsOf(
  name: string,
  values: readonly (number | null)[],
  role: Role,
  alone: boolean,
  labels: readonly string[],
  count: number,
  { stacked, wanted }: Drawing,
): SeriesSpec {
  const some = wanted.some((one) => labels.includes(one));
  const roleAt = (value: number | null, at: number): Role =>
    // Below zero in the accent would say "as good as above".
    value !== null && value < 0 ? "neutral" : some && !wanted.includes(labels[at] as string) ? "reference" : role;
  return {
    name,
    values,
    role,
    ...((alone || some) && { roles: values.map(roleAt) }),
    labelled: labels.length * count <= LABEL_ALL_MAX && !stacked ? allPoints(values) : [],
  };
}

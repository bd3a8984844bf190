import { countOf } from "../../../core/charts/claims/find/counts.ts";
import { ends, leads, top } from "../../../core/charts/claims/find/extremes.ts";
import { constant, overTime } from "../../../core/charts/claims/find/over-time.ts";
import { latestShare, share, shareChange } from "../../../core/charts/claims/find/shares.ts";
import { grainOf } from "../../../core/charts/claims/time.ts";
import type { Basis, Claim } from "../../../core/ports/claim.ts";
import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import type { Cartesian } from "./cartesian-data.ts";
import { countedBy } from "./counted-by.ts";
import type { Pen } from "./draft.ts";
import type { Rows } from "./limits.ts";
import { measureNamed, measureOf } from "./measure.ts";
import { partsBesideTotal } from "./total-among.ts";

export interface Saying {
  readonly bases: readonly Basis[];
  /** Best first. */
  readonly claims: readonly (Claim | null)[];
  /** What is shown, without a finding. */
  readonly neutral: string;
}

interface Shown {
  readonly format: NumberFormat;
  readonly unit: string;
  readonly scaled: (value: number | null) => number | null;
  readonly stacked: boolean;
  readonly pen: Pen;
  /** Not all labels are drawn. */
  readonly cut: boolean;
}

/**
 * What may be said of labels and series, all of them: before bars or series are cut and lines thinned. That a total lies above its
 * parts is no news.
 */
export function cartesianClaims(data: Cartesian, given: Rows, shown: Shown): Saying {
  const { labels, series } = shown.stacked ? given : partsBesideTotal(given);
  const all: Basis = {
    name: "rows",
    labels,
    series: series.map(({ name, values }) => ({ name, values: values.map(shown.scaled) })),
  };
  const [first] = all.series;
  const measure = measureName(data, shown);
  const about = { measure, format: shown.format, counts: countedBy(data) };
  if (first === undefined) return { bases: [], claims: [], neutral: measure };
  if (all.series.length === 1) {
    const alone = constant(all, first.name, about) ?? ends(all, first.name, about, { cut: shown.cut });
    return { bases: [all], claims: [overTime(all, first.name, about), timed(all) ? null : alone], neutral: measure };
  }
  const neutral = neutralOf(data, given, measure, shown);
  if (shown.stacked)
    return { ...ofStacks(all, { ...about, measure: columnName(data) ?? shown.pen.word("in.the-total") }), neutral };
  const split = columnName(data) !== undefined;
  // Who asked for one line asked what it does.
  const [asked, ...others] = all.series.filter(({ name }) => data.highlight?.includes(name));
  if (asked !== undefined && others.length === 0 && timed(all))
    return { bases: [all], claims: [overTime(all, asked.name, { ...about, measure: asked.name })], neutral };
  if (timed(all)) return { bases: [all], claims: [above(all, about, split), leads(all, about)], neutral };
  const cells = cellsOf(all);
  return {
    bases: [all, cells],
    claims: [above(all, about, split), top(cells, "cells", { ...about, counts: undefined })],
    neutral,
  };
}

const timed = ({ labels }: Basis): boolean => grainOf(labels) !== null;

type About = Parameters<typeof top>[2];

/** Over time the share at the end or its change, never pooled over time; beside each other, of all together. */
function ofStacks(all: Basis, about: About): Pick<Saying, "bases" | "claims"> {
  if (timed(all)) return { bases: [all], claims: [shareChange(all, about), latestShare(all, about)] };
  const parts: Basis = {
    name: "parts",
    labels: all.series.map(({ name }) => name),
    series: [{ name: "sum", values: all.series.map(({ values }) => values.reduce<number>((sum, one) => sum + (one ?? 0), 0)) }],
  };
  return { bases: [parts], claims: [share(parts, "sum", about)] };
}

/** Of two rows, the one that lies above the other mostly; `measured`: their names do not say what of. */
function above(all: Basis, about: About, measured: boolean): Claim | null {
  const [one, other] = all.series;
  if (all.series.length !== 2 || one === undefined || other === undefined) return null;
  const found = [one, other].map(({ name }, at) =>
    countOf(all, [{ series: name, is: ">", than: (at === 0 ? other : one).name }], {
      ...about,
      as: measured ? "count-of.above-of" : "count-of.above",
    }),
  );
  const most = found.toSorted((a, b) => countIn(b) - countIn(a))[0] ?? null;
  return countIn(most) * 2 > all.labels.length ? most : null;
}

const countIn = (claim: Claim | null): number => (claim?.kind === "count-of" ? claim.count : 0);

function cellsOf({ labels, series }: Basis): Basis {
  const cells = series.flatMap(({ name, values }) =>
    labels.map((label, at) => ({ label: `${name}, ${label}`, value: values[at] })),
  );
  return {
    name: "cells",
    labels: cells.map(({ label }) => label),
    series: [{ name: "cells", values: cells.map(({ value }) => value ?? null) }],
  };
}

/** What was measured: the only row's name, or the column of numbers, or what the unit counts. */
export const measureName = (data: Cartesian, { unit, pen }: Pick<Shown, "unit" | "pen">): string =>
  measureGiven(data, { unit, pen }) ?? measureOf(unit, pen);

/** As its row or column is called; null where only the unit says what was measured. */
export function measureGiven(data: Cartesian, { unit, pen }: Pick<Shown, "unit" | "pen">): string | null {
  const [only] = data.series;
  const name = data.series.length === 1 && only !== undefined ? only.name : columnName(data);
  return name === undefined ? null : measureNamed(name, unit, pen);
}

/** What is measured, over what: "Revenue over time", "3 series by category". */
function neutralOf(data: Cartesian, all: Pick<Basis, "labels" | "series">, measured: string, { pen }: Shown): string {
  const measure = measured === pen.word("value") ? pen.word("series-counted", { count: all.series.length }) : measured;
  if (grainOf(all.labels) !== null) return pen.word("measure-over-time", { measure });
  return pen.word("measure-by", { measure, split: splitName(data) ?? pen.word("in.category") });
}

const splitName = ({ drawn }: Cartesian): string | undefined =>
  drawn?.measured?.series == null ? undefined : drawn.frame.columns[drawn.measured.series]?.name;

const columnName = ({ drawn }: Cartesian): string | undefined =>
  drawn?.measured == null ? undefined : drawn.frame.columns[drawn.measured.y]?.name;

import { countOf } from "../../../../core/charts/claims/find/counts.ts";
import { gap } from "../../../../core/charts/claims/find/extremes.ts";
import { grainOf } from "../../../../core/charts/claims/time.ts";
import type { Basis, Claim } from "../../../../core/ports/claim.ts";
import { measureGiven } from "../../kit/cartesian-claims.ts";
import { type Cartesian, withNames } from "../../kit/cartesian-data.ts";
import type { Pen } from "../../kit/draft.ts";
import { measured, measureOf } from "../../kit/measure.ts";
import { remark } from "../../kit/remark.ts";
import type { Note } from "../../kit/shaped.ts";
import { unusedEmphasis } from "../../kit/unused-emphasis.ts";

interface Pairs {
  readonly names: readonly [before: string, after: string];
  readonly items: readonly { readonly label: string; readonly before: number; readonly after: number }[];
  /** All of them, as given. */
  readonly basis: Basis;
}

/** What a chart of pairs is of, in whichever form: the pairs, which of them first, and what can be said of them. */
export function paired(given: Cartesian, pen: Pen, notes: Note[]) {
  const data = withNames(given, pen);
  unusedEmphasis(data, ["highlight"], notes);
  const { format, spoken, unit, scaled } = measured(data, pen);
  const pairs = pairsOf(data, scaled, pen.labels, notes);
  const { names, items, basis } = pairs;
  const called = measureGiven(data, { unit, pen });
  const both = pen.word("both", { one: names[0], other: names[1] });
  const about = { measure: called ?? measureOf(unit, pen), format: spoken };
  return {
    ...pairs,
    /** Those furthest apart first. */
    order: items.toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before)),
    wanted: data.highlight ?? [],
    format,
    unit,
    neutral: called === null ? both : pen.word("measure-colon", { measure: called, said: both }),
    above: countOf(basis, [{ series: names[1], is: ">", than: names[0] }], {
      ...about,
      as: called === null ? "count-of.above" : "count-of.above-of",
    }),
    widest: widest(pairs, about),
  };
}

/**
 * Two numbers for each: two series over labels, or series over two labels. Of more labels, the first and the last. What lacks one of
 * the two is left out, and said.
 */
function pairsOf(
  { labels, series }: Pick<Cartesian, "labels" | "series">,
  scaled: (value: number | null) => number | null,
  write: (labels: readonly string[]) => readonly string[],
  notes: Note[],
): Pairs {
  // Two of each: labels that are times are before and after; else they are the things, and the series the two numbers.
  const overLabels = series.length === 2 && (labels.length !== 2 || grainOf(labels) === null);
  const [first, last] = [0, labels.length - 1];
  const names: readonly [string, string] = overLabels
    ? [series[0]?.name ?? "", series[1]?.name ?? ""]
    : (write([labels[first] ?? "", labels[last] ?? ""]) as readonly [string, string]);
  const rows = overLabels
    ? labels.map((label, at) => ({ label, before: series[0]?.values[at] ?? null, after: series[1]?.values[at] ?? null }))
    : series.map(({ name, values }) => ({ label: name, before: values[first] ?? null, after: values[last] ?? null }));
  if (!overLabels && labels.length > 2)
    notes.push(remark("LEFT_OUT", "note.first-last", { of: labels.length, first: names[0] ?? "", last: names[1] ?? "" }));
  const all = rows.map(({ label, before, after }) => ({ label, before: scaled(before), after: scaled(after) }));
  const items = all.flatMap(({ label, before, after }) => (before === null || after === null ? [] : [{ label, before, after }]));
  if (items.length < all.length) notes.push(remark("LEFT_OUT", "note.one-number", { count: all.length - items.length }));
  const basis: Basis = {
    name: "pairs",
    labels: all.map(({ label }) => label),
    series: [
      { name: names[0], values: all.map(({ before }) => before) },
      { name: names[1], values: all.map(({ after }) => after) },
    ],
  };
  return { names, items, basis };
}

/** Where the two lie furthest apart, whichever is above: of a tie nothing is said. */
function widest({ names: [one, other], basis }: Pairs, about: Parameters<typeof gap>[3]): Claim | null {
  const [up, down] = [gap(basis, other, one, about), gap(basis, one, other, about)];
  const size = (claim: Claim | null) => (claim?.kind === "gap" ? claim.value : 0);
  return size(up) === size(down) ? null : size(up) > size(down) ? up : down;
}

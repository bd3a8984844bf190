import type { Basis, Claim, Counted, Mark } from "../../../ports/claim.ts";
import type { NumberFormat } from "../../../ports/dashboard-spec.ts";

/** What every finder is told beside the rows: the measure's name as a sentence needs it, and how its numbers are written. */
export interface About {
  readonly measure: string;
  readonly format: NumberFormat;
  /** The sentence, where its kind has several. */
  readonly as?: string;
  /** What the labels count, where they are bare numbers. */
  readonly counts?: Counted | undefined;
}

export const marks = (basis: Basis, series: string): Mark[] => {
  const values = basis.series.find(({ name }) => name === series)?.values ?? [];
  return values.flatMap((value, at) =>
    value === null || !Number.isFinite(value) ? [] : [{ label: basis.labels[at] ?? "", value }],
  );
};

/** The one above all others of several; null where it is not alone there, or shares its name. */
export const highest = (list: readonly Mark[]): Mark | null => only(list, (value, best) => value > best);
export const lowest = (list: readonly Mark[]): Mark | null => only(list, (value, best) => value < best);

function only(list: readonly Mark[], beats: (value: number, best: number) => boolean): Mark | null {
  let best = list[0];
  let alone = true;
  for (const mark of list.slice(1)) {
    if (beats(mark.value, (best as Mark).value)) [best, alone] = [mark, true];
    else if (mark.value === best?.value) alone = false;
  }
  if (best === undefined || list.length < 2 || !alone) return null;
  return list.filter(({ label }) => label === best.label).length === 1 ? best : null;
}

export const total = (list: readonly { readonly value: number }[]): number => list.reduce((sum, { value }) => sum + value, 0);

/** Names by which a rest goes, or what has none: nothing is said of it. */
export const isRest = (label: string): boolean =>
  /^(all )?(the )?(others?|rest|misc(ellaneous)?|sonstiges?|andere|autres?|otros|その他)(?!\p{L})/iu.test(label.trim()) ||
  /^(—|-|n\/a|none|null|nan|unknown)?$/i.test(label.trim());

/** Names by which a total goes. It always lies above its parts, so to say that says nothing. "All others" is a rest. */
export const isTotal = (label: string): boolean =>
  /^((the )?(grand |sub)?(totals?|sum|overall|all|whole|gesamt(summe)?|summe|insgesamt|alle|ensemble|tous|toutes|totaux|suma|todos|todas)\b|合計|総計|全体)/iu.test(
    label.trim(),
  );

/** Two bases of one name would let a claim be held against the wrong rows. */
export const of = (basis: Basis, about: About): Pick<Claim, "basis" | "measure" | "format" | "as" | "counts"> => ({
  basis: basis.name,
  measure: about.measure,
  format: about.format,
  ...(about.as !== undefined && { as: about.as }),
  ...(about.counts !== undefined && { counts: about.counts }),
});

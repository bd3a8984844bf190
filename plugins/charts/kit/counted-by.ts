import type { Counted } from "../../../core/ports/claim.ts";
import { textIn } from "../rows/frame.ts";
import type { Cartesian } from "./cartesian-data.ts";

const BARE = /^\d{1,2}$/;

/** As a column is called in the languages that charts speak. */
const WORDS: readonly (readonly [Counted, RegExp])[] = [
  ["hour", /^(hours?|hrs?|stunden?|uhrzeit|heures?|horas?|時(間|刻)?)$/iu],
  ["day", /^(days?|tage?|jours?|d[ií]as?|日)$/iu],
  ["week", /^(weeks?|kw|wochen?|semaines?|semanas?|週)$/iu],
  ["month", /^(months?|monate?|mois|mes(es)?|月)$/iu],
  ["quarter", /^(quarters?|quartale?|trimestres?|四半期)$/iu],
];

/** What labels count that are bare numbers, by the first word of their column's name that says it: "hour_of_day" is hours. */
export function countedBy({ labels, drawn }: Pick<Cartesian, "labels" | "drawn">): Counted | undefined {
  if (drawn === undefined || drawn === null || !labels.every((label) => BARE.test(label))) return undefined;
  const { frame, measured } = drawn;
  const x =
    measured?.x ?? frame.columns.findIndex((_, at) => frame.rows.every((row, place) => textIn(row[at]) === labels[place]));
  const words = frame.columns[x]?.name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").split(/[^\p{L}]+/u) ?? [];
  return words.flatMap((word) => WORDS.find(([, named]) => named.test(word))?.[0] ?? [])[0];
}

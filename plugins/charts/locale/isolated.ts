import { seen } from "../../../core/text/seen.ts";

/** A sentence has room for so much of a name; the whole stands in the table. */
const LONGEST = 80;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name that runs from right to left would pull the numbers and signs beside it along: set apart by Unicode's own marks. */
export function isolated(given: string): string {
  const label = seen(given);
  const letters = label.length <= LONGEST ? null : [...label];
  const name =
    letters === null || letters.length <= LONGEST
      ? label
      : `${letters
          .slice(0, LONGEST - 1)
          .join("")
          .trimEnd()}…`;
  return RIGHT_TO_LEFT.test(name) && !name.startsWith("\u2068") ? `\u2068${name}\u2069` : name;
}

import type { NumberFormat } from "../ports/dashboard-spec.ts";

/** What may stand behind the bar of a citation; docs/reports.md shows each. */
export const CITE_WORDS = "percent, ratio, compact, signed, .1 (decimals), or a currency such as EUR";

export interface CiteFormat {
  readonly format: NumberFormat;
  /** What the number is multiplied by: a ratio is written in per cent. */
  readonly factor: number;
}

/** `compact EUR`, `ratio .1`; null for a word that means nothing. */
export function citeFormat(words: string): CiteFormat | null {
  let format: NumberFormat = { style: "number" };
  let factor = 1;
  for (const word of words.split(/[\s,]+/).filter(Boolean)) {
    const decimals = /^\.(\d{1,2})$/.exec(word)?.[1];
    if (word === "percent" || word === "ratio") {
      format = { ...format, style: "percent" };
      factor = word === "ratio" ? 100 : 1;
    } else if (word === "compact") format = { ...format, compact: true };
    else if (word === "signed") format = { ...format, signed: true };
    else if (decimals !== undefined) format = { ...format, digits: Number(decimals) };
    else if (/^[A-Z]{3}$/.test(word)) format = { ...format, style: "currency", currency: word };
    else return null;
  }
  return { format, factor };
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name that runs from right to left would pull the numbers and signs beside it along: set apart by Unicode's own marks. */
export const isolated = (label: string): string =>
  RIGHT_TO_LEFT.test(label) && !label.startsWith("\u2068") ? `\u2068${label}\u2069` : label;

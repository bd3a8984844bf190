/** One picture of a real or hostile table, and what it must and must not say. */
export interface Reality {
  readonly name: string;
  readonly template: string;
  readonly data: () => unknown;
  /** Title of the whole. */
  readonly title: RegExp;
  /** Nowhere in titles, subtitles and notes. */
  readonly never?: RegExp;
  /** Codes of the warnings, all that concern a reader; the same code once. */
  readonly codes?: readonly string[];
  /** In the note that stands in the picture. */
  readonly note?: RegExp;
  /** Marks of the first panel: labels by series, or those of its form. */
  readonly marks?: number;
}

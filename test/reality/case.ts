/** One picture of a real or hostile table, and what it must and must not say. All were looked at. */
export interface Reality {
  readonly name: string;
  readonly template: string;
  readonly data: () => unknown;
  /** Of the whole, with plain spaces. */
  readonly title: string;
  /** Of the warnings, each once, in alphabetical order. */
  readonly codes: readonly string[];
  /** Of the first panel: labels times series, or the marks of its form. */
  readonly marks: number;
  /** In the notes that stand in the picture. */
  readonly note?: RegExp;
  /** Nowhere in titles, subtitles, notes and labels of key figures. */
  readonly never?: RegExp;
}

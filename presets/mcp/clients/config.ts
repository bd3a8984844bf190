/** The text of a client's configuration, opened. */
export interface Config {
  /** All that it says, as data. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The same text with these fields of our entry, which is made where it is not. All else stays as it was written. */
  put(fields: Fields, without: readonly string[]): string;
  /** The same text without our entry. */
  drop(): string;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Text that can't be changed safely: what is wrong and, where it has a place, in which line. */
export class InvalidConfig extends Error {}

export const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** "line 3, column 5". */
export function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `line ${before.length}, column ${(before.at(-1) as string).length + 1}`;
}

/** How this text ends its lines. */
export const lineEndOf = (text: string): string => /\r?\n/.exec(text)?.[0] ?? "\n";

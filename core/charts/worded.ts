import type { Json } from "../ports/sandbox.ts";

const WORDS = ["title", "subtitle", "source"] as const;

/** What code says of its own numbers: words that were written before the numbers were known may be wrong. */
export interface Worded {
  readonly data: Json | undefined;
  readonly words: Partial<Record<(typeof WORDS)[number], string>>;
}

/** `{"data": …, "title": f"…"}`: data and the words for it. Everything else is data alone. */
export function worded(answer: Json | undefined): Worded {
  const plain = { data: answer, words: {} };
  if (answer === null || typeof answer !== "object" || Array.isArray(answer)) return plain;
  const { data, ...rest } = answer as Readonly<Record<string, Json>>;
  const said = Object.entries(rest);
  const known: readonly string[] = WORDS;
  if (data === undefined || said.length === 0 || !said.every(([key, value]) => known.includes(key) && typeof value === "string"))
    return plain;
  return { data, words: Object.fromEntries(said) };
}

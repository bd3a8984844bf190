import type { MessageKey, Words } from "./words.ts";

/** Words that forms draw and the page shows. They have no plurals: a page carries no library of messages. */
export type DrawnKey = Extract<MessageKey, `drawn.${string}` | `page.${string}`>;

type Source = (key: DrawnKey, locale: string) => string;

let source: Source = (key) => key;

/** Said once by each program: a server reads its catalogues, a page what came with its data. */
export const drawnFrom = (words: Source): void => {
  source = words;
};

export const drawn = (key: DrawnKey, locale: string, words: Words = {}): string =>
  source(key, locale).replace(/\{(\w+)\}/g, (_, name: string) => String(words[name] ?? ""));

/** A base that says already what it is, "vs plan", is not said so twice. */
export const versus = (base: string, locale: string): string =>
  base.startsWith("vs ") ? base : drawn("drawn.versus", locale, { base });

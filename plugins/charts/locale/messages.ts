import { IntlMessageFormat } from "intl-messageformat";
import { catalogueOf } from "./catalogues.ts";
import { en } from "./en.ts";
import type { MessageKey, Words } from "./words.ts";

const parsed = new Map<string, IntlMessageFormat>();

export const isMessage = (key: string): key is MessageKey => Object.hasOwn(en, key);

/** A message with its words in place. What is put in is never read as a message. Each is parsed once. */
export function message(key: MessageKey, words: Words, locale: string): string {
  const { language, catalogue } = catalogueOf(locale);
  const id = `${language} ${key}`;
  let format = parsed.get(id);
  if (format === undefined) {
    format = new IntlMessageFormat(catalogue[key], language, undefined, { ignoreTag: true });
    parsed.set(id, format);
  }
  return String(format.format(words));
}

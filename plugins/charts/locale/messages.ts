import { IntlMessageFormat } from "intl-messageformat";
import { type Catalogue, en, type MessageKey } from "./en.ts";

/** By language; a language that is not here speaks English. */
const catalogues: Readonly<Record<string, Catalogue>> = { en };

const parsed = new Map<string, IntlMessageFormat>();

export const isMessage = (key: string): key is MessageKey => Object.hasOwn(en, key);

/** A message with its words in place. What is put in is never read as a message. */
export function message(key: MessageKey, words: Readonly<Record<string, string | number>>, locale: string): string {
  const language = locale.split("-")[0] as string;
  const id = `${language} ${key}`;
  let format = parsed.get(id);
  if (format === undefined) {
    format = new IntlMessageFormat((catalogues[language] ?? en)[key], language in catalogues ? locale : "en", undefined, {
      ignoreTag: true,
    });
    parsed.set(id, format);
  }
  return String(format.format(words));
}

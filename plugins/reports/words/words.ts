import { catalogue, languages } from "./catalogue.ts";

type WordKey = keyof typeof catalogue;

/** Says a word of the report's own, with what is put into it. */
export type Words = (key: WordKey, given?: Readonly<Record<string, string | number>>) => string;

/** A language without a catalogue speaks English, as charts do. */
export function wordsFor(locale: string): Words {
  const language = locale.split(/[-_]/)[0]?.toLowerCase() ?? "";
  const at = Math.max(0, (languages as readonly string[]).indexOf(language));
  return (key, given = {}) =>
    (catalogue[key][at] ?? catalogue[key][0]).replace(/\{(\w+)\}/g, (_, name: string) => String(given[name] ?? ""));
}

import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { ja } from "./ja.ts";
import { languageOf } from "./language.ts";
import type { Catalogue } from "./words.ts";

/** By language, as a locale names it: "de-AT" speaks "de". */
const catalogues = new Map<string, Catalogue>(Object.entries({ en, de, fr, es, ja }));

export const languages = (): string[] => [...catalogues.keys()];

/** What a locale speaks: a language that has no catalogue speaks English, and keeps its own numbers and dates. */
export function catalogueOf(locale: string): { readonly language: string; readonly catalogue: Catalogue } {
  const language = languageOf(locale);
  const catalogue = catalogues.get(language);
  return catalogue === undefined ? { language: "en", catalogue: en } : { language, catalogue };
}

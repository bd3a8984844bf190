import { catalogueOf } from "./catalogues.ts";
import { type DrawnKey, drawnFrom } from "./drawn.ts";
import { en } from "./en.ts";

/** From here on what is drawn is said from the catalogues. */
export const speakCatalogues = (): void => drawnFrom((key, locale) => catalogueOf(locale).catalogue[key]);

const isPageWord = (key: string): key is DrawnKey => key.startsWith("drawn.") || key.startsWith("page.");
const pageKeys = Object.keys(en).filter(isPageWord);

/** What a page of that language takes along; what stamps a sample is in no other page. */
export const pageWords = (locale: string, sample: boolean): Readonly<Record<string, string>> => {
  const { catalogue } = catalogueOf(locale);
  return Object.fromEntries(pageKeys.flatMap((key) => (key === "drawn.sample-data" && !sample ? [] : [[key, catalogue[key]]])));
};

import type { ChartTemplate } from "../../../core/plugin.ts";
import { en } from "./en.ts";
import { message } from "./messages.ts";
import type { MessageKey } from "./words.ts";

type Titled = Pick<ChartTemplate, "id" | "title" | "panels">;

const byEnglish = new Map(Object.entries(en).map(([key, text]) => [text as string, key as MessageKey]));

/** Titles of our templates stand in the listing in English; of another package's template they are its own words. */
export function ownTitles({ id, title, panels }: Titled, locale: string): Pick<Titled, "title" | "panels"> {
  const key = `template.${id}`;
  if (!Object.hasOwn(en, key)) return { title, panels };
  return { title: message(key as MessageKey, {}, locale), panels: panels.map((panel) => ownTitle(panel, locale)) };
}

/** A fixed title of ours, known by its English. */
export function ownTitle(english: string, locale: string): string {
  const key = byEnglish.get(english);
  return key === undefined ? english : message(key, {}, locale);
}

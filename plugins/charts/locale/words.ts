import type { en } from "./en.ts";

export type MessageKey = keyof typeof en;
/** All that is said in one language: the same keys in each. */
export type Catalogue = Readonly<Record<MessageKey, string>>;
/** What is put into a message. */
export type Words = Readonly<Record<string, string | number>>;

import { message } from "../locale/messages.ts";
import type { MessageKey, Words } from "../locale/words.ts";

/** What was done to the data and a reader must know: in English for whoever asked, and in the picture in its language. */
export interface Remark {
  readonly code: string;
  readonly message: string;
  readonly said?: readonly [key: MessageKey, words: Words];
}

export const remark = (code: string, key: MessageKey, words: Words = {}): Remark => ({
  code,
  message: message(key, words, "en"),
  said: [key, words],
});

/** A remark as a reader of that language reads it. */
export const remarked = ({ message: english, said }: Remark, locale: string): string =>
  said === undefined ? english : message(said[0], said[1], locale);

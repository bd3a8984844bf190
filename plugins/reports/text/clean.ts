import { seen } from "../../../core/text/seen.ts";

/** What XML 1.0 can't hold, however it is escaped: control characters, halves of letters, two that are none. */
const UNHELD = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** The text without what no XML document can hold. */
export const held = (text: string): string => text.replace(UNHELD, "");

/** As it is drawn in one line. Spaces that keep a number and its unit together stay as they are. */
export const oneLine = (text: string): string =>
  seen(held(text))
    .replace(/[ \u2028\u2029]+/g, " ")
    .trim();

/** Lines of a text, each as it is drawn; empty ones say nothing on a slide. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/[\n\r\v\f\u0085\u2028\u2029]+/)
    .map(oneLine)
    .filter((line) => line !== "");

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Whether its first letter is of a script that runs from right to left. */
export const runsLeft = (text: string): boolean => RIGHT_TO_LEFT.test(/\p{L}/u.exec(text)?.[0] ?? "");

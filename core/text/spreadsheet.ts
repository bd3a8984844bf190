/**
 * A spreadsheet takes a field that begins with one of = + - @ (also in full width, also after blanks, quotes or characters that
 * are not seen) for a formula, and so it takes a part of a field that another program's separator (a semicolon, a tab, a line
 * break) would make a field of its own.
 */
const formula = /(?<=^|[;|\t\r\n\v\f\u0085\u2028\u2029])(?=["'\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠])/gu;

/** With an apostrophe before whatever a spreadsheet would run: it is text then. */
export const withoutFormulas = (text: string): string => text.replace(formula, "'");

import { oneLine } from "../text/clean.ts";

/** What a reader of Markdown takes for more than a letter, wherever it stands: emphasis, code, links, tables, addresses. */
const SPECIAL = /[\\`*_[\]|~>@]/g;
/** What does so at the begin of a line: headings, lists, rules under a heading. */
const LEADING = /^[#+\-=]/;
const NUMBERED = /^(\d+)([.)])(?=\s|$)/;
const ENTITY = /&(?=#?\w+;)/g;

/** A text of the data in one line, as letters: no HTML, no link, no heading. */
export const plain = (text: string): string =>
  oneLine(text)
    .replace(SPECIAL, "\\$&")
    .replace(ENTITY, "\\&")
    .replaceAll("<", "&lt;")
    .replace(LEADING, "\\$&")
    .replace(NUMBERED, "$1\\$2")
    .replaceAll("://", ":\\//")
    .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}\\.`);

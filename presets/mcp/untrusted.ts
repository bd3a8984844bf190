import { limits } from "../../core/limits.ts";
import { cut } from "../../core/text/cut.ts";

/**
 * Text that somebody else may have written: a cell, a file's name, an exception, a caller's argument. A model reads what a tool
 * says as the tool's own words; so such text stands in a fence that says whose it is, and can't leave it.
 */
const SHOWN_CHARACTERS = 4000;

/** Line and paragraph separators, and controls. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** What is not seen: directions, joiners, tags (whole sentences can be written in them), private letters, halves of letters. */
const UNSEEN = /[\p{Cf}\p{Co}\p{Cs}]+/gu;

/** What is read is what is seen: one line, cut at "…". */
export function oneLine(text: string, most: number = limits.untrustedLineCharacters): string {
  // What lies far beyond the cut need not be looked at.
  const near = text.slice(0, 4 * most);
  const line = near.replace(UNSEEN, "").replace(BREAKS, " ").replace(/ {2,}/g, " ").trim();
  return cut(text.length > near.length ? `${line}…` : line, most);
}

/** A fence longer than any inside: what is in it can't close it. Line breaks stay, other controls go. */
export function fenced(what: string, text: string): string {
  const seen = text
    .slice(0, SHOWN_CHARACTERS)
    .replace(/\r\n?/g, "\n")
    .replace(UNSEEN, "")
    .replace(/(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}]/gu, " ");
  const left = text.length - SHOWN_CHARACTERS;
  const shown = left > 0 ? `${seen}\n… ${left} characters more in the structured answer` : seen;
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${what} (untrusted output):\n${fence}\n${shown}\n${fence}`;
}

/** Several such lines in one fence; none when there are none. */
export function fencedLines(what: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [fenced(what, lines.join("\n"))];
}

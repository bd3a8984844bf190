import { cut } from "../../../core/text/cut.ts";
import { held } from "../text/clean.ts";

/** What a cell of a workbook holds at most. */
const CELL_MAX = 32_767;

/** A workbook reads "_x0041_" as the letter of that number: such words of the data stay as they are. */
const ESCAPED_LETTER = /_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * As it stands in a typed cell. Nothing is put before a "=": a cell whose type is text is never calculated, and what is read back
 * is what was written. CSV knows no types: there an apostrophe stands before it.
 */
export const cellText = (text: string): string => cut(held(text), CELL_MAX).replace(ESCAPED_LETTER, "_x005F_");

export const isTooLong = (text: string): boolean => held(text).length > CELL_MAX;

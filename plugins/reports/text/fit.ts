import { wrapped } from "./wrap.ts";

/** Calibri's distance from line to line, of the size. */
export const LINE = 1.22;
/** Other programs and other fonts measure a little otherwise: so much is kept in reserve. */
const RESERVE = 0.97;

export interface Room {
  /** In inches. */
  readonly w: number;
  readonly h: number;
}

interface Sizes {
  readonly largest: number;
  readonly smallest: number;
  readonly bold?: boolean;
}

export interface Fitted {
  readonly text: string;
  /** In points. */
  readonly size: number;
  /** Whether its end had to be left out. */
  readonly cut: boolean;
  readonly lines: number;
}

const points = (inches: number): number => inches * 72;

/** So many lines of this size have room. */
export const linesIn = (height: number, size: number): number => Math.max(1, Math.floor(points(height) / (size * LINE) + 0.02));

/** Lines that the text takes in so many inches. */
export const linesOf = (text: string, size: number, width: number, bold = false): string[] =>
  wrapped(text, size, points(width) * RESERVE, bold);

/** The largest type in which all of it has room, and in the smallest as much of it as has. */
export function fitted(text: string, { w, h }: Room, { largest, smallest, bold = false }: Sizes): Fitted {
  for (let size = largest; size > smallest; size -= size > 20 ? 2 : 1) {
    const lines = linesOf(text, size, w, bold).length;
    if (lines <= linesIn(h, size)) return { text, size, cut: false, lines };
  }
  const [lines, most] = [linesOf(text, smallest, w, bold), linesIn(h, smallest)];
  if (lines.length <= most) return { text, size: smallest, cut: false, lines: lines.length };
  return { text: ended(lines.slice(0, most), smallest, w, bold), size: smallest, cut: true, lines: most };
}

/** The last line gives up letters until its "…" has room. */
function ended(lines: readonly string[], size: number, width: number, bold: boolean): string {
  const letters = [...(lines.at(-1) ?? "")];
  const last = () => `${letters.join("").trimEnd()}…`;
  while (letters.length > 0 && linesOf(last(), size, width, bold).length > 1) letters.pop();
  return [...lines.slice(0, -1), last()].join("");
}

/** One line of it. */
export const inOneLine = (text: string, size: number, width: number, bold = false): string =>
  fitted(text, { w: width, h: 0 }, { largest: size, smallest: size, bold }).text;

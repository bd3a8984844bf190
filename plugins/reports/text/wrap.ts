import { widthOf } from "./letter-widths.ts";

/** Japanese and Chinese write without spaces; a name of a thousand letters has none either. Both break between letters. */
const UNSPACED = /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u;
/** No line begins with what closes a sentence. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}\u30fc]$/u;
const CLOSED_MAX = 6;

/** The lines that a text takes in so many points. Joined they are the text again: a line that ends at a blank keeps it. */
export function wrapped(text: string, size: number, width: number, bold = false): string[] {
  const lines: string[] = [];
  let line = "";
  let taken = 0;
  const blank = widthOf(" ", size, bold);
  for (const word of text.split(/(?<= )/)) {
    const whole = widthOf(word, size, bold);
    const pieces = UNSPACED.test(word) || whole > width + blank ? lettersOf(word) : [word];
    for (const piece of pieces) {
      const wide = pieces.length === 1 ? whole : widthOf(piece, size, bold);
      const seen = piece.endsWith(" ") ? wide - blank : wide;
      if (line !== "" && taken + seen > width) {
        lines.push(line);
        [line, taken] = ["", 0];
      }
      line += piece;
      taken += wide;
    }
  }
  return line === "" ? lines : [...lines, line];
}

function lettersOf(word: string): string[] {
  const parts: string[] = [];
  for (const letter of word)
    if (parts.length > 0 && (parts.at(-1) ?? "").length < CLOSED_MAX && (CLOSING.test(letter) || letter === " "))
      parts.push(`${parts.pop()}${letter}`);
    else parts.push(letter);
  return parts;
}

import { filledLines } from "./filled-lines.ts";

/** Width of a text in a font of this size and weight; the canvas and the browser each bring their own. */
export type Measure = (text: string, size: number, weight: number) => number;

/** Breaks at spaces, and inside a word only when the word alone is too wide. */
export function wrap(text: string, size: number, weight: number, width: number, measure: Measure): string[] {
  const words = text.split(" ").flatMap((part) => pieces(part, size, weight, width, measure));
  return filledLines(words, (line) => measure(line, size, weight) <= width).filter((line) => line !== "");
}

function pieces(word: string, size: number, weight: number, width: number, measure: Measure): string[] {
  if (measure(word, size, weight) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  for (const unit of unitsOf(word).flatMap((one) => (measure(one, size, weight) <= width ? [one] : [...one]))) {
    if (part !== "" && measure(part + unit, size, weight) > width) {
      parts.push(part);
      part = "";
    }
    part += unit;
  }
  return part === "" ? parts : [...parts, part];
}

const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}]+$/u;

/** Japanese and Chinese write sentences without spaces: they break between words, never within a number or before a closing mark. */
function unitsOf(text: string): string[] {
  const units: string[] = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text))
    if (units.length > 0 && CLOSING.test(segment)) units.push(`${units.pop()}${segment}`);
    else units.push(segment);
  return units;
}

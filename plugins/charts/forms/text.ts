import { filledLines } from "../layout/filled-lines.ts";
import type { Rect } from "../layout/place-labels.ts";
import type { FormTools, Text } from "./form.ts";

type Measure = FormTools["measure"];

/** Shortened to what fits, with an ellipsis; empty when not even three letters do. The table has it whole. */
export function shorten(text: string, width: number, size: number, weight: number, measure: Measure): string {
  if (measure(text, size, weight) <= width) return text;
  const letters = [...text];
  let [shortest, longest] = [3, letters.length];
  const cut = (end: number) => `${letters.slice(0, end).join("").trimEnd()}…`;
  while (shortest < longest) {
    const middle = Math.ceil((shortest + longest) / 2);
    if (measure(cut(middle), size, weight) <= width) shortest = middle;
    else longest = middle - 1;
  }
  return shortest > 2 && measure(cut(shortest), size, weight) <= width ? cut(shortest) : "";
}

/** In at most so many lines, broken at spaces; the last is shortened. */
export function wrapped(text: string, width: number, most: number, size: number, weight: number, measure: Measure): string[] {
  const short = (line: string) => shorten(line, width, size, weight, measure);
  const filled = filledLines(text.split(/\s+/).filter(Boolean), (line) => measure(line, size, weight) <= width);
  const lines =
    filled.length <= most ? filled.map(short) : [...filled.slice(0, most - 1), filled.slice(most - 1).join(" ")].map(short);
  // A word left out would say something else: "Mobile app" is not "app".
  if (!lines.includes("")) return lines;
  const whole = short(text.trim());
  return whole === "" ? [] : [whole];
}

interface Style {
  readonly size?: number;
  readonly weight?: Text["weight"];
  readonly align?: Text["align"];
}

export function say(text: string, x: number, y: number, colour: string, style: Style = {}): Text {
  return { text, x, y, colour, size: style.size ?? 13, weight: style.weight ?? 400, align: style.align ?? "left" };
}

/** Several lines around one middle. */
export function sayLines(lines: readonly string[], x: number, y: number, colour: string, style: Style = {}): Text[] {
  const step = Math.round((style.size ?? 13) * 1.25);
  return lines.map((line, index) => say(line, x, y + (index - (lines.length - 1) / 2) * step, colour, style));
}

/** What a text takes. */
export function textBox({ text, x, y, size, weight, align }: Text, measure: Measure): Rect {
  const width = measure(text, size, weight);
  return {
    x: align === "left" ? x : align === "right" ? x - width : x - width / 2,
    y: y - size * 0.55,
    width,
    height: size * 1.1,
  };
}

/** Width of a column of labels at the left: as wide as the widest, at most a share of the area. */
export function sideWidth(labels: readonly string[], area: Rect, share: number, measure: Measure, size = 13): number {
  const widest = labels.reduce((most, label) => Math.max(most, measure(label.slice(0, 60), size, 400)), 0);
  return Math.min(area.width * share, widest + 14);
}

/** Text grows with its row: a picture with few rows is read from the other end of the table. */
export const sizeFor = (rowHeight: number): number => (rowHeight >= 44 ? 15 : 13);

/** Of few rows a picture is not half empty: they grow, up to what still looks like a row, and stand in the middle of what is left. */
export function rowsIn(height: number, count: number, most = 170): { readonly row: number; readonly before: number } {
  const row = Math.min(most, height / Math.max(1, count));
  return { row, before: Math.max(0, (height - row * count) / 2) };
}

/** Which of many rows are labelled when each is lower than a line of text: every so many-th, none at an edge that would cut it. */
export function labelled(count: number, size: number, line = 15): (index: number) => boolean {
  const step = Math.max(1, Math.ceil(line / Math.max(size, 0.01)));
  const near = (index: number) => Math.min(index + 0.5, count - index - 0.5) * size < line / 2 - 0.5;
  return (index) => index % step === Math.floor(step / 2) && !near(index);
}

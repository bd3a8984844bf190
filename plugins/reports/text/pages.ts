import { LINE, linesIn, linesOf, type Room } from "./fit.ts";

/** Between two paragraphs, of the size. */
export const GAP = 0.5;

/** Points that these paragraphs take. */
export const heightOf = (paragraphs: readonly string[], size: number, width: number): number =>
  paragraphs.reduce((sum, text) => sum + linesOf(text, size, width).length * size * LINE, 0) +
  Math.max(0, paragraphs.length - 1) * size * GAP;

/** Paragraphs onto as many pages as they need; what has no room on one page goes on, at the end of a line, on the next. */
export function pagesOf(paragraphs: readonly string[], size: number, { w, h }: Room): string[][] {
  const pages: string[][] = [[]];
  let free = h * 72;
  const turn = () => {
    pages.push([]);
    free = h * 72;
  };
  for (const text of paragraphs) {
    let lines = linesOf(text, size, w);
    while (lines.length > 0) {
      const before = (pages.at(-1)?.length ?? 0) === 0 ? 0 : size * GAP;
      const most = Math.floor((free - before) / (size * LINE) + 0.02);
      // One line of a paragraph alone at the foot of a page, or at the head of the next, reads badly.
      const taken = lines.length <= most ? lines.length : Math.min(most, lines.length - 2);
      if (taken < Math.min(2, lines.length) && before > 0) {
        turn();
        continue;
      }
      const part = lines.slice(0, Math.max(1, taken));
      pages.at(-1)?.push(part.join("").trimEnd());
      free -= before + part.length * size * LINE;
      lines = lines.slice(part.length);
      if (lines.length > 0) turn();
    }
  }
  return pages.filter((page) => page.length > 0);
}

/** The largest of these sizes in which the paragraphs have room on one page, or null. */
export const sizeFor = (paragraphs: readonly string[], { w, h }: Room, sizes: readonly number[]): number | null =>
  sizes.find((size) => heightOf(paragraphs, size, w) <= h * 72 && linesIn(h, size) > 0) ?? null;

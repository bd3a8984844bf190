import { paragraphsOf } from "../../text/clean.ts";
import { GAP, pagesOf, sizeFor } from "../../text/pages.ts";
import { BODY_LEAST } from "./areas.ts";
import { type Framed, frame } from "./frame.ts";
import type { Pen } from "./pen.ts";
import type { Box, Item, Slide } from "./slide.ts";

/** Lines longer than these inches are hard to read to their end. */
const WIDTH = 10;
const LONG = 16;
/** Who has so many slides of text has written no deck. */
const SLIDES_MAX = 12;

/** A section's paragraphs, cleaned. */
export const paragraphsIn = (text: readonly string[]): string[] => text.flatMap(paragraphsOf);

/** Text on slides of its own: in one size on one of them where that can be read, else on as many as it needs, counted. */
export function textSlides(paragraphs: readonly string[], framed: Framed, pen: Pen): Slide[] {
  const room = { ...frame(framed, pen).body, w: WIDTH };
  const size = sizeFor(paragraphs, room, [20, 18]) ?? LONG;
  // The count takes room in the title, so it is there when the text is fitted.
  const body = { ...frame({ ...framed, part: { part: 99, of: 99 } }, pen).body, w: WIDTH };
  const all = pagesOf(paragraphs, size, size === LONG ? body : room);
  const pages = all.slice(0, SLIDES_MAX);
  if (all.length > pages.length) pen.warn(`${framed.title}: ${pen.words("more", { count: all.length - pages.length })}`);
  return pages.map((page, at) => {
    const own = frame({ ...framed, part: { part: at + 1, of: pages.length }, notes: at === 0 ? (framed.notes ?? []) : [] }, pen);
    return own.slide([textItem(page, { ...own.body, w: WIDTH }, size, pen)]);
  });
}

const textItem = (paragraphs: readonly string[], box: Box, size: number, { colours }: Pen): Item => ({
  kind: "text",
  name: "Text",
  box,
  paragraphs: paragraphs.map((text) => ({ text, size, colour: colours.ink, after: size * GAP })),
});

/** What text beside a chart takes, and what lies between. */
const ASIDE = 3.3;
const BETWEEN = 0.35;
const SIZES = [16, 15, 14, 13] as const;

/** Whether a chart's slide has room for it at the chart's side. */
export const fitsBeside = (paragraphs: readonly string[]): boolean =>
  sizeFor(paragraphs, { w: ASIDE, h: BODY_LEAST }, SIZES) !== null;

/** The body of a slide, shared with text at its right. */
export function shared(
  body: Box,
  paragraphs: readonly string[],
  pen: Pen,
): { readonly room: Box; readonly items: readonly Item[] } {
  if (paragraphs.length === 0) return { room: body, items: [] };
  const right = { ...body, x: body.x + body.w - ASIDE, w: ASIDE };
  const size = sizeFor(paragraphs, right, SIZES) ?? SIZES[SIZES.length - 1] ?? 13;
  return { room: { ...body, w: body.w - ASIDE - BETWEEN }, items: [textItem(paragraphs, right, size, pen)] };
}

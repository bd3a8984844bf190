import type { OpenedSlide, Thing } from "./opened.ts";

const SLIDE = { w: 12_192_000, h: 6_858_000 };
/** Rounding, in EMU: a hundredth of an inch. */
const LITTLE = 9144;

const overlap = (a: Thing, b: Thing): boolean =>
  a.x + a.w - LITTLE > b.x && b.x + b.w - LITTLE > a.x && a.y + a.h - LITTLE > b.y && b.y + b.h - LITTLE > a.y;

/** What lies outside a slide, and what lies on something else; cards are there to be lain on. */
export function misplaced(slides: readonly OpenedSlide[]): string[] {
  return slides.flatMap(({ things }, at) => {
    const said = (one: Thing) => `slide ${at + 1}, ${one.name} (${one.text.slice(0, 30)})`;
    const outside = things.filter(
      ({ x, y, w, h }) => x < 0 || y < 0 || w <= 0 || h <= 0 || x + w > SLIDE.w + 1 || y + h > SLIDE.h + 1,
    );
    const placed = things.filter(({ kind }) => kind !== "card");
    const pairs = placed.flatMap((one, index) =>
      placed.slice(index + 1).flatMap((other) => (overlap(one, other) ? [[one, other] as const] : [])),
    );
    return [...outside.map((one) => `${said(one)} lies outside`), ...pairs.map(([a, b]) => `${said(a)} and ${said(b)} overlap`)];
  });
}

import type { Box } from "./slide.ts";

/** Where things are on a slide of 13⅓ by 7½ inches. */
const SLIDE = { w: 12_192_000 / 914_400, h: 7.5 } as const;
export const MARGIN = 0.6;
export const INNER = SLIDE.w - 2 * MARGIN;

export const STRIP: Box = { x: 0, y: 0, w: SLIDE.w, h: 0.09 };
export const KICKER: Box = { x: MARGIN, y: 0.27, w: 7.6, h: 0.28 };
/** Its right edge is the title's, or the logo's left. */
export const STAMP: Box = { x: 0, y: 0.25, w: 2.1, h: 0.32 };
/** At most; as wide as its ratio says, from the right. */
export const LOGO: Box = { x: SLIDE.w - MARGIN - 1.7, y: 0.24, w: 1.7, h: 0.34 };
export const TITLE: Box = { x: MARGIN, y: 0.6, w: INNER, h: 0.86 };
export const SUBTITLE_HEIGHT = 0.26;
/** Where what a slide is for ends. */
export const BODY_END = 6.78;
/** What the longest title leaves for it. */
export const BODY_LEAST = BODY_END - (TITLE.y + TITLE.h + SUBTITLE_HEIGHT + 0.12);
export const FOOT_LEFT: Box = { x: MARGIN, y: 6.98, w: 7.2, h: 0.34 };
export const FOOT_RIGHT: Box = { x: 7.95, y: 6.98, w: 4.2, h: 0.34 };
export const NUMBER: Box = { x: 12.2, y: 6.98, w: 0.53, h: 0.34 };

export const OPENING: Box = { x: 0.9, y: 2.1, w: 11.4, h: 1.7 };
/** Under the opening's title. */
export const OPENING_MORE: Box = { x: 0.9, y: 3.95, w: 11.4, h: 1.6 };

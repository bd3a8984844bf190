import type { Look, Report } from "../../../../core/ports/report-format.ts";
import { paint } from "../native/native.ts";
import { LOGO, NUMBER, OPENING, STRIP, TITLE } from "../slides/areas.ts";
import type { Box } from "../slides/slide.ts";
import { FONT } from "../xml/paint.ts";
import type { PptxGenJS } from "./libraries.ts";

type Master = Parameters<PptxGenJS["defineSlideMaster"]>[0];
type MasterObject = NonNullable<Master["objects"]>[number];

export const TITLE_PLACE = "title";

/** The house on every slide: its strip, its logo, where titles stand, the number. */
export function defineMasters(deck: PptxGenJS, look: Look): void {
  const titled = (box: Box, valign: "top" | "bottom", size: number): MasterObject => ({
    placeholder: {
      options: {
        ...box,
        name: TITLE_PLACE,
        type: "title",
        margin: 0,
        align: "left",
        valign,
        fontFace: FONT,
        fontSize: size,
        bold: true,
        color: paint(look.ink),
      },
      text: "",
    },
  });
  const common = [strip(look), ...logo(look)];
  deck.defineSlideMaster({
    title: "title",
    background: { color: paint(look.card) },
    objects: [...common, titled(OPENING, "bottom", 40)],
  });
  deck.defineSlideMaster({
    title: "content",
    background: { color: paint(look.card) },
    objects: [...common, titled(TITLE, "top", 26)],
    slideNumber: { ...NUMBER, margin: 0, align: "right", fontFace: FONT, fontSize: 10, color: paint(look.muted) },
  });
}

/** In its first colour; the way to its second is painted when the file is finished. */
const strip = ({ strip: [from] }: Look): MasterObject => ({ rect: { ...STRIP, fill: { color: paint(from) } } });

function logo({ logo: given }: Look): MasterObject[] {
  if (given === null) return [];
  const ratio = Number.isFinite(given.ratio) && given.ratio > 0 ? given.ratio : 1;
  const w = Math.min(LOGO.w, LOGO.h * ratio);
  const h = Math.min(LOGO.h, w / ratio);
  return [
    {
      image: {
        x: LOGO.x + LOGO.w - w,
        y: LOGO.y + (LOGO.h - h) / 2,
        w,
        h,
        data: `${given.type};base64,${given.base64}`,
        altText: "Logo",
      },
    },
  ];
}

/** What a file says of itself. */
export function describe(deck: PptxGenJS, { title, subtitle }: Report): void {
  deck.layout = "LAYOUT_WIDE";
  deck.title = title;
  deck.subject = subtitle ?? "";
  deck.author = "strategic-python";
  deck.company = "";
  deck.theme = { headFontFace: FONT, bodyFontFace: FONT };
}

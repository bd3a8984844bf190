import { oneLine } from "../../text/clean.ts";
import { type Fitted, fitted, inOneLine, LINE } from "../../text/fit.ts";
import { BODY_END, FOOT_LEFT, FOOT_RIGHT, INNER, KICKER, LOGO, MARGIN, STAMP, SUBTITLE_HEIGHT, TITLE } from "./areas.ts";
import type { Pen } from "./pen.ts";
import type { Box, Item, Slide } from "./slide.ts";

export interface Framed {
  readonly title: string;
  /** Which of several slides it is. */
  readonly part?: { readonly part: number; readonly of: number };
  /** The section, small above the title. */
  readonly kicker?: string | null;
  readonly subtitle?: string;
  readonly foot?: { readonly left: string; readonly right: string };
  readonly sample?: boolean;
  readonly notes?: readonly string[];
}

/** Letters that a count takes. */
const COUNT = 14;
const SIZES = { largest: 26, smallest: 14, bold: true } as const;

/** What stands around a slide's message, and the room it leaves. */
interface Frame {
  readonly body: Box;
  /** With what stands in the body. */
  slide(items: readonly Item[]): Slide;
}

/** Title, section, stamp and foot: the title in the largest type in which it has room, and whole in the notes where it has none. */
export function frame(given: Framed, pen: Pen): Frame {
  const { words, colours } = pen;
  const whole = oneLine(given.title);
  const title = titled(whole, given.part, words);
  const top = TITLE.y + (title.lines * title.size * LINE) / 72;
  const subtitle = oneLine(given.subtitle ?? "");
  const items: Item[] = [];
  const line = (
    name: string,
    box: Box,
    text: string,
    size: number,
    colour: string,
    rest: { bold?: boolean; align?: "right" } = {},
  ) => {
    const { align, ...look } = rest;
    const kept =
      size > 10 ? { text: inOneLine(text, size, box.w, look.bold), size } : fitted(text, box, { largest: size, smallest: 9 });
    if (text !== "")
      items.push({
        kind: "text",
        name,
        box,
        paragraphs: [{ text: kept.text, size: kept.size, colour, ...look }],
        ...(align !== undefined && { align }),
      });
  };
  line("Section", KICKER, oneLine(given.kicker ?? ""), 12, colours.accent, { bold: true });
  line("Subtitle", { x: MARGIN, y: top + 0.03, w: INNER, h: SUBTITLE_HEIGHT }, subtitle, 13, colours.muted);
  line(
    "Source",
    FOOT_LEFT,
    oneLine([pen.look.footer ?? "", given.foot?.left ?? ""].filter(Boolean).join(" · ")),
    10,
    colours.muted,
  );
  const right = given.foot?.right ?? "";
  line(
    "Origin",
    FOOT_RIGHT,
    oneLine(right === "" ? words("report", { id: pen.report.id.slice(0, 8) }) : right),
    10,
    colours.muted,
    { align: "right" },
  );
  if (given.sample === true) items.push(stamp(pen));
  const start = top + (subtitle === "" ? 0.14 : SUBTITLE_HEIGHT + 0.12);
  const notes = [...(title.cut ? [words("whole-title", { title: whole })] : []), ...(given.notes ?? [])];
  return {
    body: { x: MARGIN, y: start, w: INNER, h: BODY_END - start },
    slide: (inside) => ({
      master: "content",
      title: { text: title.text, size: title.size, box: { ...TITLE, h: top - TITLE.y } },
      items: [...items, ...inside],
      notes,
    }),
  };
}

/** Invented numbers are said to be, on every slide that has them. */
const stamp = ({ words, colours, look }: Pen): Item => ({
  kind: "text",
  name: "Stamp",
  box: { ...STAMP, x: (look.logo === null ? MARGIN + INNER : LOGO.x - 0.2) - STAMP.w },
  paragraphs: [{ text: inOneLine(words("sample"), 12, STAMP.w - 0.1, true), size: 12, colour: colours.bad, bold: true }],
  align: "center",
  anchor: "middle",
  line: colours.bad,
});

/** What is counted keeps its count, also where the title's end has no room. */
function titled(whole: string, part: Framed["part"], words: Pen["words"]): Fitted {
  if (part === undefined || part.of === 1) return fitted(whole, TITLE, SIZES);
  const counted = (title: string) => fitted(words("part", { title, ...part }), TITLE, SIZES);
  const found = counted(whole);
  if (!found.cut) return found;
  const short = [...fitted(whole, TITLE, SIZES).text].slice(0, -COUNT).join("").trimEnd();
  return { ...counted(`${short}…`), cut: true };
}

import { held, runsLeft } from "../../text/clean.ts";
import type { Colours } from "../slides/pen.ts";
import type { Item, Paragraph, Slide, TableText } from "../slides/slide.ts";
import { CELL_PAD } from "../slides/tables.ts";
import { FONT } from "../xml/paint.ts";
import type { PptxGenJS } from "./libraries.ts";
import { TITLE_PLACE } from "./masters.ts";

type Page = ReturnType<PptxGenJS["addSlide"]>;
type Run = { text: string; options: Record<string, unknown> };

interface Hand {
  readonly colours: Colours;
  /** For whoever checks the spelling; undefined where the locale is none. */
  readonly lang: string | undefined;
}

/** Puts a slide of the plan into the deck. What it holds is held by XML already; the library escapes it. */
export function place(deck: PptxGenJS, slide: Slide, hand: Hand): void {
  const page = deck.addSlide({ masterName: slide.master });
  const { text, size } = slide.title;
  page.addText([{ text: held(text), options: { fontSize: size, bold: true, ...direction(text), ...language(hand) } }], {
    placeholder: TITLE_PLACE,
  });
  for (const item of slide.items) put(page, item, hand);
  page.addNotes(slide.notes.map(held).join("\n"));
}

function put(page: Page, item: Item, hand: Hand): void {
  const { box, name } = item;
  const at = { ...box, objectName: name };
  switch (item.kind) {
    case "text": {
      const { align = "left", anchor = "top", line } = item;
      const frame = line === undefined ? {} : { line: { color: line, width: 1.5 } };
      page.addText(
        item.paragraphs.map((one, index) => run(one, index === item.paragraphs.length - 1, align, hand)),
        { ...at, ...frame, margin: 0, align, valign: anchor, fit: "none", isTextBox: true },
      );
      return;
    }
    case "key":
      page.addText(
        item.names.flatMap(({ name: text, colour }) => [
          mark("■ ", colour, item.size, hand),
          mark(`${text}    `, item.colour, item.size, hand),
        ]),
        { ...at, margin: 0, align: "center", valign: "middle", fit: "none", isTextBox: true },
      );
      return;
    case "card":
      page.addShape("rect", { ...at, fill: { color: item.fill }, line: { color: item.line, width: 0.75 } });
      return;
    case "picture":
      page.addImage({ ...at, data: `image/png;base64,${Buffer.from(item.png).toString("base64")}`, altText: held(item.alt) });
      return;
    case "chart":
      // Its place, its relations and its alternative text; the chart itself and its workbook are written when the file is finished.
      page.addChart("bar", [{ name: "", labels: [""], values: [0] }], { ...at, altText: held(item.alt) });
      return;
    case "table":
      page.addTable(
        item.rows.map((row, index) => row.map((cell) => cellOf(cell, index === 0 && item.headed, hand))),
        {
          ...at,
          colW: [...item.widths],
          rowH: [...item.heights],
          fontFace: FONT,
          fontSize: item.size,
          valign: "middle",
          margin: [0.02, CELL_PAD, 0.02, CELL_PAD],
          autoPage: false,
        },
      );
  }
}

const mark = (text: string, colour: string, size: number, hand: Hand): Run => ({
  text: held(text),
  options: { fontFace: FONT, fontSize: size, color: colour, ...language(hand) },
});

const language = ({ lang }: Hand) => (lang === undefined ? {} : { lang });

/** A text that runs from right to left begins at the right. */
const direction = (text: string) => (runsLeft(text) ? { rtlMode: true, align: "right" as const } : {});

function run(
  { text, size, colour, bold = false, after = 0 }: Paragraph,
  last: boolean,
  align: "left" | "right" | "center",
  hand: Hand,
): Run {
  const options = {
    fontFace: FONT,
    fontSize: size,
    color: colour,
    bold,
    align,
    paraSpaceAfter: after,
    breakLine: !last,
  };
  return { text: held(text), options: { ...options, ...direction(text), ...language(hand) } };
}

function cellOf({ text, align = "left", bold = false, muted = false }: TableText, first: boolean, hand: Hand) {
  const { colours } = hand;
  const none = { type: "none" as const };
  const border = [
    none,
    none,
    { type: "solid" as const, pt: first ? 1 : 0.5, color: first ? colours.muted : colours.line },
    none,
  ] as [typeof none, typeof none, { type: "solid"; pt: number; color: string }, typeof none];
  return {
    text: held(text),
    options: { align, bold, color: muted ? colours.muted : colours.ink, border, ...direction(text), ...language(hand) },
  };
}

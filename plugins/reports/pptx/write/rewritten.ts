import type { Look } from "../../../../core/ports/report-format.ts";
import { paint } from "../native/native.ts";
import type { Box } from "../slides/slide.ts";
import { escaped } from "../xml/element.ts";

export interface Rewriting {
  /** Where each slide's title stands. */
  readonly titles: readonly Box[];
  readonly look: Look;
  readonly generatedAt: Date;
}

/** The number in a part's name. */
export const numberOf = (path: string): number => Number(/(\d+)\.\w+$/.exec(path)?.[1] ?? 0);

/** What is to be said otherwise in a part of text. */
export function rewritten(
  path: string,
  xml: string,
  charts: ReadonlyMap<number, number>,
  { titles, look, generatedAt }: Rewriting,
): string {
  if (path === "docProps/core.xml") return dated(xml, generatedAt);
  if (path === "[Content_Types].xml" || path.startsWith("ppt/slides/_rels/"))
    return xml.replace(
      /(\/charts\/chart)(\d+)(\.xml)/g,
      (_, before: string, number: string, after: string) => `${before}${charts.get(Number(number)) ?? number}${after}`,
    );
  if (path === "ppt/presentation.xml") return inOrder(xml);
  if (path.startsWith("ppt/notesSlides/notesSlide")) return inParagraphs(xml);
  if (path.startsWith("ppt/slideLayouts/slideLayout")) return strip(placed(xml), look);
  if (/^ppt\/slides\/slide\d+\.xml$/.test(path)) return titled(numbered(once(placed(xml))), titles[numberOf(path) - 1]);
  return xml;
}

const dated = (xml: string, at: Date): string =>
  xml.replace(
    /(<dcterms:(created|modified)[^>]*>)[^<]*/g,
    (_, tag: string) => `${tag}${at.toISOString().replace(/\.\d{3}Z$/, "Z")}`,
  );

/** The schema has the notes' master before the slides; the library has it after them. */
function inOrder(xml: string): string {
  const notes = /<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/s.exec(xml)?.[0] ?? "";
  return xml.replace(notes, "").replace("<p:sldIdLst>", () => `${notes}<p:sldIdLst>`);
}

/** Notes are lines; the library writes them as one. */
const inParagraphs = (xml: string): string =>
  xml.replace(
    /<a:p><a:r>(<a:rPr[^>]*\/>)<a:t>([^<]*)<\/a:t><\/a:r>(<a:endParaRPr[^>]*\/>)<\/a:p>/,
    (_, look: string, text: string, end: string) =>
      text
        .split(/\r?\n/)
        .map((line) => `<a:p>${line === "" ? "" : `<a:r>${look}<a:t>${line}</a:t></a:r>`}${end}</a:p>`)
        .join(""),
  );

/** From the strip's first colour to its second; the first shape of a master is the strip. */
const strip = (xml: string, { strip: [from, to] }: Look): string => {
  const stop = (at: number, colour: string) => `<a:gs pos="${at}"><a:srgbClr val="${escaped(paint(colour))}"/></a:gs>`;
  const way = `<a:gradFill><a:gsLst>${stop(0, from)}${stop(100_000, to)}</a:gsLst><a:lin ang="0" scaled="0"/></a:gradFill>`;
  return xml.replace(/(<p:spPr>.*?<\/a:prstGeom>)<a:solidFill>.*?<\/a:solidFill>/s, (_, before: string) => `${before}${way}`);
};

/** The look of a paragraph stands before its first words; the library says it again before each. */
const once = (xml: string): string => xml.replace(/<\/a:r><a:pPr\b(?:[^>]*\/>|.*?<\/a:pPr>)/gs, "</a:r>");

/** Each thing on a slide has a number of its own: the library gives tables one that others have. */
function numbered(xml: string): string {
  let next = 1;
  return xml.replace(/<p:cNvPr id="\d+"/g, () => `<p:cNvPr id="${next++}"`);
}

/** The place of a title is known by its kind, to every reader; a number of its own only the library gives it. */
const placed = (xml: string): string => xml.replace(/<p:ph\s[^>]*type="title"[^>]*\/>/g, '<p:ph type="title"/>');

/** A title takes its lines and no more; the library gives it all the room that its master has. */
function titled(xml: string, box: Box | undefined): string {
  if (box === undefined) return xml;
  const emu = (inches: number) => Math.round(inches * 914_400);
  const place = `<a:off x="${emu(box.x)}" y="${emu(box.y)}"/><a:ext cx="${emu(box.w)}" cy="${emu(box.h)}"/>`;
  return xml.replace(
    /(<p:ph\b[^>]*type="title"[^>]*\/>.*?<a:xfrm>)<a:off [^>]*\/><a:ext [^>]*\/>/s,
    (_, before: string) => `${before}${place}`,
  );
}

import { el, val } from "./element.ts";

/** PowerPoint brings it along; the house's Inter is on no client's machine. */
export const FONT = "Calibri";
const POINT = 12_700;

export const fill = (colour: string | null, opaque?: number): string =>
  colour === null
    ? el("a:noFill")
    : el(
        "a:solidFill",
        {},
        el("a:srgbClr", { val: colour }, ...(opaque === undefined ? [] : [val("a:alpha", Math.round(opaque * 1000))])),
      );

interface Stroke {
  readonly colour: string | null;
  /** In points. */
  readonly width?: number;
  readonly dashed?: boolean;
}

export const stroke = ({ colour, width = 1, dashed = false }: Stroke): string =>
  colour === null
    ? el("a:ln", {}, el("a:noFill"))
    : el(
        "a:ln",
        { w: Math.round(width * POINT), cap: dashed ? "flat" : "rnd" },
        fill(colour),
        val("a:prstDash", dashed ? "sysDash" : "solid"),
        el("a:round"),
      );

export interface Type {
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
  /** In degrees; left out, PowerPoint turns what has no room. */
  readonly turned?: number;
  /** Stays in one line. */
  readonly whole?: boolean;
}

const properties = (tag: string, { size, colour, bold = false }: Type): string =>
  el(
    tag,
    { sz: Math.round(size * 100), b: Number(bold) },
    fill(colour),
    el("a:latin", { typeface: FONT }),
    el("a:cs", { typeface: FONT }),
  );

const body = ({ turned, whole }: Type): string =>
  el("a:bodyPr", {
    ...(turned !== undefined && { rot: turned * 60_000, vert: "horz" }),
    ...(whole === true && { wrap: "none" }),
  });

/** How the texts of a part of a chart look. */
export const textLook = (type: Type): string =>
  el(
    "c:txPr",
    {},
    body(type),
    el("a:lstStyle"),
    el("a:p", {}, el("a:pPr", {}, properties("a:defRPr", type)), el("a:endParaRPr", { lang: "en-US" })),
  );

/** A text of our own inside a chart. */
export const richText = (escapedText: string, type: Type): string =>
  el(
    "c:rich",
    {},
    body(type),
    el("a:lstStyle"),
    el(
      "a:p",
      {},
      el("a:pPr", {}, properties("a:defRPr", type)),
      el("a:r", {}, properties("a:rPr", type), el("a:t", {}, escapedText)),
    ),
  );

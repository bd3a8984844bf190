import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { StrategicError } from "../../../core/errors.ts";
import { plainIssues } from "../../../core/text/plain-issues.ts";
import { contrast, MARK_CONTRAST, readable } from "../design-system/colour.ts";
import { theme } from "../design-system/theme.ts";
import type { Brand, Logo } from "./brand.ts";

const LOGO_BYTES = 200_000;
const FONT_BYTES = 400_000;
const SERIES_MAX = 6;
const FOOTER_MAX = 120;

const colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, "is no colour: write it as #1a2b3c")
  .transform((text) => text.toLowerCase());
const file = z.string().min(1);

/** `brand.json`. Paths are relative to it. */
const shape = z.strictObject({
  accent: colour.optional(),
  palette: z.array(colour).min(1).max(SERIES_MAX).optional(),
  logo: file.optional(),
  fonts: z.strictObject({ regular: file, bold: file }).optional(),
  footer: z.string().max(FOOTER_MAX).optional(),
});

/** Reads a brand and holds it to what a reader can see: refused with the field, the figure and a colour that would do. */
export function readBrand(path: string): Brand {
  const given = shape.safeParse(json(path));
  if (!given.success) {
    const [issue] = given.error.issues;
    const unknown = issue?.code === "unrecognized_keys" ? issue.keys.join(", ") : null;
    const [told] = plainIssues(given.error.issues, json(path));
    throw refused(
      path,
      unknown === null ? (told?.path ?? "") : unknown,
      unknown === null ? (told?.problem ?? "") : "is not known; a brand has accent, palette, logo, fonts, footer",
    );
  }
  const { accent, palette = [], logo, fonts, footer } = given.data;
  const at = (name: string) => resolve(dirname(path), name);
  if (accent !== undefined) visible(path, "accent", accent);
  palette.forEach((one, index) => {
    visible(path, `palette.${index}`, one);
    if (palette.indexOf(one) !== index)
      throw refused(path, `palette.${index}`, `${one} is there twice: series could not be told apart`);
  });
  return {
    accent: accent ?? null,
    series: palette,
    footer: footer ?? null,
    logo: logo === undefined ? null : readLogo(path, at(logo)),
    fonts:
      fonts === undefined
        ? null
        : { regular: fontFile(path, "fonts.regular", at(fonts.regular)), bold: fontFile(path, "fonts.bold", at(fonts.bold)) },
  };
}

/** On the card that it is drawn on. Dark themes take a lighter step of it by themselves. */
function visible(path: string, field: string, one: string): void {
  const { card } = theme("light");
  const found = contrast(one, card);
  if (found >= MARK_CONTRAST) return;
  throw refused(
    path,
    field,
    `${one} has a contrast of ${found.toFixed(1)}:1 on ${card}; what is drawn needs ${MARK_CONTRAST}:1. ${readable(one, card, MARK_CONTRAST)} would do`,
  );
}

function readLogo(path: string, name: string): Logo {
  const bytes = contents(path, "logo", name, LOGO_BYTES);
  const base64 = bytes.toString("base64");
  if (bytes.subarray(1, 4).toString("latin1") === "PNG")
    return { type: "image/png", base64, ratio: bytes.readUInt32BE(16) / bytes.readUInt32BE(20) };
  const ratio = svgRatio(bytes.toString("utf8"));
  if (ratio === null) throw refused(path, "logo", `${name} is neither PNG nor an SVG with a viewBox or with width and height`);
  return { type: "image/svg+xml", base64, ratio };
}

function svgRatio(text: string): number | null {
  const tag = /<svg\b[^>]*>/i.exec(text)?.[0];
  const box = /\bviewBox\s*=\s*["']\s*[\d.eE+-]+[\s,]+[\d.eE+-]+[\s,]+([\d.eE+]+)[\s,]+([\d.eE+]+)/.exec(tag ?? "");
  const side = (name: string) => Number(new RegExp(`\\b${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`).exec(tag ?? "")?.[1]);
  const ratio = box === null ? side("width") / side("height") : Number(box[1]) / Number(box[2]);
  return Number.isFinite(ratio) && ratio > 0 ? ratio : null;
}

/** TrueType and OpenType: what the server's canvas and every browser read. */
function fontFile(path: string, field: string, name: string): string {
  const head = contents(path, field, name, FONT_BYTES).subarray(0, 4).toString("latin1");
  if (head !== "\0\x01\0\0" && head !== "OTTO" && head !== "true") throw refused(path, field, `${name} is no TTF or OTF font`);
  return name;
}

function contents(path: string, field: string, name: string, most: number): Buffer {
  const size = statSync(name, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw refused(path, field, `there is no file ${name}`);
  if (size > most) throw refused(path, field, `${name} has ${size} bytes; every page holds it, so at most ${most}`);
  return readFileSync(name);
}

function json(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw refused(path, "", (error as Error).message);
  }
}

const refused = (path: string, field: string, why: string): StrategicError =>
  new StrategicError("INVALID_INPUT", `${path}${field === "" ? "" : `, ${field}`}: ${why}.`, { details: { path: field } });

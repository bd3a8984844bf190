import type { NativeChart } from "../native/chart.ts";
import { paint } from "../native/native.ts";
import { type ChartLook, chartSpace } from "../xml/chart-space.ts";
import { chartWorkbook } from "./chart-workbook.ts";
import type { JSZip } from "./libraries.ts";
import { numberOf, type Rewriting, rewritten } from "./rewritten.ts";

interface PlacedChart {
  readonly chart: NativeChart;
  readonly size: number;
}

interface Finishing extends Rewriting {
  /** In the order they were placed. */
  readonly charts: readonly PlacedChart[];
}

const filesIn = (zip: JSZip, pattern: RegExp): string[] =>
  Object.keys(zip.files)
    .filter((path) => pattern.test(path))
    .sort((a, b) => numberOf(a) - numberOf(b));

/**
 * What the library leaves to do. Its charts know no gap, no dash, no point's own colour, and write a zero into the workbook where
 * nothing was: ours take their place. Its files carry the clock and a count of all the process wrote: now the report's own time,
 * and numbers from one, so that the same report is the same file.
 */
export async function finish(
  zip: JSZip,
  { charts, titles, look, generatedAt }: Finishing,
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const parts = new Map<string, string | Uint8Array>();
  for (const [path, file] of Object.entries(zip.files))
    if (!file.dir && !ours(path)) parts.set(path, await file.async(isText(path) ? "string" : "uint8array"));
  const numbers = renumbered(filesIn(zip, /^ppt\/charts\/chart\d+\.xml$/));
  if (numbers.size !== charts.length) throw new Error(`${charts.length} charts were placed and ${numbers.size} are in the file`);
  for (const [index, { chart, size }] of charts.entries()) {
    const own: ChartLook = {
      ink: paint(look.ink),
      muted: paint(look.muted),
      line: paint(look.line),
      ground: paint(look.card),
      size,
    };
    parts.set(`ppt/charts/chart${index + 1}.xml`, chartSpace(chart, own));
    parts.set(`ppt/charts/_rels/chart${index + 1}.xml.rels`, workbookRelation(index + 1));
    parts.set(`ppt/embeddings/Microsoft_Excel_Worksheet${index + 1}.xlsx`, await chartWorkbook(chart, generatedAt));
  }
  for (const [path, part] of parts) if (typeof part !== "string" && isNoPng(path, part)) parts.set(path, NOTHING);
  for (const [path, part] of parts)
    if (typeof part === "string") parts.set(path, rewritten(path, part, numbers, { titles, look, generatedAt }));
  return parts;
}

const ours = (path: string): boolean => /^ppt\/(charts|embeddings)\//.test(path);
const isText = (path: string): boolean => /\.(xml|rels)$/.test(path);

/** By the number that the library gave, the number from one. */
const renumbered = (paths: readonly string[]): Map<number, number> =>
  new Map(paths.map((path, index) => [numberOf(path), index + 1]));

const workbookRelation = (number: number): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="../embeddings/Microsoft_Excel_Worksheet${number}.xlsx"/></Relationships>`;

/** Of a logo that is an SVG the library puts the SVG itself where older programs look for a PNG: they get nothing to see, and no fault. */
const isNoPng = (path: string, bytes: Uint8Array): boolean =>
  path.endsWith(".png") && !PNG.every((byte, at) => bytes[at] === byte);
const PNG = [0x89, 0x50, 0x4e, 0x47];
const NOTHING = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR42mNgAAIAAAUAAen63NgAAAAASUVORK5CYII=",
  "base64",
);

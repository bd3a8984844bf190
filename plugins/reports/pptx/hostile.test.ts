import { readXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, test } from "vitest";
import { misplaced } from "../tests/geometry.ts";
import { hostile, hostileReport, texts } from "../tests/hostile.ts";
import { officeShows, pagesShown } from "../tests/office.ts";
import { type Opened, opened } from "../tests/opened.ts";
import { tools } from "../tests/reports.ts";
import { problemsIn } from "../tests/well-formed.ts";
import { pptx } from "./pptx.ts";

let bytes: Uint8Array;
let deck: Opened;

beforeAll(async () => {
  ({ bytes } = await pptx.write(hostileReport(), tools()));
  deck = await opened(bytes);
});

const isUnheld = (letter: string): boolean => {
  const code = letter.codePointAt(0) ?? 0;
  return (code < 0x20 && !"\t\n\r".includes(letter)) || code === 0xfffe || code === 0xffff;
};

const slideTexts = () => deck.slides.flatMap(({ things }) => things.map(({ text }) => text)).join("\n");

describe("a deck of hostile texts", () => {
  test("is XML in every part, also in the workbooks of its charts, and nothing in them calculates", () => {
    expect(problemsIn({ "hostile.pptx": bytes })).toEqual([]);
  });

  test("lies within its slides, and nothing on anything else", () => {
    expect(misplaced(deck.slides)).toEqual([]);
  });

  test("shows markup as letters", () => {
    expect(slideTexts()).toContain(hostile.xml);
    for (const [, xml] of deck.parts) expect(xml).not.toContain("<evil");
  });

  test("has no letter that XML can't hold, and none that changes the order of others", () => {
    for (const [path, xml] of deck.parts) {
      expect([path, xml.isWellFormed(), [...xml].filter(isUnheld)]).toEqual([path, true, []]);
      if (path.startsWith("ppt/slides/")) expect(xml).not.toContain("\u202e");
    }
  });

  test("leads nowhere: no link, no file, no field, no macro", () => {
    for (const [path, xml] of deck.parts) {
      expect([path, xml.includes('TargetMode="External"'), xml.includes("hlinkClick")]).toEqual([path, false, false]);
      if (path.startsWith("ppt/slides/")) expect(xml.match(/<a:fld [^>]*type="(?!slidenum)/)).toBeNull();
    }
  });

  test("keeps a formula of the data as the text that it is, in the workbook too", async () => {
    const found: unknown[] = [];
    for (const workbook of deck.workbooks) {
      const { sheets } = await readXlsx(workbook);
      found.push(...sheets.flatMap(({ rows }) => rows.flat()));
    }
    expect(found).toContain(hostile.formula);
    expect(found).toContain(hostile.plus);
    expect(found).toContain(hostile.error);
  });

  test("puts no command of the data into a number's format", () => {
    const codes = deck.slides.flatMap(({ charts }) =>
      charts.flatMap(({ xml }) => [...xml.matchAll(/formatCode="([^"]*)"/g)].map(([, code = ""]) => code)),
    );
    expect(codes.length).toBeGreaterThan(0);
    // What stands outside quotation marks is ours alone.
    for (const code of codes) expect(code.replace(/&quot;.*?&quot;/g, "")).toMatch(/^([#,0.]*;?)*$|^General$/);
  });

  test("is in a language that has a name, whatever the locale says", () => {
    for (const [, xml] of deck.parts) expect(xml).not.toContain("evil=&quot;");
  });

  test("has the whole of a title in its notes where the slide has no room for it", () => {
    const told = deck.slides.flatMap(({ notes }) => notes).filter((line) => line.startsWith("Whole title: "));
    expect(told.length).toBeGreaterThan(0);
    for (const { things } of deck.slides) expect((things[0]?.text ?? "").length).toBeLessThan(600);
  });

  if (officeShows)
    test("is shown whole by LibreOffice", () => {
      expect(pagesShown(bytes)).toBe(deck.slides.length);
    });

  test("says every text of a section, cleaned, in letters of its own order", () => {
    for (const text of texts) {
      const [words = ""] = text.match(/[\p{L}\p{N}]{3,}/u) ?? [];
      expect(slideTexts()).toContain(words.slice(0, 20));
    }
    expect(deck.parts.get("ppt/slides/slide10.xml") ?? "").toContain('rtl="1"');
  });
});

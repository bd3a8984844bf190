import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hostile, texts } from "../tests/hostile.ts";
import { held, oneLine, paragraphsOf, runsLeft } from "./clean.ts";
import { fitted, LINE, linesOf } from "./fit.ts";
import { widthOf } from "./letter-widths.ts";
import { heightOf, pagesOf, sizeFor } from "./pages.ts";
import { wrapped } from "./wrap.ts";

const words = fc
  .array(
    fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom("供应链の見通し", "W".repeat(90), "naïve", "—", "👩‍👩‍👧‍👦", "שלום")),
    { maxLength: 40 },
  )
  .map((list) => oneLine(list.join(" ")));

describe("what XML can't hold", () => {
  test("is taken out, and nothing else is", () => {
    expect(held("a\u0000b\u000bc\ud800d\ufffee\uffff\tf\n")).toBe("abcde\tf\n");
    expect(held(hostile.emoji)).toBe(hostile.emoji);
  });

  test("a line has no breaks, no orders of direction, and keeps the blank between a number and its unit", () => {
    expect(oneLine("  4.2\u202fM \u202e\n EUR\u2028 ")).toBe("4.2\u202fM EUR");
  });

  test("paragraphs part at every kind of line break, and empty ones are none", () => {
    expect(paragraphsOf("a\r\nb\n\n\u2029c\u000bd")).toEqual(["a", "b", "c", "d"]);
  });

  test("a text runs from right to left by its first letter, not by its digits", () => {
    expect([runsLeft("2026 مرحبا"), runsLeft("Growth مرحبا"), runsLeft("2026")]).toEqual([true, false, false]);
  });
});

describe("letters", () => {
  test("are as wide as Calibri's", () => {
    // Of 2048 to the size: "A" 1185, "i" 470, a blank 463.
    expect(widthOf("A", 2048)).toBe(1185);
    expect(widthOf("i ", 2048)).toBe(933);
    expect(widthOf("é", 2048)).toBe(widthOf("e", 2048));
    expect(widthOf("漢", 2048)).toBe(2048);
    expect(widthOf("A", 20, true)).toBeGreaterThan(widthOf("A", 20));
  });
});

describe("lines", () => {
  test("are the text again when they are joined", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 30, max: 400 }), (text, width) => {
        expect(wrapped(text, 12, width).join("")).toBe(text);
      }),
    );
  });

  test("are no wider than their room, where a letter is no wider", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 120, max: 400 }), (text, width) => {
        for (const line of wrapped(text, 12, width)) expect(widthOf(line.trimEnd(), 12)).toBeLessThanOrEqual(width + 1e-6);
      }),
    );
  });

  test("break Japanese between letters, and none begins with a full stop", () => {
    const lines = wrapped(hostile.japanese, 12, 200);
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(line).not.toMatch(/^[。、]/);
  });
});

describe("a fitted text", () => {
  const room = { w: 6, h: 0.9 };

  test("has room in its box, however long it is", () => {
    fc.assert(
      fc.property(fc.oneof(words, fc.constantFrom(...texts.map(oneLine))), (text) => {
        const found = fitted(text, room, { largest: 26, smallest: 14, bold: true });
        const lines = linesOf(found.text, found.size, room.w, true).length;
        expect(lines * found.size * LINE).toBeLessThanOrEqual(room.h * 72 + 0.5);
      }),
    );
  });

  test("is whole in the largest type that holds it, and cut with a sign only in the smallest", () => {
    expect(fitted("Short", room, { largest: 26, smallest: 14 })).toMatchObject({ text: "Short", size: 26, cut: false });
    const long = fitted("word ".repeat(400).trim(), room, { largest: 26, smallest: 14 });
    expect(long).toMatchObject({ size: 14, cut: true });
    expect(long.text.endsWith("…")).toBe(true);
  });
});

describe("pages", () => {
  const room = { w: 8, h: 3 };
  const squeezed = (list: readonly string[]) => list.join("").replace(/\s/g, "");

  test("hold every word, and none more than it has room for", () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (given) => {
        const paragraphs = given.filter((text) => text !== "");
        const pages = pagesOf(paragraphs, 16, room);
        expect(squeezed(pages.flat())).toBe(squeezed(paragraphs));
        for (const page of pages) expect(heightOf(page, 16, room.w)).toBeLessThanOrEqual(room.h * 72 + 2);
      }),
    );
  });

  test("are in the largest size that has room for all, or in none", () => {
    expect(sizeFor(["One line."], room, [20, 16])).toBe(20);
    expect(sizeFor([hostile.long], room, [20, 16])).toBeNull();
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { fenced, fencedLines, oneLine } from "./untrusted.ts";

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      "`",
      "~",
      "\n",
      "\r",
      "\u2028",
      "\u0085",
      "\u202e",
      "\u200b",
      "\u{e0041}",
      "\u001b",
      "\ud800",
      " ",
      "a",
      "```",
    ),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
});

test("one line of what is seen, at most two hundred characters, whatever the text", () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 100 }), (text, times) => {
      const line = oneLine(text.repeat(times));
      expect(line.length).toBeLessThanOrEqual(200);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u);
    }),
  );
});

test("a cut is marked, also where the rest was not looked at", () => {
  expect(oneLine("a".repeat(201))).toBe(`${"a".repeat(199)}…`);
  expect(oneLine(`a${"\u200b".repeat(10_000)}b`)).toBe("a…");
  expect(oneLine("😀".repeat(150))).toMatch(/^(😀)+…$/u);
  expect(oneLine("Ünïcode 漢字 ok")).toBe("Ünïcode 漢字 ok");
});

test("a fence is closed by its own last line and by nothing in it", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const [head, ...rest] = fenced("x", text).split("\n");
      expect(head).toBe("x (untrusted output):");
      const fence = rest[0] as string;
      expect(fence).toMatch(/^`{3,}$/);
      expect(rest.at(-1)).toBe(fence);
      // CommonMark: what closes is a line of at least as many backticks, indented or not.
      for (const line of rest.slice(1, -1)) expect(line.trim()).not.toMatch(new RegExp(`^\`{${fence.length},}`));
    }),
  );
});

test("a fence shows four thousand characters, as lines, and says how many more there are", () => {
  const of = (text: string) => fenced("x", text).split("\n").slice(2, -1).join("\n");
  expect(of("a".repeat(4000))).toBe("a".repeat(4000));
  expect(of("a".repeat(4003))).toBe(`${"a".repeat(4000)}\n… 3 characters more in the structured answer`);
  expect(of("a\r\nb\rc\nd\te\u0000f")).toBe("a\nb\nc\nd\te f");
  expect(fenced("x", "a ````` b").split("\n")[1]).toBe("``````");
});

test("blanks between words become one, wherever they stand, and none is left at the ends", () => {
  expect(oneLine("  a   b \n\n c    d  ")).toBe("a b c d");
  expect(oneLine("a\u0000\u0001b\u202ec")).toBe("a bc");
});

test("several lines share a fence; of none there is none", () => {
  expect(fencedLines("x", [])).toEqual([]);
  expect(fencedLines("x", ["a", "b"])).toEqual(["x (untrusted output):\n```\na\nb\n```"]);
});

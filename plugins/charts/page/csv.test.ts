import { expect, test } from "vitest";
import { csvCell } from "./csv.ts";

test.each([
  "=1+1",
  "+1",
  "-cmd",
  "@x",
  "\t=1",
  " =HYPERLINK(1)",
  "＝1",
  "\u200b=1",
  "\ufeff=1",
  "\u202e+1",
  '"=1',
  "'=1",
  "\u0000=1",
  "\n=1",
  "\r@x",
])("the cell %j is text to a spreadsheet", (text) => {
  expect(csvCell(text).replace(/^"/, "")).toMatch(/^'/);
});

test.each(["a;=1", "a\n=cmd", "a\r\n＋1", "a\t@x", "a; \u200b-1", "a|=1"])(
  "so is what another separator would make a cell of its own: %j",
  (text) => {
    const parts = csvCell(text).split(/[;\t\r\n|]/);
    for (const part of parts.slice(1)) expect(part).not.toMatch(/^[\s\p{Cf}"]*[=+\-@＝＋－＠]/u);
    expect(csvCell(text).replaceAll("'", "").replace(/^"|"$/g, "")).toBe(text);
  },
);

test("words with such signs inside are left alone", () => {
  for (const text of ["a-b", "1 + 1", "a=b", "x@y", "profit; loss"]) expect(csvCell(text).replaceAll('"', "")).toBe(text);
});

test("numbers stay numbers, quotes are doubled, gaps are empty", () => {
  expect([csvCell(-5), csvCell('a"b'), csvCell(null)]).toEqual(["-5", '"a""b"', ""]);
});

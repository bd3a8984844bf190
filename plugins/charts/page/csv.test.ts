import { expect, test } from "vitest";
import { csvCell } from "./csv.ts";

test.each(["=1+1", "+1", "-cmd", "@x", "\t=1", " =HYPERLINK(1)"])("the cell %j is text to a spreadsheet", (text) => {
  expect(csvCell(text).replace(/^"/, "")).toMatch(/^'/);
});

test("numbers stay numbers, quotes are doubled, gaps are empty", () => {
  expect([csvCell(-5), csvCell('a"b'), csvCell(null)]).toEqual(["-5", '"a""b"', ""]);
});

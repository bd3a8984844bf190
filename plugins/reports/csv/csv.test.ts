import { expect, test } from "vitest";
import type { ExportedTable } from "../../../core/ports/report-format.ts";
import { hostile } from "../tests/hostile.ts";
import { executionId, run } from "../tests/reports.ts";
import { csv } from "./csv.ts";

const written = async (names: readonly string[], rows: ExportedTable["rows"]): Promise<string> => {
  const columns = names.map((name) => ({ name, kind: "text" }) as const);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await csv.write({ executionId, title: "t", run, columns, rows }));
};

test("begins with what tells Excel that it is UTF-8, and ends each line as RFC 4180 does", async () => {
  expect(await written(["a", "b"], [["ä", 1]])).toBe("\ufeffa,b\r\nä,1\r\n");
});

test("numbers are numbers, also below zero; nothing is nothing; truths are words", async () => {
  expect(await written(["a", "b", "c", "d"], [[-4.5, null, true, 1e21]])).toContain("\r\n-4.5,,true,1e+21\r\n");
});

test("quotes what would end a cell, also for programs that separate by semicolons, and doubles quotes", async () => {
  expect(await written(["a", "b", "c", "d"], [['say "x"', "a,b", "c;d", "two\nlines"]])).toContain(
    '"say ""x""","a,b","c;d","two\nlines"',
  );
});

test("no text is a formula, in names neither, nor behind a line break or a semicolon", async () => {
  const text = await written(
    [hostile.formula, "n"],
    [
      [hostile.plus, 1],
      ["@x", 2],
      ["a\n=1", 3],
      ["b;=2", 4],
    ],
  );
  expect(text).toContain(`'${hostile.formula}`);
  expect(text).toContain(`'${hostile.plus}`);
  expect(text).toContain("'@x");
  expect(text).toContain("\n'=1");
  expect(text).toContain(";'=2");
});

test("a row shorter than the names has empty cells", async () => {
  expect(await written(["a", "b"], [["x"]])).toContain("\r\nx,\r\n");
});

import { spawnSync } from "node:child_process";
import { readXlsx } from "hucre/xlsx";
import JSZip from "jszip";
import { describe, expect, test } from "vitest";
import type { ExportedTable, TableColumn } from "../../../core/ports/report-format.ts";
import { hostile } from "../tests/hostile.ts";
import { executionId, run, tableOf } from "../tests/reports.ts";
import { problemsIn } from "../tests/well-formed.ts";
import { serialDate } from "./dates.ts";
import { xlsx } from "./xlsx.ts";

const table = (columns: readonly TableColumn[], rows: ExportedTable["rows"]): ExportedTable => ({
  executionId,
  title: "Sales",
  run,
  columns,
  rows,
});
const column = (name: string, kind: TableColumn["kind"]): TableColumn => ({ name, kind });
const read = async (given: ExportedTable) => readXlsx(await xlsx.write(given));
const sheetXml = async (given: ExportedTable) =>
  (await JSZip.loadAsync(await xlsx.write(given))).file("xl/worksheets/sheet1.xml")?.async("string") ?? "";

test("numbers are numbers, days are days, truths are truths, and what is missing is empty", async () => {
  const { sheets } = await read(
    table(
      [column("n", "number"), column("d", "date"), column("t", "time"), column("b", "boolean"), column("s", "text")],
      [
        [4.25, "2026-02-01", "2026-02-01T10:30:00", true, "North"],
        [null, null, null, null, null],
      ],
    ),
  );
  const [head, first, second] = sheets[0]?.rows ?? [];
  expect(head).toEqual(["n", "d", "t", "b", "s"]);
  expect(first).toEqual([4.25, new Date("2026-02-01T00:00:00Z"), new Date("2026-02-01T10:30:00Z"), true, "North"]);
  expect((second ?? []).every((cell) => cell === null)).toBe(true);
});

test("the names stand still above, bold, with a filter over all rows", async () => {
  const xml = await sheetXml({ ...tableOf(10), title: "Sales", run });
  expect(xml).toMatch(/<pane ySplit="1" topLeftCell="A2" state="frozen"/);
  expect(xml).toContain('<autoFilter ref="A1:E11"/>');
  const zip = await JSZip.loadAsync(await xlsx.write({ ...tableOf(10), title: "Sales", run }));
  expect(await zip.file("xl/styles.xml")?.async("string")).toContain("<b/>");
});

test("numbers are shown with commas and as many decimals as they have; years have none", async () => {
  const zip = await JSZip.loadAsync(
    await xlsx.write(table([column("a", "number"), column("b", "number"), column("c", "number")], [[1200, 3.125, 2026]])),
  );
  const styles = (await zip.file("xl/styles.xml")?.async("string")) ?? "";
  expect(styles).toContain('formatCode="#,##0.000"');
  expect(await zip.file("xl/worksheets/sheet1.xml")?.async("string")).toContain("<v>3.125</v>");
  expect(styles).not.toContain('formatCode="#,##0.00"');
});

test("a text that looks like a formula stays the text that it is, with nothing before it", async () => {
  const formulas = [hostile.formula, hostile.plus, "-1+1", "@SUM(A1)", hostile.error, "#REF!", hostile.escaped, " =1"];
  const given = table(
    [column("=name()", "text")],
    formulas.map((text) => [text]),
  );
  expect(problemsIn({ "t.xlsx": await xlsx.write(given) })).toEqual([]);
  const { sheets } = await read(given);
  expect((sheets[0]?.rows ?? []).flat()).toEqual(["=name()", ...formulas]);
});

test("what no XML can hold is taken out, and all else is kept", async () => {
  const { sheets } = await read(
    table([column("s", "text")], [["a\u0000b\u0008c\ud800d"], ["two\nlines"], [hostile.emoji], [hostile.rightToLeft]]),
  );
  expect((sheets[0]?.rows ?? []).slice(1).flat()).toEqual(["abcd", "two\nlines", hostile.emoji, hostile.rightToLeft]);
});

test("a text longer than a cell holds is cut, and the sheet About says so", async () => {
  const { sheets } = await read(table([column("s", "text")], [["x".repeat(40_000)], ["y".repeat(32_767)]]));
  const [, first, second] = sheets[0]?.rows ?? [];
  expect(String(first?.[0])).toHaveLength(32_767);
  expect(String(first?.[0]).endsWith("…")).toBe(true);
  expect(second?.[0]).toBe("y".repeat(32_767));
  expect((sheets[1]?.rows ?? []).flat().some((cell) => /^Texts longer than the 32,767 .*: 1\.$/.test(String(cell)))).toBe(true);
});

test("the sheet About says what the table was made from", async () => {
  const { sheets } = await read({ ...tableOf(3), title: "Sales by month", run });
  expect(sheets.map(({ name }) => name)).toEqual(["Table", "About"]);
  const about = (sheets[1]?.rows ?? []).flat().map(String).join("\n");
  for (const part of [
    "Sales by month",
    executionId,
    "alvaro",
    "roi_calculations",
    run.codeSha256,
    "sales.csv",
    "da7a".repeat(16),
    "12000",
    "encoding: utf-8",
    "12 values are empty",
    "314.0.3",
  ])
    expect(about).toContain(part);
});

test("the same table is the same file", async () => {
  const given = { ...tableOf(5), title: "Sales", run };
  const [once, again] = [await xlsx.write(given), await xlsx.write(given)];
  expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true);
});

test("more than a sheet holds is refused with what to do", async () => {
  const rows = Array(1_048_576).fill([1]) as number[][];
  await expect(xlsx.write(table([column("n", "number")], rows))).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining('"csv"'),
  });
  const wide = Array.from({ length: 16_385 }, (_, at) => column(String(at), "number"));
  await expect(xlsx.write(table(wide, []))).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining("16,384 columns"),
  });
});

test("a table without rows, and one without columns, is a workbook", async () => {
  expect((await read(table([column("n", "number")], []))).sheets[0]?.rows).toEqual([["n"]]);
  expect((await read(table([], []))).sheets).toHaveLength(2);
});

describe("a day as a workbook counts it", () => {
  test.each([
    ["1900-03-01", 61],
    ["2026-02-01", 46_054],
    ["2026-02-01T12:00:00Z", 46_054.5],
    ["2026-02-01 06:00", 46_054.25],
    ["9999-12-31", 2_958_465],
  ])("of %s is %d", (text, serial) => {
    expect(serialDate(text)).toBe(serial);
  });

  test.each([
    "1899-12-31",
    "1900-02-28",
    "2026-02-30",
    "2026-13-01",
    "2026-02-01T25:00:00",
    "2026-02-01T10:00:00+02:00",
    "soon",
    "",
  ])("%s is none: it stays the text that it is", (text) => {
    expect(serialDate(text)).toBeNull();
  });
});

const hasOpenpyxl = spawnSync("python3", ["-c", "import openpyxl"]).status === 0;

if (hasOpenpyxl)
  test("another program reads the same values and types", async () => {
    const given = table(
      [column("n", "number"), column("d", "date"), column("s", "text")],
      [[4.25, "2026-02-01", hostile.formula]],
    );
    const script =
      "import sys, io, json, openpyxl\nsheet = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))['Table']\nprint(json.dumps([[cell.data_type, str(cell.value)] for cell in sheet[2]]))";
    const { stdout } = spawnSync("python3", ["-c", script], { input: await xlsx.write(given), encoding: "utf8" });
    expect(JSON.parse(stdout)).toEqual([
      ["n", "4.25"],
      ["d", "2026-02-01 00:00:00"],
      ["s", hostile.formula],
    ]);
  });

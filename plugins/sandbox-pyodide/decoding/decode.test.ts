import { deflateRawSync, gzipSync } from "node:zlib";
import { type WriteSheet, writeXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { decode, type Packed } from "./decode.ts";

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const read = async (rest: Partial<Packed> & { bytes: Uint8Array }) => {
  const { format, bytes } = await decode({ format: "csv", packing: null, sheet: null, ...rest });
  return [format, text(bytes)];
};

/** An archive as other programs write it; `lies`: about what comes out. */
function zip(
  files: Readonly<Record<string, Buffer>>,
  options: { encrypted?: boolean; method?: number; lies?: boolean } = {},
): Buffer {
  const { encrypted = false, method = 8, lies = false } = options;
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const packed = method === 0 ? content : deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(encrypted ? 1 : 0, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(lies ? 10 : content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    central.push(Buffer.concat([entry, Buffer.from(name)]));
    parts.push(local, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

const csv = Buffer.from("a,b\n1,2\n");

test("one file that was compressed is unpacked, and goes by the ending that the archive tells", async () => {
  expect(await read({ packing: "gzip", bytes: gzipSync(csv) })).toEqual(["csv", "a,b\n1,2\n"]);
  for (const method of [0, 8])
    expect(await read({ format: "zip", packing: "zip", bytes: zip({ "x/sales.CSV": csv }, { method }) })).toEqual([
      "csv",
      "a,b\n1,2\n",
    ]);
  expect(await read({ format: "csv", packing: "zip", bytes: zip({ "d.json": Buffer.from("[]") }) })).toEqual(["json", "[]"]);
  const marked = zip({ "__MACOSX/._a.csv": csv, ".DS_Store": csv, "dir/": Buffer.alloc(0), "a.tsv": csv });
  expect(await read({ format: "zip", packing: "zip", bytes: marked })).toEqual(["csv", "a,b\n1,2\n"]);
});

const huge = Buffer.alloc(300 * 1_048_576);
const one = zip({ "a.csv": csv });
test.each<[string, Partial<Packed> & { bytes: Uint8Array }, RegExp]>([
  ["a gzip bomb", { packing: "gzip", bytes: gzipSync(huge) }, /more than 256 MB/],
  [
    "a zip bomb that lies about its size",
    { format: "zip", packing: "zip", bytes: zip({ "a.csv": huge }, { lies: true }) },
    /more than 256 MB/,
  ],
  [
    "a zip bomb called a workbook",
    { format: "xlsx", bytes: zip({ "xl/workbook.xml": csv, "xl/worksheets/sheet1.xml": huge }) },
    /more than 256 MB/,
  ],
  [
    "a zip bomb in what a workbook takes from others",
    { format: "xlsx", bytes: zip({ "xl/workbook.xml": csv, "xl/externalLinks/externalLink1.xml": huge }) },
    /more than 256 MB/,
  ],
  [
    "two files in one archive",
    { format: "zip", packing: "zip", bytes: zip({ "a.csv": csv, "b.csv": csv }) },
    /2 files \("a.csv", "b.csv"\); unpack it/,
  ],
  ["an archive without a file", { format: "zip", packing: "zip", bytes: zip({}) }, /without a file/],
  [
    "an archive of what is no table",
    { format: "zip", packing: "zip", bytes: zip({ "a.exe": csv }) },
    /"a.exe", which is no table/,
  ],
  [
    "an archive with a password",
    { format: "zip", packing: "zip", bytes: zip({ "a.csv": csv }, { encrypted: true }) },
    /password/,
  ],
  [
    "an archive packed in a rare way",
    { format: "zip", packing: "zip", bytes: zip({ "a.csv": csv }, { method: 12 }) },
    /pack it again/,
  ],
  ["an archive that was cut short", { format: "zip", packing: "zip", bytes: one.subarray(0, one.length - 30) }, /cut short/],
  [
    "an archive whose list leads nowhere",
    { format: "zip", packing: "zip", bytes: Buffer.from(one).fill(0xff, one.length - 6, one.length - 2) },
    /cut short/,
  ],
  ["text called .gz", { packing: "gzip", bytes: csv }, /not compressed with gzip/],
  ["half a gzip file", { packing: "gzip", bytes: gzipSync(csv).subarray(0, 14) }, /cut short/],
  [
    "a page called a workbook",
    { format: "xlsx", bytes: Buffer.from("\u00ef\u00bb\u00bf\n<html><table>", "latin1") },
    /web page or XML under the name of a workbook/,
  ],
  ["text called a workbook", { format: "xlsx", bytes: csv }, /cut short/],
  ["an archive called a workbook", { format: "xlsx", bytes: one }, /an archive of other files/],
  ["an encrypted or old workbook", { format: "xlsx", bytes: Buffer.from("d0cf11e0a1b11ae1", "hex") }, /password, or an old/],
  ["text called Parquet", { format: "parquet", bytes: csv }, /no Parquet file/],
  ["half a Parquet file", { format: "parquet", bytes: Buffer.from("PAR1aaaaaaaaaaaaaaaaaaa") }, /no Parquet file/],
])("%s is refused, and the words say why", async (_, file, words) => {
  const [format, said] = await read(file);
  expect(format).toBe("refused");
  expect(said).toMatch(words);
});

/** A workbook with the cells given, as XML writes them. */
const workbook = (cells: string, more: Readonly<Record<string, string>> = {}) => {
  const xml = (body: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body}`);
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const files: Record<string, Buffer> = {
    "[Content_Types].xml": xml(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    ),
    "_rels/.rels": xml(
      `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    "xl/workbook.xml": xml(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": xml(
      `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    "xl/worksheets/sheet1.xml": xml(`<worksheet xmlns="${main}"><sheetData>${cells}</sheetData></worksheet>`),
  };
  for (const [name, body] of Object.entries(more)) files[name] = xml(body);
  return zip(files);
};
const row = (at: number, cells: readonly string[]) => `<row r="${at}">${cells.join("")}</row>`;
const text1 = (ref: string, said: string) => `<c r="${ref}" t="inlineStr"><is><t>${said}</t></is></c>`;
const number = (ref: string, value: number | string) => `<c r="${ref}"><v>${value}</v></c>`;

async function head(
  bytes: Uint8Array,
): Promise<{ rows: number; columns: { name: string; kind: string }[]; notes: { kind: string; column: string | null }[] }> {
  const { format, bytes: made } = await decode({ format: "xlsx", packing: null, sheet: null, bytes });
  expect([format, text(made).slice(0, 4)]).toEqual(["table", "SPT1"]);
  return JSON.parse(text(made.subarray(8, 8 + Buffer.from(made).readUInt32LE(4))));
}

test("formulas have the value that was stored, and those without one, errors and other workbooks are told", async () => {
  const cells =
    row(1, [text1("A1", "a"), text1("B1", "b"), text1("C1", "c")]) +
    row(2, [number("A2", 1), '<c r="B2"><f>A2*2</f><v>2</v></c>', '<c r="C2" t="e"><v>#DIV/0!</v></c>']) +
    row(3, [number("A3", 2), '<c r="B3"><f>[1]Other!A1</f></c>', number("C3", 5)]);
  const found = await head(workbook(cells, { "xl/externalLinks/externalLink1.xml": "<externalLink/>" }));
  expect(found.rows).toBe(2);
  expect(found.columns.map(({ name, kind }) => [name, kind])).toEqual([
    ["a", "numbers"],
    ["b", "numbers"],
    ["c", "numbers"],
  ]);
  expect(found.notes.map(({ kind, column }) => [kind, column])).toEqual([
    ["external-links", null],
    ["formulas", null],
    ["errors", "c"],
  ]);
});

test("lines above the header, empty rows and cells of blanks are no rows and no values", async () => {
  const cells =
    row(1, [text1("A1", "Report")]) +
    row(3, [text1("A3", "name"), text1("B3", "v"), text1("C3", "w")]) +
    row(4, [text1("A4", "x"), number("B4", 1)]) +
    row(6, [text1("A6", " "), number("B6", 2)]);
  const found = await head(workbook(cells));
  expect([found.rows, found.columns.map(({ name }) => name), found.notes.map(({ kind }) => kind)]).toEqual([
    2,
    ["name", "v", "w"],
    ["title-rows"],
  ]);
});

test("titles of several cells stand above the header; a header with a gap, or of years, is one", async () => {
  const head2 = async (...rows: string[]) => {
    const { rows: count, columns, notes } = await head(workbook(rows.join("")));
    return [count, columns.map(({ name }) => name), notes.map(({ kind }) => kind)];
  };
  const body = row(9, [text1("A9", "x"), number("B9", 1), number("C9", 2)]);
  const header = row(5, [text1("A5", "name"), text1("B5", "v"), text1("C5", "w")]);
  expect(await head2(row(1, [text1("A1", "Report")]), row(2, [text1("A2", "As of"), number("B2", 45292)]), header, body)).toEqual(
    [1, ["name", "v", "w"], ["title-rows"]],
  );
  const years = row(5, [text1("A5", "name"), number("B5", 2024), number("C5", 2025)]);
  expect(await head2(row(1, [text1("A1", "Stand"), number("C1", 7)]), years, body)).toEqual([
    1,
    ["name", "2024", "2025"],
    ["title-rows"],
  ]);
  expect(await head2(row(1, [text1("B1", "v"), text1("C1", "w")]), body)).toEqual([1, ["Unnamed: 0", "v", "w"], []]);
  expect(
    await head2(
      row(1, [text1("A1", "a"), text1("B1", "b")]),
      row(2, [text1("A2", "x"), text1("B2", "y"), text1("C2", "z")]),
      body,
    ),
  ).toEqual([2, ["a", "b", "Unnamed: 2"], []]);
});

test("what is hidden, joined cells and macros are told", async () => {
  const cells =
    row(1, [text1("A1", "a"), text1("B1", "b")]) +
    `<row r="2" hidden="1">${text1("A2", "x")}${number("B2", 1)}</row>` +
    row(3, [number("B3", 2)]) +
    row(4, [text1("A4", "y"), number("B4", 3)]);
  const sheet = `</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells><sheetData>`;
  const bytes = workbook(cells + sheet, { "xl/vbaProject.bin": "x" });
  const found = await head(bytes);
  expect(found.rows).toBe(3);
  expect(found.notes).toMatchObject([
    { column: null, kind: "macros" },
    { column: null, kind: "hidden", message: "hidden in the workbook and read all the same: 1 row" },
    { column: "a", kind: "merged", fix: 'table["a"] = table["a"].ffill()' },
  ]);
});

test("a column whose cells are written in several currencies is told, by their formats; one in one currency, or in none, is not", async () => {
  const formats: readonly (readonly (string | null)[])[] = [
    ['"$"#,##0.00', "[$€-407] #,##0", "[$$-409]#,##0", "0.00"],
    ["[$€-407] #,##0", "[$€-407] #,##0.0", "#,##0 [$€-1]", "\\€0"],
    ['#,##0 "CHF"', '"EUR" 0', "0 [$CHF]", "0"],
    [null, "0%", "#,##0.00", '0 "MWH"'],
    ["yyyy-mm-dd", "yyyy-mm-dd", "yyyy-mm-dd", "yyyy-mm-dd"],
  ];
  const cells = new Map(
    formats.flatMap((column, at) =>
      column.map((numFmt, row) => [`${row + 1},${at}`, { value: 45_000 + row, ...(numFmt !== null && { style: { numFmt } }) }]),
    ),
  );
  const rows = [["mixed", "euro", "codes", "none", "day"], ...[0, 1, 2, 3].map((row) => formats.map(() => 45_000 + row))];
  const made = await writeXlsx({ sheets: [{ name: "Data", rows, cells: cells as NonNullable<WriteSheet["cells"]> }] });
  const found = await head(made);
  expect(found.columns.map(({ kind }) => kind)).toEqual(["numbers", "numbers", "numbers", "numbers", "moments"]);
  expect(found.notes).toEqual([
    {
      column: "mixed",
      kind: "mixed-currencies",
      message:
        "amounts in several currencies, by the cells' formats: $ (rows 2, 4), € (row 3); don't add them up before they are converted",
      fix: null,
    },
    expect.objectContaining({ column: "codes", message: expect.stringContaining("CHF (rows 2, 4), EUR (row 3)") }),
  ]);
});

const laughs = `<!DOCTYPE l [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>`;
test.each<[string, Uint8Array, RegExp]>([
  [
    "two cells at the ends of a sheet",
    workbook(row(1, [number("A1", 1)]) + row(1_048_576, [number("XFD1048576", 1)])),
    /reaches further|at most 5000/,
  ],
  ["a row to the last column", workbook(row(1, [number("A1", 1), number("XFD1", 1)])), /16384 columns; at most 5000/],
  ["a sheet without a cell", workbook(""), /none of its sheets/],
  [
    "a workbook whose sheet is not there",
    zip({ "xl/workbook.xml": Buffer.from("<workbook/>") }),
    /no Excel workbook|none of its sheets/,
  ],
  ["a sheet that is no XML", workbook("<row><c"), /no Excel workbook|none of its sheets/],
])("%s is refused", async (_, bytes, words) => {
  const [format, said] = await read({ format: "xlsx", bytes });
  expect([format, said]).toEqual(["refused", expect.stringMatching(words)]);
});

test("entities that would unfold a thousand times are not unfolded", async () => {
  const bomb = workbook(row(1, [text1("A1", "a"), text1("B1", "b")]) + row(2, [text1("A2", "&d;"), number("B2", 1)]));
  const sheet = zip({ "xl/workbook.xml": Buffer.from(`${laughs}<workbook/>`) });
  for (const bytes of [bomb, sheet]) {
    const [, said] = await read({ format: "xlsx", bytes });
    expect(said?.length).toBeLessThan(2000);
  }
});

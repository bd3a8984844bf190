import { type CellValue, readXlsx, type Sheet } from "hucre/xlsx";
import { momentsOf, numbersOf, textsOf } from "./columns.ts";
import { severalCurrencies, tellCurrencies } from "./currency-formats.ts";
import { Refused } from "./refused.ts";
import type { ColumnValues, Note, Table } from "./table-file.ts";
import { entriesOf, extract } from "./zip.ts";

const CELLS_MAX = 5_000_000;
const COLUMNS_MAX = 5000;
/** Of sheets as text: of more, the formats of all cells would take more memory than the cells. */
const FORMATS_BYTES = 64 * 1_048_576;
const TITLE_ROWS_MAX = 20;
/** What Excel shows where a formula has no value. */
const ERROR = /^#(N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/;

type Row = readonly CellValue[];

/** One sheet of a workbook: the one that was asked for, or the first that shows and holds something. */
export async function readWorkbook(bytes: Uint8Array, wanted: string | null, most: number): Promise<Table> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw new Refused("it is protected by a password, or an old .xls file; save it as .xlsx without a password");
  refusePage(bytes);
  const { external, macros, currencies, size } = checkSize(bytes, most);
  const names: string[] = [];
  const shown: string[] = [];
  const sheets = await opened(bytes, currencies && size <= FORMATS_BYTES, ({ name, hidden = false, veryHidden = false }) => {
    names.push(name);
    if (!hidden && !veryHidden) shown.push(name);
    return wanted === null || sameName(name, wanted);
  });
  const sheet =
    wanted === null
      ? (sheets.find(({ name, rows }) => shown.includes(name) && rows.some(filled)) ??
        sheets.find(({ rows }) => rows.some(filled)))
      : sheets[0];
  if (sheet === undefined) {
    if (wanted !== null) throw new Refused(`it has no sheet ${JSON.stringify(wanted)}; it has ${listed(names)}`);
    throw new Refused("none of its sheets holds anything");
  }
  const notes: Note[] = [];
  const others = names.filter((name) => name !== sheet.name);
  if (wanted === null && others.length > 0)
    note(notes, "sheet", `read from the sheet ${JSON.stringify(sheet.name)}; the others are ${listed(others)}`, SHEET_FIX);
  if (external)
    note(notes, "external-links", "some cells take their values from other workbooks: as they were when this one was saved");
  if (macros) note(notes, "macros", "the workbook holds macros, which are not looked at and did not run");
  if (currencies && size > FORMATS_BYTES)
    note(
      notes,
      "mixed-currencies",
      "its cells are written in several currencies, and it is too large to tell which: see whether a column mixes them before adding it up",
    );
  return tableOf(sheet, notes);
}

/** Programs that can't write workbooks save a page under their name; Excel opens it with a warning. */
function refusePage(bytes: Uint8Array): void {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 512)).replace(/^[\s\u00ef\u00bb\u00bf]+/, "");
  if (head.startsWith("<"))
    throw new Refused("it is a web page or XML under the name of a workbook; open it in Excel and save it as .xlsx");
}

const SHEET_FIX = 'datasets: [{"name": "…", "sheet": "…"}]';

async function opened(
  bytes: Uint8Array,
  readStyles: boolean,
  sheets: (info: { name: string; hidden?: boolean; veryHidden?: boolean }) => boolean,
): Promise<readonly Sheet[]> {
  try {
    return (await readXlsx(bytes, { sheets, readStyles })).sheets;
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "EncryptedFileError") throw new Refused("it is protected by a password; save it without one");
    if (/\bcells\b/i.test(message))
      throw new Refused(
        `its sheet reaches further than can be read (${CELLS_MAX} cells); delete what is empty below and beside the table`,
      );
    throw new Refused("it is no Excel workbook, or is damaged; open it in Excel and save it again");
  }
}

interface Seen {
  readonly external: boolean;
  readonly macros: boolean;
  /** Whether its formats name several. */
  readonly currencies: boolean;
  /** Of its sheets, as text. */
  readonly size: number;
}

/** What it holds beside cells. What its parts unpack to is measured before anything parses them. */
function checkSize(bytes: Uint8Array, most: number): Seen {
  const entries = entriesOf(bytes);
  let [left, size, currencies] = [most, 0, false];
  for (const entry of entries) {
    if (/^xl\/.*\.(xml|rels|vml)$/i.test(entry.name)) {
      const part = extract(bytes, entry, left);
      left -= part.length;
      if (/^xl\/worksheets\//i.test(entry.name)) size += part.length;
      if (/^xl\/styles\./i.test(entry.name)) currencies = severalCurrencies(new TextDecoder().decode(part));
    }
  }
  if (!entries.some(({ name }) => /^xl\/workbook\./i.test(name)))
    throw new Refused("it is no Excel workbook: an archive of other files");
  const has = (part: RegExp) => entries.some(({ name }) => part.test(name));
  return { external: has(/^xl\/externalLinks\//i), macros: has(/^xl\/vbaProject\.bin$/i), currencies, size };
}

function tableOf(sheet: Sheet, notes: Note[]): Table {
  const rows = trimmed(sheet.rows);
  const width = rows.reduce((most, row) => Math.max(most, lastFilled(row)), 0);
  if (width > COLUMNS_MAX) throw new Refused(`its sheet has ${width} columns; at most ${COLUMNS_MAX} can be read`);
  if (rows.length * width > CELLS_MAX)
    throw new Refused(`its sheet has ${rows.length * width} cells; at most ${CELLS_MAX} can be read. Keep only what is needed`);
  const head = headerAt(rows, width);
  if (head > 0) {
    const titles = rows.slice(0, head).flatMap((row) => row.filter(present).map(nameOf));
    if (titles.length > 0) note(notes, "title-rows", `above the header: ${titles.join(" / ").slice(0, 200)}`);
  }
  const names = namesOf(rows[head] ?? [], width);
  const body = rows.slice(head + 1).filter(filled);
  tellFormulas(sheet, notes);
  tellHidden(sheet, head, notes);
  tellMerged(sheet, head, names, notes);
  tellCurrencies(sheet, head, names, notes);
  const columns = names.map((name, at) => ({ name, values: columnOf(body, at, name, notes) }));
  return { rows: body.length, columns, notes, firstRow: head + 2 };
}

/** Past lines of one cell, a header in which every column has its name. */
function headerAt(rows: readonly Row[], width: number): number {
  const first = Math.max(0, rows.findIndex(filled));
  if (width < 2) return first;
  const last = Math.min(rows.length, first + TITLE_ROWS_MAX);
  for (let at = first; at < last; at++) {
    const cells = (rows[at] as Row).filter(present);
    if (cells.length < 2) continue;
    const found = at === first || cells.length > width / 2 ? at : first;
    return isTitle(rows[found] as Row, width) ? (fullHeader(rows, width, found + 1, last) ?? found) : found;
  }
  return first;
}

/** With half of the cells, or fewer than all and one that is no name. */
function isTitle(row: Row, width: number): boolean {
  const cells = row.filter(present);
  return cells.length <= width / 2 || (cells.length < width && !cells.every(isName));
}

/** The first row in which every column has a name, with only titles above it and values below. */
function fullHeader(rows: readonly Row[], width: number, from: number, last: number): number | null {
  for (let at = from; at < last; at++) {
    const row = rows[at] as Row;
    if (row.filter(present).length === width && row.every(isName))
      return (rows.slice(at + 1).find(filled) ?? []).some(isValue) ? at : null;
    if (!isTitle(row, width)) return null;
  }
  return null;
}

const isYear = (cell: unknown): boolean => typeof cell === "number" && Number.isInteger(cell) && cell >= 1900 && cell <= 2100;
const isName = (cell: CellValue | undefined): boolean => (typeof cell === "string" && cell.trim() !== "") || isYear(cell);
const isValue = (cell: CellValue | undefined): boolean => present(cell) && typeof cell !== "string";

function namesOf(header: Row, width: number): string[] {
  return Array.from({ length: width }, (_, at) => {
    const cell = header[at];
    return present(cell) ? nameOf(cell) : `Unnamed: ${at}`;
  });
}

const nameOf = (cell: CellValue): string => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell));

function columnOf(body: readonly Row[], at: number, name: string, notes: Note[]): ColumnValues {
  let errors = 0;
  const cells = body.map((row): CellValue => {
    const cell = row[at] ?? null;
    if (typeof cell !== "string") return cell;
    if (!ERROR.test(cell)) return cell.trim() === "" ? null : cell;
    errors++;
    return null;
  });
  if (errors > 0)
    notes.push({
      column: name,
      kind: "errors",
      message: `${errors} cells show an error of Excel's, such as #N/A, and are gaps`,
      fix: null,
    });
  const kinds = new Set(cells.filter((cell) => cell !== null).map(kindOf));
  const [kind] = kinds;
  if (kinds.size === 0) return numbersOf(cells as null[]);
  if (kinds.size > 1) return { kind: "values", values: cells.map((cell) => (cell instanceof Date ? moment(cell) : cell)) };
  if (kind === "number") return numbersOf(cells as (number | null)[]);
  if (kind === "string") return textsOf(cells as (string | null)[]);
  if (kind === "time") return { kind: "values", values: cells.map((cell) => (cell === null ? null : moment(cell as Date))) };
  if (kind === "date")
    return momentsOf(
      (cells as (Date | null)[]).map((cell) => cell && BigInt(cell.getTime()) * 1000n),
      "us",
      false,
    );
  return cells.includes(null)
    ? { kind: "values", values: cells }
    : { kind: "numbers", dtype: "bool", data: Uint8Array.from(cells as boolean[], Number) };
}

/** Excel's day nought: what has no date is a time of day. */
const isTime = (cell: Date) => cell.getUTCFullYear() < 1900;
const moment = (cell: Date) =>
  isTime(cell) ? { $time: cell.toISOString().slice(11, 23) } : { $moment: cell.toISOString().slice(0, 23) };
const kindOf = (cell: CellValue) => (cell instanceof Date ? (isTime(cell) ? "time" : "date") : typeof cell);

/** A formula has the value that was saved with it; programs that write workbooks often save none. */
function tellFormulas(sheet: Sheet, notes: Note[]): void {
  let without = 0;
  for (const { type, value } of sheet.cells?.values() ?? []) if (type === "formula" && value === null) without++;
  if (without > 0)
    note(
      notes,
      "formulas",
      `${without} formulas have no stored result and are gaps`,
      "Open the workbook in Excel or LibreOffice, save it, and run again.",
    );
}

/** A filter, or somebody's choice of what to show: it is read all the same. */
function tellHidden(sheet: Sheet, head: number, notes: Note[]): void {
  const rows = [...(sheet.rowDefs ?? [])].filter(
    ([at, { hidden }]) => hidden === true && at > head && filled(sheet.rows[at] ?? []),
  );
  const columns = (sheet.columns ?? []).filter(
    ({ hidden }, at) => hidden === true && sheet.rows.some((row) => present(row[at])),
  ).length;
  const said = [counted(rows.length, "row"), counted(columns, "column")].filter((one) => one !== null);
  if (said.length > 0) note(notes, "hidden", `hidden in the workbook and read all the same: ${said.join(" and ")}`);
}

const counted = (count: number, what: string): string | null =>
  count === 0 ? null : `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;

/** Of cells that were joined only the first has the value. */
function tellMerged(sheet: Sheet, head: number, names: readonly string[], notes: Note[]): void {
  const merged = new Map<number, number>();
  for (const { startRow, endRow, startCol } of sheet.merges ?? [])
    if (startRow > head && endRow > startRow) merged.set(startCol, (merged.get(startCol) ?? 0) + 1);
  for (const [at, count] of merged) {
    const column = names[at];
    if (column === undefined) continue;
    const named = `table[${JSON.stringify(column)}]`;
    notes.push({
      column,
      kind: "merged",
      message: `cells joined over several rows, ${counted(count, "time")}: only the first of them has the value`,
      fix: `${named} = ${named}.ffill()`,
    });
  }
}

const present = (cell: CellValue | undefined): cell is NonNullable<CellValue> =>
  cell !== null && cell !== undefined && cell !== "";
const filled = (row: Row) => row.some(present);
const lastFilled = (row: Row) => row.findLastIndex(present) + 1;
const trimmed = (rows: readonly Row[]) => rows.slice(0, rows.findLastIndex(filled) + 1);
const sameName = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
const listed = (names: readonly string[]) =>
  names
    .slice(0, 12)
    .map((name) => JSON.stringify(name))
    .join(", ") + (names.length > 12 ? ` and ${names.length - 12} more` : "");
const note = (notes: Note[], kind: string, message: string, fix: string | null = null) =>
  notes.push({ column: null, kind, message, fix });

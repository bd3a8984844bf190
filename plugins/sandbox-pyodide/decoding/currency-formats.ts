import type { Sheet } from "hucre/xlsx";
import type { Note } from "./table-file.ts";

const SIGN = /[$€£¥₹₩₺₽₴₪฿]/u;
const CODES = new Set(Intl.supportedValuesOf("currency"));
/** Excel's own formats of money, in the currency of whoever opens the workbook. */
const OWN = /\bnumFmtId="(5|6|7|8|42|44)"/;
/** As many rows as a reader would look up. */
const SHOWN = 3;

/** By a cell's number format: `[$€-407] #,##0`, `"$"#,##0.00`, `#,##0 "CHF"`. Null: of no currency. */
function currencyOf(format: string): string | null {
  const bracketed = /\[\$([^\]-]+)[^\]]*\]/.exec(format)?.[1]?.trim();
  if (bracketed !== undefined && bracketed !== "") return bracketed;
  const bare = format.replace(/\[[^\]]*\]/g, "");
  return SIGN.exec(bare)?.[0] ?? bare.match(/(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/g)?.find((code) => CODES.has(code)) ?? null;
}

/** Whether a workbook's formats name more than one currency: only then each cell's format is looked at. */
export function severalCurrencies(styles: string): boolean {
  const found = new Set<string>();
  for (const [, written = ""] of styles.matchAll(/\bformatCode="([^"]*)"/g)) {
    const currency = currencyOf(plain(written));
    if (currency !== null) found.add(currency);
  }
  if (OWN.test(styles)) found.add("$");
  return found.size > 1;
}

const NAMED: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: "<", gt: ">", amp: "&" };
const plain = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });

/** Columns of numbers whose cells are written as amounts of different currencies: the numbers alone do not tell. */
export function tellCurrencies(sheet: Sheet, head: number, names: readonly string[], notes: Note[]): void {
  const found = new Map<number, Map<string, Written>>();
  for (const [place, { style }] of sheet.cells ?? []) {
    const [row = 0, at = 0] = place.split(",").map(Number);
    const currency = style?.numFmt === undefined ? null : currencyOf(style.numFmt);
    if (currency === null || row <= head || typeof sheet.rows[row]?.[at] !== "number") continue;
    const all = found.get(at) ?? new Map<string, Written>();
    const of = all.get(currency) ?? { count: 0, rows: [] };
    of.count++;
    if (of.rows.length < SHOWN) of.rows.push(row + 1);
    found.set(at, all.set(currency, of));
  }
  for (const [at, all] of [...found].toSorted(([one], [other]) => one - other)) {
    const column = names[at];
    if (column === undefined || all.size < 2) continue;
    const told = [...all].map(([currency, of]) => `${currency} (${rowsOf(of)})`).join(", ");
    notes.push({
      column,
      kind: "mixed-currencies",
      message: `amounts in several currencies, by the cells' formats: ${told}; don't add them up before they are converted`,
      fix: null,
    });
  }
}

interface Written {
  count: number;
  readonly rows: number[];
}

const rowsOf = ({ count, rows }: Written): string =>
  `${count === 1 ? "row" : "rows"} ${rows.join(", ")}${count > rows.length ? ` and ${(count - rows.length).toLocaleString("en")} more` : ""}`;

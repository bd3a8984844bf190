import { frameOf, frameOnce } from "../rows/frame.ts";
import type { Given } from "./common-of.ts";
import { remark } from "./remark.ts";
import type { Note } from "./shaped.ts";

const SYMBOLS: Readonly<Record<string, RegExp>> = { "€": /^EUR$/, "£": /^GBP$/, "¥": /^(JPY|CNY)$/, "₹": /^INR$/, $: /^...$/ };
/** Three capital letters are often something else: in names these alone are taken for money. */
const KNOWN = "USD EUR GBP JPY CHF CAD AUD NZD CNY INR SEK NOK DKK PLN CZK HUF BRL MXN ZAR SGD HKD KRW TRY ILS AED SAR".split(
  " ",
);
const COLUMN = /^(currency|currency_?code|ccy|curr)$/i;
const ROWS_ASKED = 20_000;

/** Amounts in a currency that the data contradicts, or in several at once: a sum of euros and dollars is no amount. */
export function currencyNotes(given: Given, names: readonly string[], drawnAs: string | null): Note[] {
  const { rows } = given;
  const frame = given.drawn?.frame ?? (rows === undefined ? undefined : frameOnce(rows, () => frameOf(rows)));
  const at = frame?.columns.findIndex(({ name }) => COLUMN.test(name)) ?? -1;
  const inRows = new Set<string>();
  for (const row of at < 0 ? [] : (frame?.rows.slice(0, ROWS_ASKED) ?? []))
    if (typeof row[at] === "string" && row[at] !== "") inRows.add(row[at].toUpperCase());
  const measure = given.drawn?.measured == null ? [] : [frame?.columns[given.drawn.measured.y]?.name ?? ""];
  const inNames = new Set([...names, ...measure].flatMap(currenciesIn));
  const said = [...(inRows.size > 0 ? inRows : inNames)];
  const split = given.drawn?.measured?.series ?? null;
  // Split by currency, each series is of one.
  if (said.length > 1 && !(inRows.size > 1 && split === at))
    return [remark("MIXED_CURRENCIES", "note.mixed-currencies", { names: said.slice(0, 5).sort().join(", ") })];
  const [only] = said;
  if (only === undefined || drawnAs === null || agrees(only, drawnAs)) return [];
  return [remark("CURRENCY_CONFLICT", "note.currency-conflict", { drawn: drawnAs, said: only })];
}

const agrees = (said: string, drawn: string): boolean => said === drawn || SYMBOLS[said]?.test(drawn) === true;

function currenciesIn(name: string): string[] {
  const codes = name
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter((word) => KNOWN.includes(word));
  return codes.length > 0 ? codes : Object.keys(SYMBOLS).filter((symbol) => name.includes(symbol));
}

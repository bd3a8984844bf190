import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import type { Look } from "../../../core/ports/report-format.ts";
import { cut } from "../../../core/text/cut.ts";
import { oneLine } from "../text/clean.ts";
import { SCALES, saysScale } from "./together.ts";

/** A format of a spreadsheet may have 255 letters; a longer unit stands in the panel's subtitle. */
const UNIT_MAX = 20;
const DIGITS = /\p{Nd}+(?:[.,\s’']\p{Nd}+)*/u;

/**
 * How a spreadsheet writes what a chart writes: sign, currency, "M" and unit are asked of the chart's own hand, so that both say
 * the same. Percentages are 31 for 31 %, never 0.31: their sign is a letter here, or Excel would multiply.
 */
export function excelCode(format: NumberFormat, number: Look["number"]): string {
  const scale = SCALES.find(({ name, power }) => name === format.scale && saysScale(name, power, number));
  const { compact: _, scale: __, ...bare } = format;
  const asked: NumberFormat = scale === undefined ? bare : { ...bare, scale: scale.name };
  const digits = Math.min(9, Math.max(0, Math.trunc(format.digits ?? 0)));
  const body = `#,##0${digits > 0 ? `.${"0".repeat(digits)}` : ""}${",".repeat(scale?.commas ?? 0)}`;
  const section = (value: number, written: string) => {
    const { before, after } = around(number(value, { ...asked, unit: "", digits: 0 }));
    const unit = asked.style === "number" ? unitOf(format.unit) : "";
    return `${literal(before)}${written}${literal(after + unit)}`;
  };
  const size = 5 * (scale?.power ?? 1);
  return [section(size, body), section(-size, body), section(0, "0")].join(";");
}

function around(text: string): { before: string; after: string } {
  const found = DIGITS.exec(text);
  if (found === null) return { before: "", after: "" };
  return { before: plain(text.slice(0, found.index)), after: plain(text.slice(found.index + found[0].length)) };
}

/** Programs that draw charts break a line at the narrow blank, or have no letter for it. */
const plain = (text: string): string => text.replaceAll("\u202f", "\u00a0");

function unitOf(unit = ""): string {
  const text = oneLine(unit);
  return text === "" || [...text].length > UNIT_MAX ? "" : `\u00a0${cut(text, UNIT_MAX)}`;
}

/** Nothing in it is a command to the spreadsheet: what could end the quotation is written as it is printed, not typed. */
const literal = (text: string): string => (text === "" ? "" : `"${text.replaceAll('"', "”").replaceAll("\\", "⧵")}"`);

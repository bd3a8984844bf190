import type { Grain } from "../../ports/claim.ts";

/** A label's place in time, of which kind, and after how many it starts again. */
interface Place {
  readonly kind: string;
  readonly at: number;
  readonly cycle?: number;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ISO = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T00:00:00(?:\.0+)?)?$/;
const MONTH =
  /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|t|ober|ember)?\.?(?:[ -]'?(\d{4}|\d{2}))?$/i;
const COUNTED = /^(sprint|day|week|month|quarter|year|period|iteration|fy|fiscal year|w|cw|kw)[ -]?'?(\d{1,4})$/i;

const fourDigits = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));

function placeOf(label: string): Place | null {
  const text = label.trim();
  const iso = ISO.exec(text);
  if (iso !== null) return { kind: "date", at: Number(iso[1]) * 372 + Number(iso[2]) * 31 + Number(iso[3] ?? 1) };
  if (/^(1[5-9]|20)\d\d$/.test(text)) return { kind: "year", at: Number(text) };
  const part =
    /^([QH])([1-4])(?:[ \-/]?'?(\d{4}|\d{2}))?$/i.exec(text) ??
    swapped(/^(?:FY)?'?(\d{4}|\d{2})[ \-/]?([QH])([1-4])$/i.exec(text));
  if (part !== null) {
    const [, letter = "", number = "", year] = part;
    const each = letter.toLowerCase() === "q" ? 4 : 2;
    const kind = `${letter.toLowerCase()}${year === undefined ? "" : " of a year"}`;
    return year === undefined
      ? { kind, at: Number(number) - 1, cycle: each }
      : { kind, at: fourDigits(year) * each + Number(number) };
  }
  const month = MONTH.exec(text);
  if (month !== null) {
    const at = MONTHS.indexOf((month[1] as string).toLowerCase());
    return month[2] === undefined
      ? { kind: "month", at, cycle: 12 }
      : { kind: "month of a year", at: fourDigits(month[2]) * 12 + at };
  }
  const week = /^(\d{4})-?W(\d{2})$/i.exec(text);
  if (week !== null) return { kind: "week of a year", at: Number(week[1]) * 54 + Number(week[2]) };
  const counted = COUNTED.exec(text);
  return counted === null ? null : { kind: (counted[1] as string).toLowerCase(), at: Number(counted[2]) };
}

const swapped = (match: RegExpExecArray | null): [string, string, string, string] | null =>
  match === null ? null : [match[0], match[2] as string, match[3] as string, match[1] as string];

/**
 * How labels are times, and null where they are none: dates, years, quarters, weeks, sprints and months, all of one kind and in
 * order. Names with numbers ("Store 3"), bins and intervals are names.
 */
export function grainOf(labels: readonly string[]): Grain | null {
  if (labels.length < 2) return null;
  const places: Place[] = [];
  for (const label of labels) {
    const place = placeOf(label);
    const before = places.at(-1);
    if (place === null || (before !== undefined && !follows(before, place))) return null;
    places.push(place);
  }
  const kind = places[0]?.kind;
  if (kind === "year") return "year";
  if (kind !== "date") return "named";
  const dates = labels.map((label) => ISO.exec(label.trim()) as RegExpExecArray);
  if (dates.every(([, , month, day = "01"]) => month === "01" && day === "01")) return "year";
  const months = new Set(dates.map(([, year, month]) => `${year}-${month}`));
  return months.size === dates.length && dates.every(([, , , day = "01"]) => day === dates[0]?.[3] || day === "01")
    ? "month"
    : "day";
}

/** What starts again each year goes on from one to the next alone: "Q4", "Q1", never "Q1", "Q4", "Q2". */
const follows = (before: Place, { kind, at, cycle }: Place): boolean =>
  kind === before.kind && (at > before.at || (cycle !== undefined && at === (before.at + 1) % cycle));

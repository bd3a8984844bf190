/** What a run of labels is in time: dates, years, quarters, weeks, fiscal years, months by name, numbered sprints. */

type PeriodUnit = "minute" | "hour" | "day" | "week" | "month" | "quarter" | "half" | "year";

export interface Periods {
  /** "counted" are sprints, weeks without a year and the like: in order, at no time. */
  readonly unit: PeriodUnit | "counted";
  /** Start of each, UTC in ms; of what has no year, its number. */
  readonly at: readonly number[];
  /** They have a place on a scale of time. */
  readonly dated: boolean;
  /** Named in words of their own, such as "FY24 Q2": written as given. Else they are dates, and written as the locale does. */
  readonly named: boolean;
}

interface Place {
  readonly kind: string;
  readonly unit: Periods["unit"];
  readonly at: number;
  /** After so many it starts again: months and quarters without a year. */
  readonly cycle?: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HOURS_ASKED = 1000;
const date = (year: number, month = 0, day = 1): number => new Date(0).setUTCFullYear(year, month, day);
const fourDigits = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));

const ISO = /^(\d{4})[-/](\d{2})(?:[-/](\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?$/;
const YEAR = /^(1[5-9]\d\d|20\d\d|21\d\d)$/;
const FISCAL = /^FY ?'?(\d{4}|\d{2})(?:[/-](\d{2}|\d{4}))?$/i;
const PART = /^([QH])([1-4])(?:[ \-/]*(FY)? ?'?(\d{4}|\d{2}))?$/i;
const PART_LAST = /^(FY)? ?'?(\d{4}|\d{2})[ \-/]*([QH])([1-4])$/i;
const PART_FIRST = /^([1-4])([QH])[ \-/]*'?(\d{4}|\d{2})$/i;
const WEEK = /^(\d{4})[ \-/]?(?:W|CW|KW)[ -]?(\d{1,2})$/i;
const WEEK_FIRST = /^(?:W|CW|KW|Week)[ -]?(\d{1,2})[ \-/,]+(\d{4}|\d{2})$/i;
const COUNTED = /^(sprint|iteration|period|phase|pi|day|week|month|quarter|year|d|w|cw|kw)[ \-#]*(\d{1,4})$/i;

/** Null where they are none, or not all of one kind. "Store 3", codes and intervals are names. */
export function periodsIn(labels: readonly string[], locale = "en"): Periods | null {
  const months = monthsOf(locale);
  const places: Place[] = [];
  for (const label of labels) {
    const place = placeOf(label.trim(), months);
    if (place === null || (places[0] !== undefined && place.kind !== places[0].kind)) return null;
    places.push(place);
  }
  const [first] = places;
  if (first === undefined) return null;
  if (first.kind === "date") return asDates(places);
  const at = first.cycle === undefined ? places.map((place) => place.at) : inTurn(places, first.cycle);
  const dated = first.unit !== "counted";
  return { unit: first.unit, at, dated, named: first.kind !== "year" };
}

function placeOf(text: string, months: ReadonlyMap<string, number>): Place | null {
  const iso = ISO.exec(text);
  if (iso !== null) return isoPlace(text, iso);
  const spoken = spokenDate(text, months);
  if (spoken !== null) return { kind: "date", unit: "day", at: spoken };
  if (YEAR.test(text)) return { kind: "year", unit: "year", at: date(Number(text)) };
  const fiscal = FISCAL.exec(text);
  if (fiscal !== null) return { kind: "fiscal", unit: "year", at: date(fourDigits(fiscal[1] as string)) };
  return partPlace(text) ?? weekPlace(text) ?? monthPlace(text, months) ?? countedPlace(text);
}

function isoPlace(text: string, [, year, month, day = "01", hour]: RegExpExecArray): Place | null {
  const start = date(Number(year), Number(month) - 1, Number(day));
  // No 31 February, no thirteenth month.
  if (new Date(start).getUTCMonth() !== Number(month) - 1) return null;
  if (hour === undefined || /T00:00:00(\.0+)?$/.test(text))
    return { kind: "date", unit: text.length === 7 ? "month" : "day", at: start };
  const dashed = text.replaceAll("/", "-");
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10)) ? dashed : `${dashed}Z`;
  const at = Date.parse(zoned.replace(" ", "T"));
  return Number.isNaN(at) ? null : { kind: "date", unit: "minute", at };
}

/** "Jan 1 2000", "1 January 2000". */
function spokenDate(text: string, months: ReadonlyMap<string, number>): number | null {
  const [, month, day, year] =
    /^([\p{L}]+)\.? (\d{1,2}),? (\d{4})$/u.exec(text) ?? dayFirst(/^(\d{1,2})\.? ([\p{L}]+)\.? (\d{4})$/u.exec(text)) ?? [];
  const at = months.get(month?.toLowerCase() ?? "");
  return at === undefined || Number(day) > 31 ? null : date(Number(year), at, Number(day));
}

const dayFirst = (match: RegExpExecArray | null): readonly (string | undefined)[] | null =>
  match === null ? null : [match[0], match[2], match[1], match[3]];

/** Quarters and halves, with a year before or after, of a calendar or a fiscal year, or with none. */
function partPlace(text: string): Place | null {
  const [a, b, c] = [PART.exec(text), PART_LAST.exec(text), PART_FIRST.exec(text)];
  const [letter, number, fiscal, year] =
    a !== null
      ? [a[1], a[2], a[3], a[4]]
      : b !== null
        ? [b[3], b[4], b[1], b[2]]
        : c !== null
          ? [c[2], c[1], undefined, c[3]]
          : [];
  if (letter === undefined) return null;
  const quarters = letter.toLowerCase() === "q";
  const each = quarters ? 4 : 2;
  const at = Number(number) - 1;
  if (at >= each) return null;
  const kind = `${letter.toLowerCase()}${fiscal === undefined ? "" : " fiscal"}`;
  if (year === undefined) return { kind: `${kind} alone`, unit: "counted", at, cycle: each };
  return { kind, unit: quarters ? "quarter" : "half", at: date(fourDigits(year), (at * 12) / each) };
}

/** ISO 8601: the week that holds 4 January is the first. */
function weekPlace(text: string): Place | null {
  const [a, b] = [WEEK.exec(text), WEEK_FIRST.exec(text)];
  const [year, week] = a !== null ? [a[1], a[2]] : b !== null ? [b[2], b[1]] : [];
  if (year === undefined || Number(week) < 1 || Number(week) > 53) return null;
  const fourth = date(fourDigits(year), 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY;
  return { kind: "week", unit: "week", at: monday + (Number(week) - 1) * 7 * DAY };
}

function monthPlace(text: string, months: ReadonlyMap<string, number>): Place | null {
  const found = /^([\p{L}]+)\.?(?:[ \-/]*'?(\d{4}|\d{2}))?$/u.exec(text) ?? swapped(/^(\d{4})[ \-/]([\p{L}]+)\.?$/u.exec(text));
  const at = months.get(found?.[1]?.toLowerCase() ?? "");
  if (at === undefined || found === null) return null;
  const year = found[2];
  return year === undefined
    ? { kind: "month alone", unit: "counted", at, cycle: 12 }
    : { kind: "month", unit: "month", at: date(fourDigits(year), at) };
}

const swapped = (match: RegExpExecArray | null): readonly (string | undefined)[] | null =>
  match === null ? null : [match[0], match[2], match[1]];

function countedPlace(text: string): Place | null {
  const found = COUNTED.exec(text);
  return found === null ? null : { kind: `counted ${(found[1] as string).toLowerCase()}`, unit: "counted", at: Number(found[2]) };
}

/** First or last day of every month: months. Of every year: years. */
function asDates(places: readonly Place[]): Periods {
  const at = places.map((place) => place.at);
  const made = (unit: PeriodUnit, starts: readonly number[] = at): Periods => ({ unit, at: starts, dated: true, named: false });
  // The same hour of every day, or one more in summer, is no hour of its own.
  const hours = at.map((one) => one % DAY);
  const [early, late] = [Math.min(...hours.slice(0, HOURS_ASKED)), Math.max(...hours.slice(0, HOURS_ASKED))];
  const sameHour = hours.every((hour) => hour >= early && hour <= late) && late - early <= 60 * MINUTE;
  if (sameHour && places.length > 1 && late > 0 && new Set(at.map((one) => one - (one % DAY))).size === at.length)
    return asDates(at.map((one) => ({ kind: "date", unit: "day", at: one - (one % DAY) })));
  if (places.some(({ unit }) => unit === "minute") && at.some((one) => one % DAY !== 0))
    return made(at.every((one) => one % (60 * MINUTE) === 0) ? "hour" : "minute");
  const days = at.map((one) => new Date(one));
  const whole = places.every(({ unit }) => unit === "month");
  if (!whole && places.length < 2) return made("day");
  const firsts = whole || days.every((day) => day.getUTCDate() === 1);
  const lasts = days.every((day) => new Date(day.getTime() + DAY).getUTCDate() === 1);
  if (!firsts && !lasts) return made("day");
  const months = days.map((day) => date(day.getUTCFullYear(), day.getUTCMonth()));
  const yearly = new Set(months).size === places.length && days.every((day) => day.getUTCMonth() === (lasts && !firsts ? 11 : 0));
  if (yearly && places.length > 1)
    return made(
      "year",
      days.map((day) => date(day.getUTCFullYear())),
    );
  return made("month", months);
}

/** What starts again goes on where it is given so: "Nov", "Dec", "Jan". Else each has its place in the year. */
function inTurn(places: readonly Place[], cycle: number): number[] {
  const given = places.map(({ at }) => at);
  if (!given.every((at, index) => index === 0 || at === ((given[index - 1] as number) + 1) % cycle)) return given;
  return given.map((_, index) => (given[0] as number) + index);
}

const monthNames = new Map<string, ReadonlyMap<string, number>>();

function monthsOf(locale: string): ReadonlyMap<string, number> {
  const known = monthNames.get(locale);
  if (known !== undefined) return known;
  const names = new Map<string, number>([["sept", 8]]);
  for (const spoken of new Set([locale, "en"]))
    for (const month of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(spoken, { month, timeZone: "UTC" });
      for (let at = 0; at < 12; at++) names.set(format.format(date(2026, at)).replace(/\.$/, "").toLowerCase(), at);
    }
  monthNames.set(locale, names);
  return names;
}

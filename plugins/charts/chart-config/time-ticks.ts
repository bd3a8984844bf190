import type { TimeSpec } from "../../../core/ports/dashboard-spec.ts";
import { dateFormat } from "../design-system/date-format.ts";
import { textWidth } from "../layout/text-width.ts";

export interface TimeTick {
  readonly value: number;
  /** Lines of its text: a month, and below it the year where that begins. */
  readonly text: readonly string[];
}

interface View {
  readonly min: number;
  readonly max: number;
  readonly width: number;
}

type Span = "minute" | "hour" | "day" | "month" | "year";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SIZES: Readonly<Record<Span, number>> = { minute: MINUTE, hour: HOUR, day: DAY, month: 30.4 * DAY, year: 365.25 * DAY };
const STEPS: readonly (readonly [Span, number])[] = [
  ["minute", 1],
  ["minute", 5],
  ["minute", 15],
  ["minute", 30],
  ["hour", 1],
  ["hour", 3],
  ["hour", 6],
  ["hour", 12],
  ["day", 1],
  ["day", 2],
  ["day", 7],
  ["day", 14],
  ["month", 1],
  ["month", 3],
  ["month", 6],
  ...[1, 2, 5, 10, 20, 50, 100].map((count) => ["year", count] as const),
];
/** Pixels that a tick's text takes, with the air around it. */
const ROOM: Readonly<Record<Span, number>> = { minute: 62, hour: 62, day: 68, month: 58, year: 58 };
const AIR = 18;

/** Where the axis of a view is marked and what stands there: at the points themselves while they are few, else at round dates. */
export function timeTicks(time: TimeSpec, labels: readonly string[], view: View, locale: string): TimeTick[] {
  const { at, unit, named } = time;
  const seen = at.flatMap((value, index) => (value >= view.min && value <= view.max ? [index] : []));
  if (named || unit === "week" || unit === "quarter" || unit === "half") {
    const longest = seen.reduce((most, index) => Math.max(most, textWidth(labels[index] ?? "", 13)), 0);
    return apart(seen, at, view, longest + AIR).map((index) => ({
      value: at[index] as number,
      text: [labels[index] ?? ""],
    }));
  }
  const room = ROOM[unit];
  const values =
    seen.length * room <= view.width * 1.05
      ? apart(seen, at, view, room * 0.9).map((index) => at[index] as number)
      : roundDates(view, unit);
  return written(values, spanOf(values, unit), locale);
}

/** As many as stand clear of each other, from the first. */
function apart(seen: readonly number[], at: readonly number[], { min, max, width }: View, room: number): number[] {
  const least = ((max - min || 1) * room) / Math.max(1, width);
  let last = Number.NEGATIVE_INFINITY;
  return seen.filter((index) => {
    const value = at[index] as number;
    if (value - last < least) return false;
    last = value;
    return true;
  });
}

function roundDates({ min, max, width }: View, unit: Span): number[] {
  const finest = STEPS.findIndex(([span]) => span === unit);
  const [span, count] =
    STEPS.slice(finest).find(([step, many]) => ((max - min) / (SIZES[step] * many)) * ROOM[step] <= width) ??
    (STEPS.at(-1) as (typeof STEPS)[number]);
  const values: number[] = [];
  for (let value = firstFrom(min, span, count); value <= max; value = next(value, span, count)) values.push(value);
  return values;
}

function firstFrom(min: number, span: Span, count: number): number {
  const start = new Date(min);
  if (span === "year") {
    const year = Math.floor(start.getUTCFullYear() / count) * count;
    const value = yearStart(year);
    return value < min ? yearStart(year + count) : value;
  }
  if (span === "month") {
    const value = Date.UTC(start.getUTCFullYear(), Math.floor(start.getUTCMonth() / count) * count, 1);
    return value < min ? next(value, span, count) : value;
  }
  // Weeks begin on Mondays: the fifth day of 1970 was the first.
  const [size, shift] = [SIZES[span] * count, span === "day" && count % 7 === 0 ? 4 * DAY : 0];
  return Math.ceil((min - shift) / size) * size + shift;
}

function next(value: number, span: Span, count: number): number {
  if (span !== "month" && span !== "year") return value + SIZES[span] * count;
  const date = new Date(value);
  return new Date(value).setUTCFullYear(date.getUTCFullYear(), date.getUTCMonth() + count * (span === "year" ? 12 : 1), 1);
}

const yearStart = (year: number): number => new Date(0).setUTCFullYear(year, 0, 1);

/** The coarsest that tells the ticks apart. */
function spanOf(values: readonly number[], unit: Span): Span {
  const dates = values.map((value) => new Date(value).toISOString());
  if (unit === "year" || (values.length > 1 && dates.every((date) => date.endsWith("-01-01T00:00:00.000Z")))) return "year";
  if (unit === "month" || dates.every((date) => date.endsWith("-01T00:00:00.000Z")))
    return values.length > 1 || unit === "month" ? "month" : "day";
  return dates.every((date) => date.endsWith("T00:00:00.000Z")) ? "day" : "hour";
}

const FIRST: Readonly<Record<Span, Intl.DateTimeFormatOptions>> = {
  year: { year: "numeric" },
  month: { month: "short" },
  day: { month: "short", day: "numeric" },
  hour: { hour: "numeric", minute: "2-digit" },
  minute: { hour: "numeric", minute: "2-digit" },
};
const BELOW: Readonly<Record<Span, Intl.DateTimeFormatOptions | null>> = {
  year: null,
  month: { year: "numeric" },
  day: { year: "numeric" },
  hour: { month: "short", day: "numeric" },
  minute: { month: "short", day: "numeric" },
};

/** What a row of ticks shares stands once, below the first that has it: the year under its first month. */
function written(values: readonly number[], span: Span, locale: string): TimeTick[] {
  const first = dateFormat(locale, FIRST[span]);
  const shared = BELOW[span];
  const below = shared === null ? null : dateFormat(locale, shared);
  let before = "";
  return values.map((value) => {
    const year = below?.format(value) ?? "";
    const text = year === before ? [first.format(value)] : [first.format(value), year];
    before = year;
    return { value, text };
  });
}

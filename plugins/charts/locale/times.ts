import type { Grain } from "../../../core/ports/claim.ts";
import { dateFormat } from "../design-system/date-format.ts";
import { isolated } from "./isolated.ts";
import { message } from "./messages.ts";

const ISO = /^(\d{4})-(\d{2})(?:-(\d{2}))?/;

/** A time of day, other than the midnight that dates are written with. */
const MOMENT = /^(\d{4})-(\d{2})-(\d{2})[T ](?!00:00(?::00(?:\.0+)?)?$)(\d{2}):(\d{2})/;

/** One time in a sentence, whole: "Mar 2009", "Mar 3, 2009", "2009", "Q3". */
export function timeLabel(label: string, grain: Grain | null | undefined, locale: string, withYear = true): string {
  const moment = MOMENT.exec(label);
  if (moment !== null) return momentLabel(moment, locale, withYear);
  const date = grain === "named" ? null : ISO.exec(label);
  if (date === null) return isolated(label);
  const [, year = "", month = "", day = "1"] = date;
  if (grain === "year") return year;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // Beside a year German writes "Jan.", alone "Jan": in a sentence it is beside one.
  if (!withYear && grain !== "day") return monthBesideYear(at, locale);
  const options: Intl.DateTimeFormatOptions = {
    month: "short",
    ...(withYear && { year: "numeric" }),
    ...(grain === "day" && { day: "numeric" }),
  };
  return dateFormat(locale, options).format(at);
}

const partsOf = (at: number, locale: string): Intl.DateTimeFormatPart[] =>
  dateFormat(locale, { month: "short", year: "numeric" }).formatToParts(at);

const monthBesideYear = (at: number, locale: string): string =>
  yearFirst(locale)
    ? partsOf(at, locale)
        .slice(2)
        .map(({ value }) => value)
        .join("")
    : (partsOf(at, locale).find(({ type }) => type === "month")?.value ?? "");

const yearFirst = (locale: string): boolean => partsOf(0, locale)[0]?.type === "year";

/** "Jan to Jun 2026", "Nov 2025 to Feb 2026", "2006 to 2017". */
export function timeSpan(first: string, last: string, grain: Grain | null | undefined, locale: string): string {
  const sameYear = ISO.test(first) && ISO.exec(first)?.[1] === ISO.exec(last)?.[1];
  // The year stands once: after both, or where it is written first, before both.
  const before = yearFirst(locale);
  const words = {
    first: timeLabel(first, grain, locale, !sameYear || before),
    last: timeLabel(last, grain, locale, !sameYear || !before),
  };
  return message("time.span", words, locale);
}

/** "in Mar 2009", "on Mar 3, 2009". */
export const inTime = (label: string, grain: Grain | null | undefined, locale: string): string =>
  message("time.in", { label: timeLabel(label, grain, locale), grain: MOMENT.test(label) ? "day" : (grain ?? "named") }, locale);

/** "Jul 28, 2010, 16:00", as its clock said. */
function momentLabel([, year, month, day, hour, minute]: RegExpExecArray, locale: string, withYear: boolean): string {
  const format = dateFormat(locale, {
    month: "short",
    day: "numeric",
    ...(withYear && { year: "numeric" }),
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return format.format(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)));
}

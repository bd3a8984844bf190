import type { PanelSpec, TimeSpec } from "../../../../core/ports/dashboard-spec.ts";
import type { Categories } from "./chart.ts";
import { chartName } from "./native.ts";

/** More points than these nobody edits in a sheet; and a picture of them is smaller. */
const POINTS_MAX = 3000;
const WORDED_MAX = 12;
const DAY = 86_400_000;
/** Over so long a time years are what is read. */
const YEARS_READ = 3 * 365.25 * DAY;

export interface Along {
  readonly categories: Categories;
  /** Per row of the sheet, the label's index; null breaks a line where its dates are far apart. */
  readonly rows: readonly (number | null)[];
  readonly broken: boolean;
}

/** What stands along the chart. Dates that lie unevenly keep their distances, or there is no chart: a slope would be another. */
export function categoriesOf(panel: PanelSpec): Along | null {
  const { labels, time, kind } = panel;
  if (labels.length === 0 || labels.length > POINTS_MAX) return null;
  const words = { categories: { texts: labels.map(chartName) }, rows: labels.map((_, at) => at), broken: false };
  if (kind !== "line" || time === undefined || time.at.length !== labels.length) return words;
  const dated = !time.named && time.unit !== "hour" && time.unit !== "minute" && time.at.every((at) => at % DAY === 0);
  // A few that lie evenly stand as they are worded; of many a scale of time writes as many as fit.
  if (isEven(time) && (labels.length <= WORDED_MAX || !dated)) return words;
  if (!dated) return null;
  const rows: (number | null)[] = [];
  const days: number[] = [];
  for (const [index, at] of time.at.entries()) {
    const before = time.at[index - 1];
    if (before !== undefined && at - before > time.gap) {
      rows.push(null);
      days.push(Math.floor((before + at) / 2 / DAY));
    }
    rows.push(index);
    days.push(at / DAY);
  }
  return { categories: { days, code: dayCode(time) }, rows, broken: rows.includes(null) };
}

/** The values of a series, row by row. */
export const along = (values: readonly (number | null)[], rows: Along["rows"]): (number | null)[] =>
  rows.map((at) => (at === null ? null : (values[at] ?? null)));

/** Whether neighbours lie equally far apart, months and years as the calendar counts them. */
function isEven({ at, unit, gap }: TimeSpec): boolean {
  const monthly = unit === "month" || unit === "quarter" || unit === "half" || unit === "year";
  const places = at.map((time) => {
    const date = new Date(time);
    return monthly ? date.getUTCFullYear() * 12 + date.getUTCMonth() : time;
  });
  const step = (places[1] ?? 0) - (places[0] ?? 0);
  return places.every(
    (place, index) => index === 0 || (place - (places[index - 1] as number) === step && at[index]! - at[index - 1]! <= gap),
  );
}

function dayCode({ at, unit }: TimeSpec): string {
  const span = (at.at(-1) ?? 0) - (at[0] ?? 0);
  if (unit === "year" || span > YEARS_READ) return "yyyy";
  const years = new Set(at.map((time) => new Date(time).getUTCFullYear()));
  return years.size > 1 || unit !== "day" ? "mmm yyyy" : "d mmm";
}

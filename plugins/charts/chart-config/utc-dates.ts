import { _adapters, type TimeUnit } from "chart.js";

const DAY = 86_400_000;
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };
const lengthOf = (unit: string): number => DAY * (DAYS[unit] ?? 1);

/**
 * What Chart.js' scale of time asks about dates. Ours are milliseconds in UTC already, and ticks and their words are made beside it
 * (`time-ticks.ts`): nothing is parsed, and no month is counted. A library for dates would be a sixth of the page and never called.
 */
export function useUtcDates(): void {
  _adapters._date.override({
    init() {},
    formats: () => ({}) as Record<TimeUnit | "datetime", string>,
    parse: (value) => (typeof value === "number" ? value : null),
    format: (time) => new Date(time).toISOString(),
    add: (time, amount, unit) => time + amount * lengthOf(unit),
    diff: (max, min, unit) => (max - min) / lengthOf(unit),
    startOf: (time, unit) => Math.floor(time / lengthOf(unit)) * lengthOf(unit),
    endOf: (time, unit) => Math.ceil(time / lengthOf(unit)) * lengthOf(unit),
  });
}

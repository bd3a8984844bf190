import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { over } from "../design-system/colour.ts";
import { dateFormat } from "../design-system/date-format.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import type { Form, FormTools, Layout, Mark, Text } from "./form.ts";
import { keyWidth, shadedAs, shadeKey } from "./shades.ts";
import { say } from "./text.ts";

type Calendar = Extract<Drawing, { form: "calendar" }>;

const DAY_MS = 86_400_000;
const HEAD = 20;
const SIDE = 40;
const KEY = 26;
const STEP = 18;

/** Days in weeks, Monday on top, one strip a year: what a season or a weekday does. */
export const calendar: Form<Calendar> = { layout };

function layout({ first, values, higherIsBetter }: Calendar, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const dates = values.map((_, at) => new Date((first + at) * DAY_MS));
  const years = [...new Set(dates.map((date) => date.getUTCFullYear()))];
  const strip = (area.height - KEY) / years.length;
  // Of part of one year only the weeks that there are.
  const skipped = years.length === 1 ? columnOf(dates[0] as Date) : 0;
  const weeks = years.length === 1 ? columnOf(dates.at(-1) as Date) - skipped + 1 : 54;
  const cell = Math.max(1, Math.min((area.width - SIDE) / weeks, (strip - HEAD - 6) / 7));
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const colour = theme.mark(shadedAs(higherIsBetter));
  const shaded = (share: number) => over(colour, theme.card, 0.12 + 0.83 * share);
  const shade = (value: number) => shaded(high === low ? 0 : (value - low) / (high - low));
  const texts: Text[] = [];
  const month = dateFormat(locale, { month: "short" });
  years.forEach((year, at) => {
    const top = area.y + at * strip;
    if (strip >= 24) texts.push(say(String(year), area.x + SIDE - 8, top + HEAD + 8, theme.ink, { weight: 600, align: "right" }));
    if (strip < 60) return;
    let free = 0;
    const within = dates.filter((date) => date.getUTCFullYear() === year);
    for (let index = within[0]?.getUTCMonth() ?? 0; index <= (within.at(-1)?.getUTCMonth() ?? 11); index++) {
      const x = area.x + SIDE + Math.max(0, weekOf(year, index, 1) - skipped) * cell;
      const name = month.format(Date.UTC(year, index, 1));
      const width = measure(name, 13, 400);
      if (x < free || x + width > area.x + area.width) continue;
      texts.push(say(name, x, top + HEAD / 2, theme.muted));
      free = x + width + 6;
    }
  });
  const marks = dates.map((date, at): Mark => {
    const value = values[at] ?? null;
    const x = area.x + SIDE + (columnOf(date) - skipped) * cell;
    const y = area.y + years.indexOf(date.getUTCFullYear()) * strip + HEAD + weekday(date) * cell;
    const size = Math.max(0.5, cell - Math.min(2, cell * 0.15));
    return {
      shape: "rect",
      box: { x, y, width: size, height: size },
      fill: value === null ? theme.line : shade(value),
      radius: Math.min(2, size / 4),
    };
  });
  return { marks, lines: [], shapes: key(), texts };

  /** From the lowest to the highest, with their numbers: a shade alone says only more or less. */
  function key(): Mark[] {
    if (known.length === 0) return [];
    const y = area.y + area.height - 12;
    const [from, to] = [formatNumber(low, format, locale), formatNumber(high, format, locale)];
    const x = area.x + SIDE + measure(from, 13, 400) + 8;
    texts.push(say(from, area.x + SIDE, y, theme.muted), say(to, x + keyWidth(STEP) + 6, y, theme.muted));
    return shadeKey(x, y, { each: STEP, width: STEP - 2, radius: 2 }, high === low ? () => shaded(0) : shaded);
  }
}

const weekday = (date: Date): number => (date.getUTCDay() + 6) % 7;

const columnOf = (date: Date): number => weekOf(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());

/** Which column of its year a day stands in: the first is the week of New Year. */
function weekOf(year: number, month: number, day: number): number {
  const start = new Date(Date.UTC(year, 0, 1));
  const days = Math.round((Date.UTC(year, month, day) - start.getTime()) / DAY_MS);
  return Math.floor((days + weekday(start)) / 7);
}

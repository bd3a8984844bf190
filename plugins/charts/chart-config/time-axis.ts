import type { PanelSpec, TimeSpec } from "../../../core/ports/dashboard-spec.ts";
import { timeTicks } from "./time-ticks.ts";

const DAY = 86_400_000;
const LENGTHS: Readonly<Record<TimeSpec["unit"], number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  quarter: 91 * DAY,
  half: 182 * DAY,
  year: 365 * DAY,
};

/** When the panel's labels are, where it is a line over dates: a filter that leaves other labels leaves them without a scale. */
export const timeOf = ({ kind, time, labels }: PanelSpec): TimeSpec | null =>
  kind === "line" && time !== undefined && time.at.length === labels.length ? time : null;

/** Where on the x scale a label of this index is, or what lies between two: its time, or its place. */
export function placeOf(panel: PanelSpec, index: number): number {
  const at = timeOf(panel)?.at;
  if (at === undefined) return index;
  const [before, after] = [at[Math.floor(index)] ?? 0, at[Math.ceil(index)] ?? 0];
  return before + (after - before) * (index - Math.floor(index));
}

/** The least that a zoom leaves in view, in what the x scale counts. */
export function leastRange(panel: PanelSpec): number {
  const time = timeOf(panel);
  return time === null ? 1 : LENGTHS[time.unit];
}

interface TimeAxis {
  readonly min: number;
  readonly max: number;
  readonly width: number;
  ticks: { value: number; text?: readonly string[] }[];
}

/** Chart.js' scale of time, in UTC, so that nobody's time zone moves a day; its ticks and their words are ours. */
export function timeAxis(panel: PanelSpec, time: TimeSpec, locale: string): object {
  const [first, last] = [time.at[0] ?? 0, time.at.at(-1) ?? 0];
  const around = first === last ? { min: first - LENGTHS[time.unit], max: last + LENGTHS[time.unit] } : {};
  return {
    type: "time",
    ...around,
    // Said, or it would be guessed from dates that nobody writes.
    time: { unit: "day" },
    afterBuildTicks(axis: TimeAxis) {
      axis.ticks = timeTicks(time, panel.labels, axis, locale).map(({ value, text }) => ({ value, text }));
    },
    ticks: {
      source: "labels",
      autoSkip: false,
      callback: (_: number, index: number, ticks: TimeAxis["ticks"]) => {
        const text = ticks[index]?.text ?? [];
        return text.length > 1 ? [...text] : (text[0] ?? "");
      },
    },
  };
}

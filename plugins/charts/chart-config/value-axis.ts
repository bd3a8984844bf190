import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import { sharedFormat } from "../design-system/shared-format.ts";
import { logTicks, tickStep, ticks } from "../forms/axis.ts";
import { drawn } from "../locale/drawn.ts";
import { panelFormats, tickFormat } from "./panel-formats.ts";
import { startsAtZero } from "./starts-at-zero.ts";

/** The scale's own numbers, as Chart.js hands them to its hooks. */
interface ValueAxis {
  min: number;
  max: number;
  /** Of what is drawn and in view, stacks added up. */
  getMinMax(stacked: boolean): { readonly min: number; readonly max: number };
  ticks: { value: number }[];
}

const TICKS_MOST = 6;

interface Air {
  /** Of the range, beyond its ends: for the numbers that stand there. */
  readonly above: number;
  readonly below: number;
}

/**
 * How far the values' axis reaches: bars and areas from zero, lines over their own range where zero is far, from a round number
 * that is said; no further up than the numbers on the marks need. What is a part of a hundred ends at a hundred.
 */
export function valueAxis(panel: PanelSpec, locale: string, { above, below }: Air): object {
  if (panel.log === true) return logAxis(panel, locale);
  const zero = startsAtZero(panel);
  const bounded = boundOf(panel);
  let nothing = false;
  return {
    grace: 0,
    beginAtZero: false,
    bounds: "data",
    afterDataLimits(axis: ValueAxis) {
      const drawn = axis.getMinMax(true);
      nothing = drawn.min === 0 && drawn.max === 0;
      const lines = [
        ...panel.references.map(({ value }) => value),
        ...(panel.bands ?? []).flatMap(({ along, from, to }) => (along === "values" ? [from, to] : [])),
      ];
      const [low, high] = [Math.min(drawn.min, ...lines), Math.max(drawn.max, ...lines)];
      Object.assign(axis, low > high ? { min: 0, max: 1 } : rangeOf({ min: low, max: high }, zero, bounded, { above, below }));
      if (panel.min !== undefined && panel.min < high) axis.min = panel.min;
    },
    afterBuildTicks(axis: ValueAxis) {
      const values = nothing ? [0] : ticks(axis.min, axis.max, TICKS_MOST);
      axis.ticks = values.map((value) => ({ value }));
    },
    callback: (tick: number | string, _: number, all: readonly { value: number }[]) =>
      formatNumber(
        Number(tick),
        tickFormat(
          all.map(({ value }) => value),
          panelFormats(panel, locale).label,
          locale,
        ),
        locale,
      ),
  };
}

function rangeOf(
  { min: low, max: high }: Pick<ValueAxis, "min" | "max">,
  zero: boolean,
  bound: number | null,
  { above, below }: Air,
): { min: number; max: number } {
  // Nothing but nothing: a line at the foot, and no made-up numbers above it.
  if (low === 0 && high === 0) return { min: 0, max: 1 };
  const [from, to] = zero || low === high ? [Math.min(0, low), Math.max(0, high)] : [low, high];
  const size = to - from || 1;
  const max = to === 0 ? 0 : bound !== null && to <= bound ? Math.min(bound, to + size * above) : to + size * above;
  if (from === 0) return { min: 0, max };
  if (zero || low === high) return { min: from - size * below, max };
  const step = tickStep(from, max, TICKS_MOST);
  return { min: Number((Math.floor(from / step + 1e-9) * step).toPrecision(12)), max };
}

/** Where the axis of a line begins that does not begin at zero, in words; nobody should have to notice it. */
export function startSaid(
  panel: PanelSpec,
  axis: { readonly min: number; readonly max: number } | undefined,
  locale: string,
): string | null {
  if (axis === undefined || panel.log === true || panel.kind !== "line" || (panel.min === undefined && startsAtZero(panel)))
    return null;
  if (axis.min <= 0 && axis.max >= 0) return null;
  const format = tickFormat(ticks(axis.min, axis.max, TICKS_MOST), panelFormats(panel, locale).label, locale);
  return drawn("drawn.axis-starts", locale, { value: formatNumber(axis.min, format, locale) });
}

function boundOf({ format, series, stacked }: PanelSpec): number | null {
  const parts = format.style === "percent" && format.signed !== true;
  return parts &&
    (stacked === true || series.every(({ values }) => values.every((value) => value === null || (value >= 0 && value <= 100))))
    ? 100
    : null;
}

function logAxis(panel: PanelSpec, locale: string): object {
  return {
    type: "logarithmic",
    afterDataLimits(axis: ValueAxis) {
      axis.max *= 1.25;
    },
    afterBuildTicks(axis: ValueAxis) {
      axis.ticks = logTicks(axis.min, axis.max).map((value) => ({ value }));
    },
    callback: (tick: number | string, _: number, all: readonly { value: number }[]) =>
      formatNumber(
        Number(tick),
        sharedFormat(
          all.map(({ value }) => value),
          panel.format,
          locale,
        ),
        locale,
      ),
  };
}

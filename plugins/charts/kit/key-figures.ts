import type { KpiSpec, NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import type { Common } from "./common-fields.ts";
import type { Pen } from "./draft.ts";

export function givenKpi(kpi: NonNullable<Common["kpis"]>[number], currency: string | null, pen: Pick<Pen, "word">): KpiSpec {
  const format = formatFor(kpi.unit, currency);
  const change = kpi.previous === undefined || kpi.previous === null || kpi.value === null ? null : kpi.value - kpi.previous;
  const better = kpi.higher_is_better;
  return {
    name: kpi.name,
    value: kpi.value,
    format,
    delta: change === null ? null : changeOf(change, format, kpi.base ?? pen.word("in.prior-period"), better ?? null, pen),
    history: kpi.history ?? [],
    ...(kpi.target !== undefined && kpi.target !== null && { target: kpi.target, met: meets(kpi.value, kpi.target, better) }),
  };
}

/** Without a direction, to be above a target is neither good nor bad. */
const meets = (value: number | null, target: number, higherIsBetter: boolean | undefined): boolean | null =>
  value === null || higherIsBetter === undefined ? null : higherIsBetter ? value >= target : value <= target;

/** A change against its base; between two percentages lie points. */
export function changeOf(
  value: number,
  format: NumberFormat,
  base: string,
  higherIsBetter: boolean | null,
  pen: Pick<Pen, "word">,
): NonNullable<KpiSpec["delta"]> {
  return {
    value,
    format:
      format.style === "percent" ? { style: "number", unit: pen.word("in.pts"), signed: true } : { ...format, signed: true },
    base,
    good: value === 0 || higherIsBetter === null ? null : value > 0 === higherIsBetter,
  };
}

/** A figure that stands alone: nothing before it, nothing to reach. */
export const plainKpi = (name: string, value: number | null, format: NumberFormat): KpiSpec => ({
  name,
  value,
  format,
  delta: null,
  history: [],
});

export function formatFor(unit: string | undefined, currency: string | null | undefined): NumberFormat {
  if (unit === "%") return { style: "percent" };
  if (unit !== undefined && /^[A-Z]{3}$/.test(unit)) return { style: "currency", currency: unit, compact: true };
  if (unit !== undefined && unit !== "ratio") return { style: "number", unit, ...(!isScaled(unit) && { compact: true }) };
  return currency ? { style: "currency", currency, compact: true } : { style: "number", compact: true };
}

/** Thousands, millions and more, alone or of a currency: in them a number is scaled already, and "135 k thousand" is none. */
export const isScaled = (unit: string): boolean =>
  /^(in )?(thousand|million|billion|trillion|tausend|tsd|mio|mrd|million(en|es)|milliarden?|milliers?|milliards?|miles)s?\b/i.test(
    unit,
  ) ||
  /\b(thousand|million|billion|trillion)s?$/i.test(unit) ||
  isScaledMoney(unit);

/** "M EUR", "k€", "$bn". */
export const isScaledMoney = (unit: string): boolean =>
  /^(k|m|mm|mn|mio\.?|mrd\.?|bn|b|tn|t) ?([a-z]{3}|[€$£¥])$/i.test(unit) ||
  /^([A-Z]{3}|[€$£¥]) ?(k|m|mm|mn|mio\.?|mrd\.?|bn|b|tn|t)$/i.test(unit) ||
  /^(k|M|bn)$/.test(unit);

/** A KPI from a row of the data: last value, change since the first, the row as sparkline. Null where the row says nothing. */
export function rowKpi(
  pen: Pick<Pen, "word">,
  name: string,
  labels: readonly string[],
  row: readonly (number | null)[],
  format: NumberFormat,
  higherIsBetter: boolean | null,
): KpiSpec | null {
  const present = row.flatMap((value, index) => (value === null ? [] : [{ value, label: labels[index] ?? "" }]));
  const [first, last] = [present[0], present.at(-1)];
  if (first === undefined || last === undefined) return null;
  const change = last.value - first.value;
  return {
    name,
    value: last.value,
    format,
    delta: present.length < 2 ? null : changeOf(change, format, first.label, higherIsBetter, pen),
    history: row,
  };
}

/** Percentages given as ratios, when the data says so. */
export const percents = (row: readonly (number | null)[], unit: string | undefined): (number | null)[] =>
  row.map((value) => (value === null ? null : unit === "ratio" ? value * 100 : value));

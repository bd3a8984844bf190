import type { ValueAxis } from "../native/chart.ts";
import { el, escaped, val } from "./element.ts";
import { fill, richText, stroke, textLook } from "./paint.ts";

export interface AxisLook {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  /** In points. */
  readonly size: number;
}

interface Placed {
  readonly id: number;
  readonly crosses: number;
  readonly side: "l" | "r" | "b" | "t";
}

const noTicks = val("c:majorTickMark", "none") + val("c:minorTickMark", "none");

const scaling = ({ min, max, log }: Partial<ValueAxis>, backwards = false): string =>
  el(
    "c:scaling",
    {},
    ...(log === true ? [val("c:logBase", 10)] : []),
    val("c:orientation", backwards ? "maxMin" : "minMax"),
    ...(max === undefined ? [] : [val("c:max", max)]),
    ...(min === undefined ? [] : [val("c:min", min)]),
  );

const titleOf = (text: string | undefined, look: AxisLook, turned: boolean): string[] =>
  text === undefined || text === ""
    ? []
    : [
        el(
          "c:title",
          {},
          el("c:tx", {}, richText(escaped(text), { size: look.size, colour: look.muted, turned: turned ? -90 : 0 })),
          val("c:overlay", false),
        ),
      ];

interface ValuePlace extends Placed {
  /** Quiet lines from its numbers across the plot. */
  readonly grid: boolean;
  /** Where it crosses the other axis; at a number it is seen as a line. */
  readonly at: "min" | "max" | number;
  readonly between: "between" | "midCat";
}

/** The axis of values: its numbers, never a line of its own. */
export function valueAxis(axis: ValueAxis, { id, crosses, side, grid, at, between }: ValuePlace, look: AxisLook): string {
  return el(
    "c:valAx",
    {},
    val("c:axId", id),
    scaling(axis),
    val("c:delete", !axis.shown),
    val("c:axPos", side),
    ...(grid && axis.shown ? [el("c:majorGridlines", {}, el("c:spPr", {}, stroke({ colour: look.line, width: 0.75 })))] : []),
    ...titleOf(axis.title, look, side === "l" || side === "r"),
    el("c:numFmt", { formatCode: axis.code, sourceLinked: 0 }),
    noTicks,
    val("c:tickLblPos", typeof at === "number" ? "low" : "nextTo"),
    el("c:spPr", {}, fill(null), stroke({ colour: typeof at === "number" ? look.muted : null, width: 1 })),
    textLook({ size: look.size, colour: look.muted, turned: 0 }),
    val("c:crossAx", crosses),
    typeof at === "number" ? val("c:crossesAt", at) : val("c:crosses", at),
    val("c:crossBetween", between),
    ...(axis.step === undefined ? [] : [val("c:majorUnit", axis.step)]),
  );
}

interface CategoryPlace extends Placed {
  readonly hidden: boolean;
  readonly lying: boolean;
  /** How days are read, and how many lie from one to the next that is written; null for words. */
  readonly days: { readonly code: string; readonly steps: readonly string[] } | null;
  /** Where it crosses the values. */
  readonly crossed: number | undefined;
  readonly log: boolean;
  /** Words stay level: PowerPoint leaves some out rather than turn them. */
  readonly level: boolean;
  readonly line: boolean;
  /** One word of so many is written: along a line a reader knows those between. */
  readonly every: number;
}

export function categoryAxis({ id, crosses, side, ...given }: CategoryPlace, look: AxisLook): string {
  const common = [
    val("c:axId", id),
    scaling({}, given.lying),
    val("c:delete", given.hidden),
    val("c:axPos", side),
    el("c:numFmt", { formatCode: given.days?.code ?? "General", sourceLinked: 0 }),
    noTicks,
    // Below the bars that go down, too.
    val("c:tickLblPos", "low"),
    el("c:spPr", {}, fill(null), stroke({ colour: given.line ? look.muted : null, width: 0.75 })),
    textLook({ size: look.size, colour: given.lying ? look.ink : look.muted, ...(given.level && { turned: 0 }) }),
    val("c:crossAx", crosses),
    given.crossed === undefined ? val("c:crosses", given.log ? "min" : "autoZero") : val("c:crossesAt", given.crossed),
    val("c:auto", false),
  ];
  if (given.days !== null)
    return el("c:dateAx", {}, ...common, val("c:lblOffset", 100), val("c:baseTimeUnit", "days"), ...given.days.steps);
  const skipped = given.every === 1 ? [] : [val("c:tickLblSkip", given.every)];
  return el("c:catAx", {}, ...common, val("c:lblAlgn", "ctr"), val("c:lblOffset", 100), ...skipped, val("c:noMultiLvlLbl", true));
}

const DAYS = { years: 365.25, months: 30.44, days: 1 };

/** In whole years, months or days, so that as many are written as fit beside each other. */
export function daySteps(days: readonly number[], most: number): readonly string[] {
  const span = Math.max(...days) - Math.min(...days);
  const unit = span > 3 * DAYS.years ? "years" : span > 3 * DAYS.months ? "months" : "days";
  const every = Math.max(1, Math.ceil(span / DAYS[unit] / most));
  return [val("c:majorUnit", every), val("c:majorTimeUnit", unit)];
}

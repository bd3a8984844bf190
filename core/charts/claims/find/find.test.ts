import { describe, expect, test } from "vitest";
import type { Basis, Claim } from "../../../ports/claim.ts";
import { change, countOf, verdict } from "./counts.ts";
import { ends, gap, leads, top } from "./extremes.ts";
import { constant, crossing, overTime } from "./over-time.ts";
import { latestShare, loss, pareto, part, share, shareChange } from "./shares.ts";
import { correlated, middleHalf } from "./spread.ts";
import { bridge } from "./steps.ts";

/** Where each finder begins and ceases to speak: on the edge, and one step beside it. */
const about = { measure: "Sales", format: { style: "number" } } as const;
type Values = readonly (number | null)[];
const months = Array.from({ length: 400 }, (_, at) => `${2000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`);
const row = (values: Values, labels: readonly string[] = months.slice(0, values.length)): Basis => ({
  name: "rows",
  labels,
  series: [{ name: "v", values }],
});
const named = (...values: number[]) => row(values, ["a", "b", "c", "d", "e", "f"].slice(0, values.length));
const many = (series: Readonly<Record<string, Values>>, labels?: readonly string[]): Basis => ({
  name: "rows",
  labels: labels ?? months.slice(0, Object.values(series)[0]?.length),
  series: Object.entries(series).map(([name, values]) => ({ name, values })),
});
const said = (claim: Claim | null) => {
  if (claim === null) return null;
  const { basis: _, measure: __, format: ___, grain: ____, ...rest } = claim;
  return rest as Record<string, unknown>;
};
const kind = (claim: Claim | null) => claim?.kind ?? null;

describe("over time", () => {
  const over = (...values: Values) => overTime(row(values), "v", about);
  test.each<[string, Values, string | null]>([
    ["one value", [5], null],
    ["two values", [5, 9], "trend"],
    ["a change of a fiftieth", [100, 98], "held"],
    ["a little more than a fiftieth", [100, 97.9], "trend"],
    ["two alike", [3, 3], "same"],
    ["ends that are half of the range", [10, 11, 18, 13, 14], "trend"],
    ["ends that are less than half of it", [10, 11, 18.1, 13, 14], "highest"],
    ["one leap at the end", [10, 10.1, 10, 10.1, 50], "highest"],
    ["one leap at the start", [50, 10, 10.1, 10, 10.1], "highest"],
    ["there and back", [10, 50, 10], "highest"],
    ["there and back below", [10, -50, 10], "lowest"],
    ["two tops and two bottoms alike", [1, 9, 1, 9], null],
    ["a gap at the ends", [null, 10, 20, null], "trend"],
    ["no number at all", [Number.NaN, Number.POSITIVE_INFINITY, null], null],
  ])("of %s", (_, values, wanted) => {
    expect(kind(over(...values))).toBe(wanted);
  });

  test("an extreme is said as one of a time", () => {
    expect(said(over(10, 50, 10))).toMatchObject({ as: "highest.time", label: "2000-02", value: 50 });
    expect(said(over(10, -50, 10))).toMatchObject({ as: "lowest.time", label: "2000-02", value: -50 });
  });

  test("of very many points the trend is that of blocks: a noisy climb is one, a noisy level with high ends is none", () => {
    const noise = (at: number) => ((at * 7919) % 40) - 20;
    const climb = Array.from({ length: 400 }, (_, at) => at + noise(at));
    expect(kind(over(...climb))).toBe("trend");
    const level = Array.from({ length: 400 }, (_, at) => (at === 0 ? -40 : at === 399 ? 41 : noise(at)));
    expect(kind(over(...level))).toBe("highest");
  });

  test("names are no time, whatever they hold; times out of order neither", () => {
    expect(overTime(named(1, 2, 3), "v", about)).toBeNull();
    expect(overTime(row([1, 2], ["2020-02", "2020-01"]), "v", about)).toBeNull();
    expect(overTime(row([1, 2], ["2019", "2020"]), "v", about)?.grain).toBe("year");
    expect(overTime(row([1, 2], ["2020-01-05", "2020-01-06"]), "v", about)?.grain).toBe("day");
    expect(overTime(row([1, 2]), "v", about)?.grain).toBe("month");
    expect(overTime(row([1, 2], ["Sprint 1", "Sprint 2"]), "v", about)?.grain).toBe("named");
  });

  test("a line is passed once and for good, by reaching it", () => {
    const line = { label: "hurdle", value: 15 };
    const at = (...values: Values) => (said(crossing(row(values), "v", line, about)) as { at?: string } | null)?.at ?? null;
    expect([at(10, 15, 20), at(10, 14, 20), at(10, 20)]).toEqual(["2000-02", "2000-03", "2000-02"]);
    expect([at(16, 17), at(1, 2), at(10, 20, 10), at(10, 20, 10, 20)]).toEqual([null, null, null, null]);
    expect(crossing(named(10, 20), "v", line, about)).toBeNull();
  });

  test("all alike is of two at least", () => {
    expect([kind(constant(named(3, 3), "v", about)), kind(constant(named(3), "v", about))]).toEqual(["same", null]);
  });
});

describe("beside each other", () => {
  test("a tie has no top; a list from the top down of five or more has no bottom, unless it is known to be all", () => {
    expect(kind(top(named(5, 5, 3), "v", about))).toBeNull();
    expect([kind(ends(named(4, 3, 2, 1), "v", about)), kind(ends(named(5, 4, 3, 2, 1), "v", about))]).toEqual([
      "ends",
      "highest",
    ]);
    expect(kind(ends(named(5, 4, 3, 1, 2), "v", about))).toBe("ends");
    expect(kind(ends(named(5, 4, 3, 2, 1), "v", about, { whole: true }))).toBe("ends");
    expect(kind(ends(named(4, 3, 2, 1), "v", about, { cut: true }))).toBe("highest");
  });

  test("who leads at the end leads over all that are known there, and is no rest", () => {
    expect(said(leads(many({ a: [9, 1], b: [1, 2] }), about))).toMatchObject({ series: "b", value: 2 });
    expect(leads(many({ a: [9, 1], b: [1, null] }), about)).toBeNull();
    expect(said(leads(many({ a: [9, null], b: [1, null] }), about))).toMatchObject({ at: "2000-01", series: "a" });
    expect(leads(many({ a: [9, 1], Other: [1, 2] }), about)).toBeNull();
    const rest: Basis = {
      ...many({}),
      labels: months.slice(0, 2),
      series: [
        { name: "a", values: [1, 2] },
        { name: "b", values: [3, 4], rest: true },
      ],
    };
    expect(leads(rest, about)).toBeNull();
    expect(leads({ ...rest, series: rest.series.map((one) => ({ ...one, rest: one.name === "a" })) }, about)).toMatchObject({
      series: "b",
    });
  });

  test("a gap is between two that are known, and above zero", () => {
    expect(said(gap(many({ a: [9, null, 5], b: [1, 0, 4] }), "a", "b", about))).toMatchObject({ label: "2000-01", value: 8 });
    expect(gap(many({ a: [1, 2], b: [1, 4] }), "a", "b", about)).toBeNull();
  });
});

describe("shares", () => {
  test("empty parts are parts; negative ones make no whole", () => {
    expect(said(share(named(3, 0, 1), "v", about))).toMatchObject({ label: "a", share: 75 });
    expect([share(named(3, -1), "v", about), share(named(0, 0), "v", about)]).toEqual([null, null]);
  });

  test("a total is not called the highest, of things beside each other or of rows; what only begins like one is", () => {
    const beside = (label: string) => row([9, 4, 5], [label, "North", "South"]);
    for (const label of ["All regions", "Total", "Grand total", "Gesamtsumme", "Tous", "Todas", "合計"])
      expect([ends(beside(label), "v", about), top(beside(label), "v", about)], label).toEqual([null, null]);
    for (const label of ["Allianz", "TotalEnergies"]) expect(kind(ends(beside(label), "v", about)), label).toBe("ends");
    expect(leads(many({ Total: [3, 9], North: [2, 5] }), about)).toBeNull();
    expect(kind(leads(many({ East: [3, 9], North: [2, 5] }), about))).toBe("leads");
  });

  test("a change of share is three points at least, most of its way, and not a rest's", () => {
    const parts = (a: Values, b: Values) => shareChange(many({ a, b }), about);
    expect(said(parts([50, 53], [50, 47]))).toMatchObject({ series: "a", first: { value: 50 }, last: { value: 53 } });
    expect(parts([50, 52.9], [50, 47.1])).toBeNull();
    expect(parts([50, 90, 55], [50, 10, 45])).toBeNull();
    expect(said(parts([0, 5], [100, 95]))).toMatchObject({ series: "a" });
    expect(said(shareChange(many({ Other: [90, 10], a: [5, 50], b: [5, 40] }), about))).toMatchObject({ series: "a" });
    expect(shareChange(many({ a: [50, 60], b: [50, 40] }, ["x", "y"]), about)).toBeNull();
  });

  test("the largest at the end is alone there and no rest", () => {
    expect(said(latestShare(many({ a: [9, 1], b: [1, 3] }), about))).toMatchObject({ series: "b", share: 75 });
    expect(latestShare(many({ a: [9, 2], b: [1, 2] }), about)).toBeNull();
    expect(latestShare(many({ a: [9, 1], Others: [1, 3] }), about)).toBeNull();
    const rest: Basis = {
      name: "rows",
      labels: months.slice(0, 2),
      series: [
        { name: "a", values: [1, 1] },
        { name: "b", values: [3, 4], rest: true },
      ],
    };
    expect(latestShare(rest, about)).toBeNull();
  });

  test("of a first stage of minus nothing there is no share", () => {
    expect(loss(named(-0, 1e-9), "v", about)).toBeNull();
    expect(loss(named(0, 5), "v", about)).toBeNull();
  });

  test("a loss is of stages that may stay or end in nothing; one of 0.5 per cent or less is none", () => {
    expect(said(loss(named(10, 10, 5), "v", about))).toMatchObject({ from: "b", to: "c", share: 50 });
    expect(said(loss(named(10, 0), "v", about))).toMatchObject({ share: 0 });
    expect(said(loss(named(1000, 994), "v", about))).toMatchObject({ share: 99.4 });
    for (const stages of [named(1000, 995), named(10, -1), named(5, 0, 0), named(0, 1), named(5, 8)])
      expect(loss(stages, "v", about)).toBeNull();
  });

  test("the few that make up half are less than three quarters of at least four, and end where the next is smaller", () => {
    expect(said(pareto(named(50, 20, 20, 10), "v", null, about))).toMatchObject({ count: 1, of: 4, share: 50 });
    expect(said(pareto(named(26, 25.5, 25, 23.5), "v", null, about))).toMatchObject({ count: 2, share: 51.5 });
    expect(pareto(named(30, 30, 30, 30), "v", null, about)).toBeNull();
    expect(pareto(named(50, 30, 20), "v", null, about)).toBeNull();
    expect(pareto(named(10, 9, 8, 7), "v", 60, about)).toBeNull();
    expect(pareto(named(10, 9, 8, 7), "v", 30, about)).toBeNull();
    expect(said(pareto(named(40, 9, 8, 7), "v", 80, about))).toMatchObject({ whole: 80, count: 1, share: 50 });
  });

  test("a part is of a whole above zero", () => {
    const of = (one: number, all: number) => part(row([one, all], ["x", "y"]), "v", "x", "y", about);
    expect([said(of(0, 5))?.share, said(of(6, 5))?.share, of(1, 0), of(-1, 5)]).toEqual([0, 120, null, null]);
    expect(part(row([1], ["x"]), "v", "x", "y", about)).toBeNull();
  });
});

describe("counts", () => {
  const count = (is: "<" | "<=" | "=" | ">=" | ">", than: number | string) =>
    said(countOf(many({ a: [1, 2, 3], b: [3, 2, 1] }), [{ series: "a", is, than }], about));
  test("by each relation, against a number and another row", () => {
    expect(["<", "<=", "=", ">=", ">"].map((is) => count(is as "<", 2)?.count)).toEqual([1, 2, 1, 2, 1]);
    expect(["<", "<=", "=", ">=", ">"].map((is) => count(is as "<", "b")?.count)).toEqual([1, 2, 1, 2, 1]);
  });

  test("names one or two that are so, else those that are not; two may be judged, one not, and all must be", () => {
    const names = (...values: number[]) => said(countOf(named(...values), [{ series: "v", is: ">", than: 0 }], about))?.names;
    expect([names(1, 0, 0), names(1, 1, 0, 0), names(1, 1, 1, 0), names(1, 1, 1), names(0, 0, 0)]).toEqual([
      ["a"],
      ["a", "b"],
      ["d"],
      [],
      ["a", "b", "c"].slice(0, 0),
    ]);
    expect(kind(countOf(named(1, 0), [{ series: "v", is: ">", than: 0 }], about))).toBe("count-of");
    expect(countOf(named(1), [{ series: "v", is: ">", than: 0 }], about)).toBeNull();
    expect(countOf(row([1, null]), [{ series: "v", is: ">", than: 0 }], about)).toBeNull();
  });

  test("a verdict needs value, value before and direction of each", () => {
    const figures = (value: Values, previous: Values, up: Values) => verdict(many({ value, previous, up }, ["x", "y"]), about);
    expect(said(figures([2, 2], [1, 1], [1, -1]))).toMatchObject({ better: 1, worse: ["y"], same: 0 });
    expect(figures([2, 2], [1, null], [1, 1])).toBeNull();
    expect(figures([2, 2], [1, 1], [1, null])).toBeNull();
    expect(figures([2, null], [1, 1], [1, 1])).toBeNull();
  });

  test("a change has its percentage where that says something", () => {
    const of = (was: number, is: number) => said(change(many({ was: [was, 0], is: [is, 0] }), "was", "is", about))?.percent;
    expect([of(100, 103), of(0, 5), of(-5, 5), of(1, 12), of(10, 110)]).toEqual([3, null, null, null, 1000]);
    expect(change(many({ was: [1, null], is: [1, 2] }), "was", "is", about)).toBeNull();
  });
});

describe("spread and steps", () => {
  test("eight pairs and twenty values are enough, and one less is not; what does not vary is related to nothing", () => {
    const pairs = (n: number, y: (at: number) => number) => {
      const at = Array.from({ length: n }, (_, one) => one);
      return correlated(many({ x: at, y: at.map(y) }), "x", "y", about);
    };
    expect([said(pairs(8, (at) => at))?.r, pairs(7, (at) => at), pairs(9, () => 3)]).toEqual([1, null, null]);
    expect(said(pairs(10, (at) => 5 - at * 2))?.r).toBe(-1);
    const values = Array.from({ length: 20 }, (_, at) => at);
    expect(said(middleHalf(row(values), "v", about))).toMatchObject({ low: 4.75, high: 14.25, n: 20 });
    expect(middleHalf(row(values.slice(1)), "v", about)).toBeNull();
  });

  test("the step that moved most goes the way of the whole, and is no rest", () => {
    const steps = (from: number, to: number, moves: readonly number[], names = moves.map((_, at) => `s${at}`)) =>
      said(
        bridge(
          many({ steps: [null, ...moves, null], levels: [from, ...moves.map(() => null), to] }, ["start", ...names, "end"]),
          about,
        ),
      );
    expect(steps(0, 3, [5, -2])).toMatchObject({ most: { label: "s0", value: 5 } });
    expect(steps(5, 0, [3, -1, -7])).toMatchObject({ most: { label: "s2", value: -7 } });
    expect(steps(0, 9, [4, 5, 0])).toMatchObject({ most: { label: "s1", value: 5 } });
    expect(steps(0, 5, [-3])).toMatchObject({ most: null });
    expect(steps(0, 5, [5], ["Others (3)"])).toMatchObject({ most: null });
    expect(bridge(many({ steps: [1, 2], levels: [null, 3] }), about)).toBeNull();
  });
});

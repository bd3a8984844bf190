import { describe, expect, test } from "vitest";
import type { Basis, Claim, Condition } from "../../../ports/claim.ts";
import { holds } from "./check.ts";

/** Claims that no finder of ours makes: what the checker lets through, and what it does not, one step beside it. */
const said = { basis: "rows", measure: "Sales", format: { style: "number" } } as const;
const months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"];
const rows = (series: Readonly<Record<string, readonly (number | null)[]>>, labels: readonly string[] = months): Basis => {
  const all = Object.entries(series).map(([name, values]) => ({ name, values }));
  return { name: "rows", labels: labels.slice(0, all[0]?.values.length), series: all };
};
type Bare<C> = C extends unknown ? Omit<C, keyof typeof said> : never;
const check = (basis: Basis, claim: Bare<Claim>) => holds({ ...said, ...claim } as Claim, [basis, { ...basis, name: "another" }]);

describe("over time", () => {
  const trend = (values: readonly (number | null)[], labels = months) => {
    const known = values.flatMap((value, at) => (value === null ? [] : [{ label: labels[at] as string, value }]));
    const ends = { first: known[0] as { label: string; value: number }, last: known.at(-1) as { label: string; value: number } };
    return check(rows({ v: values }, labels), { kind: "trend", series: "v", ...ends });
  };
  test.each<[readonly (number | null)[], boolean]>([
    [[10, 12, 20], true],
    [[20, 12, 10], true],
    [[10, 50, 20], false],
    [[10, -40, 20], false],
    [[10, 30, 20], true],
    [[10, 30.1, 20], false],
    [[10, 10, 10], false],
    [[10, null, 20], true],
    [[10, 9, 8, 7, 12], false],
    [[10, 20], true],
    [[10], false],
  ])("%j is a trend: %s", (values, wanted) => {
    expect(trend(values)).toBe(wanted);
  });

  test("names are no time", () => {
    expect(trend([1, 2, 3], ["a", "b", "c"])).toBe(false);
  });

  test("what held left neither of its ends by more than a fiftieth of the largest", () => {
    const held = (...values: number[]) => {
      const ends = {
        first: { label: months[0] as string, value: values[0] as number },
        last: { label: months[values.length - 1] as string, value: values.at(-1) as number },
      };
      return check(rows({ v: values }), { kind: "held", series: "v", ...ends });
    };
    expect([held(100, 98, 100), held(100, 97, 100), held(100, 100, 97), held(1, 1)]).toEqual([true, false, false, true]);
    expect(check(rows({ v: [3] }), { kind: "same", series: "v", value: 3 })).toBe(false);
  });

  test("a line is passed by what lay below it before, all of it", () => {
    const crossing = (at: string, ...values: number[]) =>
      check(rows({ v: values }), { kind: "crossing", series: "v", line: { label: "hurdle", value: 15 }, at });
    expect([
      crossing("2026-02", 10, 15),
      crossing("2026-02", 10, 14.9),
      crossing("2026-01", 16, 17),
      crossing("2026-03", 10, 16, 17),
    ]).toEqual([true, false, false, false]);
  });

  test("sums that cancel are compared by what they are made of; a percentage is the one of the sums", () => {
    const change = (from: number, to: number, percent: number | null) =>
      check(rows({ a: [1e9, -1e9], b: [1e9, -1e9 + 1] }), { kind: "change", before: "a", after: "b", from, to, percent });
    expect([change(0, 1, null), change(1e-3, 1, null), change(50, 1, null), change(0, 1, 3)]).toEqual([true, true, false, false]);
    expect(
      check(rows({ a: [1, null], b: [1, 2] }), { kind: "change", before: "a", after: "b", from: 1, to: 3, percent: 200 }),
    ).toBe(false);
  });
});

describe("beside each other", () => {
  test("an extreme has others, and no twin", () => {
    const high = (values: readonly (number | null)[], label: string, value: number, labels = ["a", "b", "c"]) =>
      check(rows({ v: values }, labels), { kind: "highest", series: "v", label, value });
    expect([high([3, 1], "a", 3), high([3, 3], "a", 3), high([3], "a", 3), high([3, null], "a", 3)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([high([3, 1, 2], "a", 3, ["a", "a", "b"]), high([3, Number.NaN, 2], "a", 3)]).toEqual([false, true]);
  });

  test("a gap is one of several, above zero, and no other is as wide", () => {
    const gap = (a: readonly number[], b: readonly number[], label: string, value: number) =>
      check(rows({ a, b }, ["x", "y", "z"]), { kind: "gap", series: "a", less: "b", label, value });
    expect([
      gap([5, 2], [1, 1], "x", 4),
      gap([5], [1], "x", 4),
      gap([5, 5], [1, 1], "x", 4),
      gap([0, 0], [0, 1], "x", 0),
    ]).toEqual([true, false, false, false]);
  });

  test("who leads leads at the last place where anything is known, over at least one other", () => {
    const leads = (series: Readonly<Record<string, readonly (number | null)[]>>, name: string, at: string, value: number) =>
      check(rows(series), { kind: "leads", series: name, at, value });
    expect(leads({ a: [1, 3], b: [1, 2] }, "a", "2026-02", 3)).toBe(true);
    expect(leads({ a: [1, 3] }, "a", "2026-02", 3)).toBe(false);
    expect(leads({ a: [1, 3], b: [1, 3] }, "a", "2026-02", 3)).toBe(false);
    expect(leads({ a: [4, 1], b: [1, 3] }, "a", "2026-01", 4)).toBe(false);
    expect(leads({ a: [1, 3], b: [1, null] }, "a", "2026-02", 3)).toBe(false);
    const rest: Basis = {
      name: "rows",
      labels: months.slice(0, 1),
      series: [
        { name: "a", values: [3], rest: true },
        { name: "b", values: [1] },
      ],
    };
    expect(check(rest, { kind: "leads", series: "a", at: "2026-01", value: 3 })).toBe(false);
  });
});

describe("shares", () => {
  test("the largest at the end is at the end, of times, alone; a gap counts as nothing", () => {
    const last = (
      series: Readonly<Record<string, readonly (number | null)[]>>,
      name: string,
      at: string,
      share: number,
      labels = months,
    ) => check(rows(series, labels), { kind: "latest-share", series: name, at, share });
    expect(last({ a: [1, 3], b: [1, 1] }, "a", "2026-02", 75)).toBe(true);
    expect(last({ a: [1, 3], b: [1, null] }, "a", "2026-02", 100)).toBe(true);
    expect(last({ a: [1, 2], b: [1, 2] }, "a", "2026-02", 50)).toBe(false);
    expect(last({ a: [3, 1], b: [1, 1] }, "a", "2026-01", 75)).toBe(false);
    expect(last({ a: [1, 3], b: [1, 1] }, "a", "y", 75, ["x", "y"])).toBe(false);
    expect(last({ a: [1, 3], b: [1, -1] }, "a", "2026-02", 150)).toBe(false);
  });

  test("a change of share is between the first and the last, and is one", () => {
    const moved = (a: readonly number[], first: string, last: string, from: number, to: number) =>
      check(rows({ a, b: a.map((one) => 100 - one) }), {
        kind: "share-change",
        series: "a",
        first: { label: first, value: from },
        last: { label: last, value: to },
      });
    expect(moved([10, 20], "2026-01", "2026-02", 10, 20)).toBe(true);
    expect(moved([10, 10], "2026-01", "2026-02", 10, 10)).toBe(false);
    expect(moved([10, 20, 30], "2026-01", "2026-02", 10, 20)).toBe(false);
    expect(moved([10, 10, 30], "2026-02", "2026-03", 10, 30)).toBe(false);
  });

  test("a conversion is the smallest of stages that shrink", () => {
    const loss = (values: readonly number[], from: string, to: string, share: number) =>
      check(rows({ v: values }, ["a", "b", "c"]), { kind: "loss", series: "v", from, to, share });
    expect([loss([10, 5, 4], "a", "b", 50), loss([10, 5, 2], "a", "b", 50), loss([10, 5, 2.5], "a", "b", 50)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([loss([10, 5, 6], "a", "b", 50), loss([0, 0, 0], "a", "b", 0), loss([10, -5], "a", "b", -50)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("the largest few are fewer than all, of all that are named, of a whole that holds them", () => {
    const few = (count: number, of: number, whole: number, share: number) =>
      check(rows({ v: [40, 30, 20, 10] }, ["a", "b", "c", "d"]), { kind: "pareto", series: "v", count, of, whole, share });
    expect([
      few(2, 4, 100, 70),
      few(4, 4, 100, 100),
      few(0, 4, 100, 0),
      few(2, 3, 100, 70),
      few(2, 4, 90, 77.777),
      few(2, 4, 200, 35),
    ]).toEqual([true, false, false, false, false, true]);
  });

  test("a part is of one whole of that name", () => {
    const part = (labels: readonly string[]) =>
      check(rows({ v: [1, 4, 4].slice(0, labels.length) }, labels), {
        kind: "part",
        series: "v",
        part: "x",
        whole: "y",
        share: 25,
      });
    expect([part(["x", "y"]), part(["x", "y", "y"]), part(["x", "z"])]).toEqual([true, false, false]);
  });
});

describe("counts and spread", () => {
  test("what could not be judged is not counted, unless another condition decides", () => {
    const count = (a: readonly (number | null)[], where: readonly Condition[], every: boolean, found: number) =>
      check(rows({ a, b: a.map(() => 1) }, ["x", "y"]), {
        kind: "count-of",
        where,
        every,
        count: found,
        of: a.length,
        names: [],
      });
    const is = (series: string, than: number) => ({ series, is: "=", than }) as const;
    expect([
      count([1, 1], [is("a", 1)], false, 2),
      count([1, null], [is("a", 1)], false, 1),
      count([1, null], [is("a", 1), is("b", 1)], false, 2),
    ]).toEqual([true, false, true]);
    expect([
      count([1, 2], [is("a", 1), is("b", 1)], true, 1),
      count([1, 2], [is("a", 1), is("b", 1)], true, 2),
      count([1, null], [is("a", 1), is("b", 2)], true, 0),
    ]).toEqual([true, false, true]);
    expect(count([1, 1], [], true, 2)).toBe(false);
  });

  test("a verdict is of measures that all have a direction and were known before", () => {
    const verdict = (value: readonly (number | null)[], previous: readonly (number | null)[], up: readonly (number | null)[]) =>
      check(rows({ value, previous, up }, ["x", "y"]), { kind: "verdict", better: 2, same: 0, of: 2, worse: [] });
    expect([
      verdict([2, 2], [1, 1], [1, 1]),
      verdict([2, 2], [1, null], [1, 1]),
      verdict([2, null], [1, 1], [1, 1]),
      verdict([2, 2], [1, 1], [1, 0]),
    ]).toEqual([true, false, false, false]);
  });

  test("a bridge has one step at least, whose size is alone on its side", () => {
    const bridge = (moves: readonly number[], to: number, most: { label: string; value: number } | null) => {
      const labels = ["from", ...moves.map((_, at) => `s${at}`), "to"];
      const basis = rows({ steps: [null, ...moves, null], levels: [5, ...moves.map(() => null), to] }, labels);
      return check(basis, { kind: "bridge", from: { label: "from", value: 5 }, to: { label: "to", value: to }, most });
    };
    const s0 = (value: number) => ({ label: "s0", value });
    expect([bridge([3], 8, s0(3)), bridge([3, 3], 11, s0(3)), bridge([-3], 2, s0(-3)), bridge([-3, -3], -1, s0(-3))]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([bridge([], 5, null), bridge([3, -3], 5, s0(3)), bridge([-1], 8, s0(-1))]).toEqual([false, false, false]);
  });

  test("a correlation is of eight pairs that vary, however small they are; half lies where a quarter is on each side", () => {
    const at = Array.from({ length: 9 }, (_, one) => one / 1e6);
    const names = at.map(String);
    const related = (n: number, r: number) =>
      check(rows({ x: at.slice(0, n), y: at.slice(0, n) }, names), { kind: "correlation", x: "x", y: "y", r, n });
    expect([related(9, 1), related(7, 1), related(9, 1.5), related(9, 0.999)]).toEqual([true, false, false, false]);
    const values = Array.from({ length: 41 }, (_, one) => one);
    const half = (low: number, high: number) =>
      check(rows({ v: values }, values.map(String)), { kind: "middle-half", series: "v", low, high, n: 41 });
    expect([half(10, 30), half(9, 30), half(11, 30), half(10, 29), half(10, 31)]).toEqual([true, false, false, false, false]);
  });
});

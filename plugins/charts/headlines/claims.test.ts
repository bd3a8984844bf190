import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Point } from "./facts.ts";
import { against, exceeds, extremes, leader, overtook, trend } from "./rules.ts";
import { biggestLoss, bridge, largestFlow, largestShare, onTarget } from "./shares.ts";
import { correlation, ends, middleHalf, quartiles, together } from "./spread.ts";

/** Every sentence is read back and held against the numbers it was made of, by other means than the rule's own. */
const write = (value: number) => `<${value}>`;
const numbers = (sentence: string) => [...sentence.matchAll(/<(-?[\d.e+-]+)>/g)].map(([, text]) => Number(text));
const numberAt = (list: readonly Point[], label: string) => list.find((point) => point.label === label)?.value as number;
const values = (list: readonly Point[]) => list.map(({ value }) => value);
/** Within what rounding to a whole per cent may change. */
const percentOf = (said: number | undefined, part: number, whole: number) =>
  Math.abs((said ?? Number.NaN) - (100 * part) / whole) <= 0.5 + 1e-9;

const value = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => Math.round(x * 100) / 100 + 0),
  fc.constantFrom(0, 100, 101, 102, 103),
);
const list = (of: fc.Arbitrary<number>, minLength = 0, maxLength = 8) =>
  fc.array(of, { minLength, maxLength }).map((all) => all.map((one, at): Point => ({ label: `P${at}`, value: one })));
const some = list(value);
const positive = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.double({ min: 0, max: 1e5, noNaN: true }));

function always<T extends unknown[]>(arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }, says: (...given: T) => boolean): void {
  let spoken = 0;
  fc.assert(
    fc.property(...(arbitraries as unknown as [fc.Arbitrary<unknown>]), (...given: unknown[]) => {
      if (says(...(given as T))) spoken++;
    }),
    { numRuns: 400 },
  );
  // A rule that never speaks makes no mistake either.
  expect(spoken).toBeGreaterThan(4);
}

test("a trend names its two ends, rises when it rises, and holds only where no value leaves a fiftieth of the row's size", () => {
  always<[Point[]]>([some], (row) => {
    const said = trend("ROI", row, write);
    if (said === null) return false;
    const all = values(row);
    const [from, to] = [all[0] as number, all.at(-1) as number];
    const visible = Math.max(...all.map(Math.abs)) / 50;
    expect(said.endsWith(`, ${row[0]?.label} to ${row.at(-1)?.label}`)).toBe(true);
    if (said.startsWith("ROI held at ")) {
      expect(numbers(said)).toEqual([to]);
      for (const one of all) expect(Math.abs(one - from)).toBeLessThanOrEqual(visible);
    } else {
      expect(said.startsWith(to > from ? "ROI rose from " : "ROI fell from ")).toBe(true);
      expect(numbers(said)).toEqual([from, to]);
      expect(Math.abs(to - from)).toBeGreaterThan(visible);
    }
    return true;
  });
});

test("a change that can be seen is never left unsaid", () => {
  always<[Point[]]>([list(value, 2)], (row) => {
    const all = values(row);
    const [from, to] = [all[0] as number, all.at(-1) as number];
    if (Math.abs(to - from) <= Math.max(...all.map(Math.abs)) / 50) return false;
    expect(trend("ROI", row, write)).not.toBeNull();
    return true;
  });
});

test("a line is passed where everything before lay under it and everything since does not", () => {
  always<[Point[], number]>([list(fc.integer({ min: 0, max: 9 })), fc.integer({ min: 1, max: 8 })], (row, line) => {
    const said = overtook("ROI", row, { value: line, label: "hurdle" }, write);
    if (said === null) return false;
    const at = row.findIndex(({ label }) => said.endsWith(` in ${label}`));
    expect(at).toBeGreaterThan(0);
    expect(values(row.slice(0, at)).every((one) => one < line)).toBe(true);
    expect(values(row.slice(at)).every((one) => one >= line)).toBe(true);
    expect(numbers(said)).toEqual([line]);
    return true;
  });
});

test("who leads is above all others and above zero; who is below zero is counted", () => {
  always<[Point[]]>([some], (row) => {
    const said = leader(row, { leads: "earns most", below: "has not paid back" });
    if (said === null) return false;
    const top = numberAt(row, said.split(" ")[0] as string);
    expect(top).toBeGreaterThan(0);
    expect(values(row).filter((one) => one >= top)).toEqual([top]);
    const below = row.filter((point) => point.value < 0);
    const rest = said.split("; ")[1];
    if (below.length === 0) expect(rest).toBeUndefined();
    else if (below.length === 1) expect(rest).toBe(`${below[0]?.label} has not paid back`);
    else expect(rest).toBe(`${below.length} of ${row.length} are below zero`);
    return true;
  });
});

test("one row exceeds another exactly where it is said to", () => {
  const what = { more: "Benefits", less: "cost", each: "team" };
  always<[[number, number][]]>(
    [fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 2 })), { maxLength: 6 })],
    (pairs) => {
      const [upper, lower] = [0, 1].map((side) =>
        pairs.map((pair, at): Point => ({ label: `P${at}`, value: pair[side] as number })),
      );
      const said = exceeds(what, upper as Point[], lower as Point[]);
      if (said === null) return false;
      const more = pairs.filter(([a, b]) => a > b).length;
      const but = / but (P\d)$/.exec(said)?.[1];
      const counted = / in (\d+) of (\d+) teams$/.exec(said);
      if (counted !== null) expect(counted.slice(1).map(Number)).toEqual([more, pairs.length]);
      else if (but === undefined) expect(more).toBe(pairs.length);
      else expect(pairs.map(([a, b]) => a > b)).toEqual(pairs.map((_, at) => `P${at}` !== but));
      return true;
    },
  );
});

describe("the highest and the lowest are the only ones", () => {
  test("of a list that is named by both", () => {
    always<[Point[]]>([some], (row) => {
      const said = extremes(row, write);
      if (said === null) return false;
      const sorted = values(row).sort((a, b) => a - b);
      expect(numbers(said)).toEqual([sorted.at(-1), sorted[0]]);
      expect(numberAt(row, said.split(" ")[0] as string)).toBe(sorted.at(-1));
      expect(sorted[1]).not.toBe(sorted[0]);
      expect(sorted.at(-2)).not.toBe(sorted.at(-1));
      return true;
    });
  });

  test("of a list whose lowest may be several", () => {
    always<[Point[]]>([list(fc.integer({ min: 0, max: 6 }))], (row) => {
      const said = ends(row, write);
      if (said === null) return false;
      const [high, low] = numbers(said);
      const all = values(row);
      expect(all.filter((one) => one >= (high as number))).toEqual([high]);
      expect(numberAt(row, /Highest: (P\d)/.exec(said)?.[1] as string)).toBe(high);
      const least = all.filter((one) => one === Math.min(...all));
      if (low === undefined) expect(least.length).toBeGreaterThan(1);
      else expect([least, numberAt(row, /lowest: (P\d)/.exec(said)?.[1] as string)]).toEqual([[low], low]);
      return true;
    });
  });
});

test("a target is met, missed or passed as the numbers say, and both are written", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), (is, target) => {
      const said = against("Progress", is, target, write);
      expect(said.includes("above")).toBe(is > target);
      expect(said.includes("below")).toBe(is < target);
      expect(numbers(said)).toEqual(is === target ? [is] : [is, target]);
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 6 }), (judged) => {
      const said = onTarget(judged);
      const met = judged.filter(Boolean).length;
      if (judged.length < 2) expect(said).toBeNull();
      else if (met === judged.length) expect(said).toContain(`All ${met} `);
      else expect(said).toContain(met === 0 ? `None of ${judged.length} ` : `${met} of ${judged.length} `);
    }),
  );
});

test("the largest share is larger than every other part of a whole without negative parts, and its per cent is right", () => {
  always<[Point[]]>([fc.oneof(list(positive), some)], (row) => {
    const said = largestShare("Cost", row, write);
    if (said === null) return false;
    const top = numberAt(row, /: (P\d),/.exec(said)?.[1] as string);
    const all = values(row);
    expect(all.every((one) => one >= 0)).toBe(true);
    expect(all.filter((one) => one >= top)).toEqual([top]);
    expect(
      percentOf(
        numbers(said)[0],
        top,
        all.reduce((sum, one) => sum + one, 0),
      ),
    ).toBe(true);
    return true;
  });
});

test("the biggest loss is where the smallest part goes on, in a row that never rises", () => {
  always<[Point[]]>(
    [list(fc.integer({ min: 0, max: 12 }), 2, 5).map((row) => row.toSorted((a, b) => b.value - a.value))],
    (row) => {
      const said = biggestLoss(row, write);
      if (said === null) return false;
      const all = values(row);
      const kept = all.slice(1).map((after, at) => after / (all[at] as number));
      const at = row.findIndex(({ label }) => said.includes(`between ${label} and `));
      expect(said).toContain(`${row[at]?.label} and ${row[at + 1]?.label}:`);
      expect(kept.filter((one) => one <= (kept[at] as number))).toEqual([kept[at]]);
      expect(kept[at]).toBeLessThan(1);
      expect(percentOf(numbers(said)[0], all[at + 1] as number, all[at] as number)).toBe(true);
      return true;
    },
  );
  always<[Point[]]>([list(fc.integer({ min: 0, max: 5 }), 2, 5)], (row) => {
    if (!values(row).some((one, at) => at > 0 && one > (row[at - 1]?.value as number))) return false;
    expect(biggestLoss(row, write)).toBeNull();
    return true;
  });
});

test("a bridge names both ends, and the step that moves most in the direction of the whole", () => {
  always<[number, Point[]]>([fc.integer({ min: -9, max: 9 }), list(fc.integer({ min: -6, max: 6 }), 0, 5)], (from, steps) => {
    const to = from + values(steps).reduce((sum, one) => sum + one, 0);
    const said = bridge("Profit", from, to, steps, write);
    if (said === null) {
      expect([from === to, steps.length]).toEqual([true, 0]);
      return false;
    }
    expect(numbers(said)).toEqual(from === to ? [to] : [from, to]);
    const most = / by (P\d)$/.exec(said)?.[1];
    expect(said.includes(" rose ")).toBe(to > from);
    expect(said.includes(" fell ")).toBe(to < from);
    if (most === undefined) return true;
    const step = numberAt(steps, most);
    expect(said).toContain(to > from ? "most added" : "most taken");
    expect(Math.sign(step)).toBe(Math.sign(to - from));
    expect(values(steps).filter((one) => (to > from ? one >= step : one <= step))).toEqual([step]);
    return true;
  });
});

test("the largest flow is part of what enters: never more than all of it", () => {
  always<[Point[], number]>([list(fc.integer({ min: 0, max: 30 })), fc.integer({ min: 0, max: 40 })], (flows, entering) => {
    const said = largestFlow(flows, entering, write);
    if (said === null) return false;
    const top = numberAt(flows, /: (P\d),/.exec(said)?.[1] as string);
    expect(top).toBeLessThanOrEqual(entering);
    expect(values(flows).filter((one) => one >= top)).toEqual([top]);
    expect(percentOf(numbers(said)[0], top, entering)).toBe(true);
    return true;
  });
});

test("what rises together does so by a correlation computed in another way, of enough points", () => {
  const pairs = fc.array(fc.record({ x: fc.integer({ min: 0, max: 9 }), noise: fc.integer({ min: -4, max: 4 }) }), {
    maxLength: 14,
  });
  always<[{ x: number; noise: number }[], number]>([pairs, fc.constantFrom(-3, -1, 0, 1, 3)], (drawn, slope) => {
    const cloud = drawn.map(({ x, noise }) => ({ x, y: slope * x + noise }));
    const said = together("Spend", "Revenue", cloud, write);
    if (said === null) return false;
    // n·Σxy − Σx·Σy: whole numbers, so nothing is rounded before the division.
    const sum = (of: (one: { x: number; y: number }) => number) => cloud.reduce((total, one) => total + of(one), 0);
    const n = cloud.length;
    const covariance = n * sum(({ x, y }) => x * y) - sum(({ x }) => x) * sum(({ y }) => y);
    const spread = (of: (one: { x: number; y: number }) => number) => n * sum((one) => of(one) ** 2) - sum(of) ** 2;
    const r = covariance / Math.sqrt(spread(({ x }) => x) * spread(({ y }) => y));
    expect(correlation(cloud)).toBeCloseTo(r, 10);
    expect(numbers(said)[0]).toBeCloseTo(r, 2);
    expect([said.includes("rise together"), n >= 8, Math.abs(r) >= 0.7 - 1e-9, said.includes(`${n} points`)]).toEqual([
      r > 0,
      true,
      true,
      true,
    ]);
    return true;
  });
});

test("half of the values lie in the middle half", () => {
  always<[number[]]>([fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 15, maxLength: 60 })], (row) => {
    const said = middleHalf(row, write);
    if (said === null) return false;
    expect(row.length).toBeGreaterThanOrEqual(20);
    const [low, high] = numbers(said) as [number, number];
    expect(low).toBeLessThan(high);
    // A quarter on each side, but for the one value that a quartile may lie beside.
    expect(row.filter((one) => one < low).length).toBeLessThanOrEqual(row.length / 4 + 1);
    expect(row.filter((one) => one > high).length).toBeLessThanOrEqual(row.length / 4 + 1);
    expect(quartiles(row.toSorted((a, b) => a - b))).toMatchObject({ q1: low, q3: high });
    return true;
  });
});

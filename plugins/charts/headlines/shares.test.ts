import { describe, expect, test } from "vitest";
import { isolated, points } from "./facts.ts";
import { biggestLoss, bridge, largestFlow, largestShare, onTarget } from "./shares.ts";
import { correlation, ends, middleHalf, quartiles, together } from "./spread.ts";

const write = (value: number) => `${value}`;
const percent = (value: number) => `${value}%`;
const row = (...values: (number | null)[]) => points(["A", "B", "C", "D"], values);

describe("largestShare", () => {
  test.each([
    ["one part larger", row(60, 30, 10), "Largest share of Cost: A, 60%"],
    ["a tie on top", row(40, 40, 20), null],
    ["one part", row(10), null],
    ["a negative part", row(60, -10), null],
    ["all zero", row(0, 0), null],
    ["a gap is no part", row(75, null, 25), "Largest share of Cost: A, 75%"],
  ])("of %s", (_, list, said) => {
    expect(largestShare("Cost", list, percent)).toBe(said);
  });
});

describe("biggestLoss", () => {
  test.each([
    ["falls", row(1000, 400, 300), "Most are lost between A and B: 40% go on"],
    ["two stages", row(100, 25), "Most are lost between A and B: 25% go on"],
    ["rises somewhere", row(100, 120, 10), null],
    ["flat", row(100, 100, 100), null],
    ["loses the same twice", row(100, 50, 25), null],
    ["begins at zero", row(0, 0), null],
    ["one stage", row(10), null],
    ["loses everyone", row(10, 5, 0), "Most are lost between B and C: 0% go on"],
  ])("of a funnel that %s", (_, list, said) => {
    expect(biggestLoss(list, percent)).toBe(said);
  });
});

describe("bridge", () => {
  test.each([
    ["rises", 10, 14, row(5, -1), "Profit rose from 10 to 14; most added by A"],
    ["falls", 10, 6, row(1, -5), "Profit fell from 10 to 6; most taken by B"],
    ["is unchanged", 10, 10, row(1, -1), "Profit is unchanged at 10"],
    ["rises by two equal steps", 10, 14, row(2, 2), "Profit rose from 10 to 14"],
    ["starts below zero", -4, 2, row(1, 5), "Profit rose from -4 to 2; most added by B"],
    ["has nothing between", 3, 3, [], null],
  ])("of a row that %s", (_, from, to, steps, said) => {
    expect(bridge("Profit", from, to, steps, write)).toBe(said);
  });
});

test("the largest flow is named where it is the only one and part of what enters", () => {
  expect(largestFlow(row(40, 20), 100, percent)).toBe("Largest flow: A, 40% of what enters");
  expect(largestFlow(row(40, 40), 100, percent)).toBeNull();
  expect(largestFlow(row(40), 100, percent)).toBeNull();
  expect(largestFlow(row(0, 0), 0, percent)).toBeNull();
});

test("targets: all, some, none, and too few to say", () => {
  expect(onTarget([true, true])).toBe("All 2 measures meet their target");
  expect(onTarget([true, false, false])).toBe("1 of 3 measures meet their target");
  expect(onTarget([false, false])).toBe("None of 2 measures meets its target");
  expect(onTarget([true])).toBeNull();
});

describe("together", () => {
  const pairs = (of: (i: number) => number, count = 10) => Array.from({ length: count }, (_, x) => ({ x, y: of(x) }));
  test.each([
    ["rises", pairs((x) => 2 * x), "Spend and Revenue rise together (r = 1, 10 points)"],
    ["falls", pairs((x) => -x), "Spend and Revenue move in opposite directions (r = -1, 10 points)"],
    ["does not vary", pairs(() => 5), null],
    ["goes up and down", pairs((x) => (x % 2 === 0 ? 1 : -1)), null],
    ["is too short", pairs((x) => x, 7), null],
    ["is one point", pairs((x) => x, 1), null],
    ["is empty", [], null],
  ])("of a cloud that %s", (_, list, said) => {
    expect(together("Spend", "Revenue", list, write)).toBe(said);
  });
  test("correlation of the textbook", () => {
    expect(correlation([1, 2, 3, 4].map((x, i) => ({ x, y: [1, 3, 2, 4][i] as number })))).toBeCloseTo(0.8, 12);
  });
});

test("quartiles are numpy's; a row that does not vary has no middle half", () => {
  expect(quartiles([1, 2, 3, 4])).toEqual({ q1: 1.75, median: 2.5, q3: 3.25 });
  expect(quartiles([7])).toEqual({ q1: 7, median: 7, q3: 7 });
  expect(
    middleHalf(
      Array.from({ length: 21 }, (_, i) => i),
      write,
    ),
  ).toBe("Half of the values lie between 5 and 15");
  expect(middleHalf(new Array(30).fill(4), write)).toBeNull();
  expect(middleHalf([1, 2, 3], write)).toBeNull();
});

test("the ends are named where each is the only one", () => {
  expect(ends(row(3, 9, 1), write)).toBe("Highest: B (9); lowest: C (1)");
  expect(ends(row(0, 9, 0), write)).toBe("Highest: B (9)");
  expect(ends(row(9, 9, 0), write)).toBeNull();
  expect(ends(row(4), write)).toBeNull();
  expect(ends([], write)).toBeNull();
});

test("a name that runs from right to left is set apart from the numbers beside it, once", () => {
  const name = "نظام الدفع";
  expect(isolated(name)).toBe(`\u2068${name}\u2069`);
  expect(isolated(isolated(name))).toBe(isolated(name));
  expect(isolated("Payments")).toBe("Payments");
  expect(largestShare("Cost", points([name, "B"], [3, 1]), percent)).toBe(`Largest share of Cost: \u2068${name}\u2069, 75%`);
});

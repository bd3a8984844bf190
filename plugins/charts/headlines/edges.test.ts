import fc from "fast-check";
import { expect, test } from "vitest";
import { type Point, points } from "./facts.ts";
import { exceeds, leader } from "./rules.ts";
import { biggestLoss, bridge, largestFlow, largestShare } from "./shares.ts";
import { correlation, middleHalf, together } from "./spread.ts";

/** Where a rule begins and ceases to speak: on the edge, and one step beside it. */
const write = (value: number) => `${value}`;
const row = (...values: number[]): Point[] => values.map((value, at) => ({ label: `P${at}`, value }));

test("a gap and what is no number are no points, and a value without a name has an empty one", () => {
  expect(points(["a", "b", "c", "d"], [1, null, Number.NaN, Number.POSITIVE_INFINITY])).toEqual([{ label: "a", value: 1 }]);
  expect(points([], [1])).toEqual([{ label: "", value: 1 }]);
});

test("who leads leads by any amount above zero, however small the numbers", () => {
  const verb = { leads: "leads", below: "is below" };
  expect(leader(row(0.5, 0.25), verb)).toBe("P0 leads");
  expect(leader(row(0, -1), verb)).toBeNull();
});

test("of no pairs, or one, nothing is said; two of two are every one", () => {
  const what = { more: "Benefits", less: "cost", each: "team" };
  expect(exceeds(what, [], [])).toBeNull();
  expect(exceeds(what, row(2), row(1))).toBeNull();
  expect(exceeds(what, row(2, 2), row(1, 1))).toBe("Benefits exceed cost in every team");
  expect(exceeds(what, row(2, 2), row(1))).toBeNull();
});

test("a whole may have empty parts and parts below one, and a negative one only if it is no whole", () => {
  expect(largestShare("Cost", row(3, 0, 1), write)).toBe("Largest share of Cost: P0, 75");
  expect(largestShare("Cost", row(0.3, 0.1), write)).toBe("Largest share of Cost: P0, 75");
  expect(largestShare("Cost", row(3, -1), write)).toBeNull();
  expect(largestShare("Cost", row(0, 0), write)).toBeNull();
});

test("a loss is one of stages that may stay, end in nothing or be small; a negative stage and a share of nothing are none", () => {
  expect(biggestLoss(row(10, 10, 5), write)).toBe("Most are lost between P1 and P2: 50 go on");
  expect(biggestLoss(row(10, 5, 0), write)).toBe("Most are lost between P1 and P2: 0 go on");
  expect(biggestLoss(row(1, 0.5, 0.4), write)).toBe("Most are lost between P0 and P1: 50 go on");
  for (const stages of [row(10, -1), row(-2, -1), row(5, 0, 0), row(0, 1)]) expect(biggestLoss(stages, write)).toBeNull();
});

test("a loss that would be written as none is not said", () => {
  expect(biggestLoss(row(1000, 995), write)).toBeNull();
  expect(biggestLoss(row(1000, 994), write)).toBe("Most are lost between P0 and P1: 99 go on");
});

test("no step is named that goes the other way or nowhere, even where the steps do not add up to the whole", () => {
  const [rose, fell] = ["Profit rose from 0 to 5", "Profit fell from 5 to 0"];
  expect(bridge("Profit", 0, 5, row(-3, -2), write)).toBe(rose);
  expect(bridge("Profit", 0, 5, row(0), write)).toBe(rose);
  expect(bridge("Profit", 5, 0, row(3, 2), write)).toBe(fell);
  expect(bridge("Profit", 5, 0, row(0), write)).toBe(fell);
  expect(bridge("Profit", 0, 5, row(-3, 0.5), write)).toBe(`${rose}; most added by P1`);
  expect(bridge("Profit", 5, 0, row(3, -0.5), write)).toBe(`${fell}; most taken by P1`);
  expect(bridge("Profit", 5, 0, row(-1, -2), write)).toBe(`${fell}; most taken by P1`);
});

test("a flow may be all that enters, of any size, and of nothing there is no part", () => {
  expect(largestFlow(row(10, 0), 10, write)).toBe("Largest flow: P0, 100 of what enters");
  expect(largestFlow(row(0.5, 0.1), 1, write)).toBe("Largest flow: P0, 50 of what enters");
  expect(largestFlow(row(0, -1), 0, write)).toBeNull();
});

test("eight pairs and twenty values are enough, and one less is not", () => {
  const pairs = Array.from({ length: 8 }, (_, x) => ({ x, y: x }));
  expect(together("A", "B", pairs, write)).toBe("A and B rise together (r = 1, 8 points)");
  expect(together("A", "B", pairs.slice(1), write)).toBeNull();
  const values = Array.from({ length: 20 }, (_, at) => at);
  expect(middleHalf(values, write)).toBe("Half of the values lie between 4.75 and 14.25");
  expect(middleHalf(values.slice(1), write)).toBeNull();
});

test("what does not vary is related to nothing", () => {
  const level = Array.from({ length: 9 }, (_, at) => ({ x: at, y: 3 }));
  expect(correlation(level)).toBeNull();
  expect(correlation(level.map(({ x, y }) => ({ x: y, y: x })))).toBeNull();
  expect(together("A", "B", level, write)).toBeNull();
});

test("a correlation is the same in any unit", () => {
  const pair = fc.record({ x: fc.integer({ min: -9, max: 9 }), y: fc.integer({ min: -9, max: 9 }) });
  fc.assert(
    fc.property(fc.array(pair, { minLength: 3, maxLength: 9 }), fc.constantFrom(1 / 1024, 1 / 64, 64), (pairs, unit) => {
      const [r, scaled] = [correlation(pairs), correlation(pairs.map(({ x, y }) => ({ x: x * unit, y: y * unit })))];
      if (r === null) expect(scaled).toBeNull();
      else expect(scaled).toBeCloseTo(r, 9);
    }),
  );
});

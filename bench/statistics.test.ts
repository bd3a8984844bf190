import { expect, test } from "vitest";
import { figure, meets, passes, slope } from "./statistics.ts";

test("a figure of which more is better fails below its bound, and its p95 is the bad end", () => {
  const found = figure("runs", [10, 50, 60, 70], { unit: "/s", ceiling: 20, target: 5, moreIsBetter: true });
  expect([found.p95, found.max, passes(found), meets(found)]).toEqual([10, 10, false, true]);
  expect(passes(figure("time", [10, 50], { ceiling: 20 }))).toBe(false);
});

test("a slope is found in noise, and none where there is none", () => {
  // A fixed sequence that looks random: the test must not depend on luck.
  const noise = (index: number) => ((index * 7919) % 101) / 10 - 5;
  const rising = slope(Array.from({ length: 600 }, (_, x) => ({ x, y: 500 + 0.1 * x + noise(x) })));
  expect(Math.abs(rising.perUnit - 0.1)).toBeLessThan(rising.uncertainty + 0.005);
  expect(rising.perUnit - rising.uncertainty).toBeGreaterThan(0);
  const flat = slope(Array.from({ length: 600 }, (_, x) => ({ x, y: 500 + noise(x) })));
  expect(Math.abs(flat.perUnit)).toBeLessThan(0.01);
});

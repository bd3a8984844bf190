import { expect, test } from "vitest";
import { BackOff } from "./back-off.ts";

test("whose process ends again and again waits longer each time, and nobody else waits", () => {
  const backOff = new BackOff();
  const waits = [1, 2, 3, 4, 5, 6, 7].map(() => {
    backOff.ended("hostile", 10, 1000);
    return backOff.waitMs("hostile", 1000);
  });
  expect(waits).toEqual([0, 100, 500, 2000, 10_000, 30_000, 30_000]);
  expect(backOff.waitMs("honest", 1000)).toBe(0);
  expect(backOff.longest(1000)).toEqual({ ends: 7, waitMs: 30_000 });
});

test("a process that lived for a while is the first of a new row", () => {
  const backOff = new BackOff();
  for (let i = 0; i < 5; i++) backOff.ended("one", 10, 0);
  backOff.ended("one", 60_000, 50_000);
  expect(backOff.ends("one")).toBe(1);
  expect(backOff.waitMs("one", 50_000)).toBe(0);
});

test("clients whose wait is long over are forgotten", () => {
  const backOff = new BackOff();
  backOff.ended("old", 10, 0);
  backOff.ended("new", 10, 60_000);
  expect(backOff.ends("old")).toBe(0);
});

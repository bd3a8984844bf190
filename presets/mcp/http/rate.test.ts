import fc from "fast-check";
import { expect, test } from "vitest";
import { Rate } from "./rate.ts";

test("so many at once, then as many a minute as were said, each for himself", () => {
  let now = 0;
  const rate = new Rate(60, () => now);
  expect(Array.from({ length: 60 }, () => rate.take("jane"))).toEqual(Array(60).fill(null));
  expect(rate.take("jane")).toBe(1);
  expect(rate.take("jack")).toBeNull();
  now += 1000;
  expect([rate.take("jane"), rate.take("jane")]).toEqual([null, 1]);
  now += 3_600_000;
  expect(Array.from({ length: 61 }, () => rate.take("jane")).filter((wait) => wait === null)).toHaveLength(60);
});

test("however requests come, in no minute more than twice the rate are let through, and who waits as long as he is told gets in", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 200 }), (pauses) => {
      let now = 0;
      const rate = new Rate(20, () => now);
      const taken: number[] = [];
      for (const pause of pauses) {
        now += pause;
        if (rate.take("x") === null) taken.push(now);
      }
      for (const at of taken) expect(taken.filter((one) => one >= at && one < at + 60_000).length).toBeLessThanOrEqual(40);
      const wait = rate.take("x");
      if (wait === null) return;
      now += wait * 1000;
      expect(rate.take("x")).toBeNull();
    }),
  );
});

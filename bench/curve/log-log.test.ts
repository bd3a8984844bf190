import { expect, test } from "vitest";
import { logLogSlope } from "./log-log.ts";

test("the power of a curve is found", () => {
  const at = (power: number) => [1, 10, 100, 1000].map((x) => ({ x, y: 3 * x ** power }));
  expect([0, 1, 2].map((power) => logLogSlope(at(power)))).toEqual([0, 1, 2]);
});

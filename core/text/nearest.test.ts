import { expect, test } from "vitest";
import { nearestFirst } from "./nearest.ts";

test("the nearest name comes first", () => {
  expect(nearestFirst("roi_analisys", ["bar", "line", "roi_analysis"])[0]).toBe("roi_analysis");
});

test("equal distances keep an order that does not depend on registration", () => {
  expect(nearestFirst("zz", ["b", "a"])).toEqual(["a", "b"]);
});

test("of fifty thousand names the nearest still come first, in no time, and a hundred of them", () => {
  const names = Array.from({ length: 50_000 }, (_, at) => `${"abcdefghij"[at % 10]}-table-${at}-${"long ".repeat(20)}`);
  const before = process.cpuUsage();
  const found = nearestFirst("sales_q3", [...names, "sales_q2", "unsales_q3x"]);
  expect(found.slice(0, 2)).toEqual(["sales_q2", "unsales_q3x"]);
  expect(found).toHaveLength(100);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_000);
});

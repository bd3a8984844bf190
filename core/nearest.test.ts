import { expect, test } from "vitest";
import { nearestFirst } from "./nearest.ts";

test("the nearest name comes first", () => {
  expect(nearestFirst("roi_analisys", ["bar", "line", "roi_analysis"])[0]).toBe("roi_analysis");
});

test("equal distances keep an order that does not depend on registration", () => {
  expect(nearestFirst("zz", ["b", "a"])).toEqual(["a", "b"]);
});

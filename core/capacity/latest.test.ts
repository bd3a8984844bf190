import { expect, test } from "vitest";
import { Latest } from "./latest.ts";

test("of more things than there is room for, the one goes that was put or asked for least recently", () => {
  const latest = new Latest<number>(2);
  latest.put("a", 1);
  latest.put("b", 2);
  expect(latest.get("a")).toBe(1);
  latest.put("c", 3);
  expect(["a", "b", "c"].map((key) => latest.get(key))).toEqual([1, null, 3]);
  latest.put("a", 4);
  latest.put("d", 5);
  expect(["a", "c", "d"].map((key) => latest.get(key))).toEqual([4, null, 5]);
});

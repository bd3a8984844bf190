import fc from "fast-check";
import { expect, test } from "vitest";
import { sparkline } from "./sparkline.ts";

const box = { x: 10, y: 20, width: 90, height: 30 };

test("the lowest value stands at the bottom, the highest at the top, first and last at the sides", () => {
  const line = sparkline([4, 2, 6], box);
  expect(line?.runs).toEqual([
    [
      { x: 10, y: 35 },
      { x: 55, y: 50 },
      { x: 100, y: 20 },
    ],
  ]);
  expect(line?.end).toEqual({ x: 100, y: 20 });
});

test("a gap breaks the line, and the last that is known is its end", () => {
  const line = sparkline([1, null, 3, 2, null], box);
  expect(line?.runs.map(({ length }) => length)).toEqual([1, 2]);
  expect(line?.end).toEqual(line?.runs[1]?.[1]);
});

test("what held lies in the middle", () => {
  expect(
    sparkline([7, 7], box)
      ?.runs.flat()
      .map(({ y }) => y),
  ).toEqual([35, 35]);
});

test.each([[[]], [[3]], [[null, 3, null]]])("%j is no line", (history) => {
  expect(sparkline(history, box)).toBeNull();
});

test("whatever the history, the line stays in its box", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer(), { nil: null }), { maxLength: 60 }), (history) => {
      for (const { x, y } of sparkline(history, box)?.runs.flat() ?? []) {
        expect(x).toBeGreaterThanOrEqual(box.x);
        expect(x).toBeLessThanOrEqual(box.x + box.width);
        expect(y).toBeGreaterThanOrEqual(box.y - 1e-9);
        expect(y).toBeLessThanOrEqual(box.y + box.height + 1e-9);
      }
    }),
  );
});

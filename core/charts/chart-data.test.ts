import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../ports/sandbox.ts";
import { chartData } from "./chart-data.ts";

test("exact forms become plain numbers", () => {
  expect(chartData({ a: { type: "decimal", value: "1.50" }, b: { type: "int", value: "9007199254740993" } })).toEqual({
    a: 1.5,
    b: 9007199254740992,
  });
});

test("a number that is written as one in an exact form is that number", () => {
  expect(chartData([7, 7.5].map((value) => ({ type: "int", value })))).toEqual([7, 7.5]);
});

test("what stands in the place of an object that has no form of its own is its text", () => {
  expect(chartData(["Timestamp('2026-01-01')", { type: "repr", value: "Q1" }])).toEqual(["Timestamp('2026-01-01')", "Q1"]);
});

test.each([
  ["int", true],
  ["decimal", null],
  ["decimal", [1]],
  ["repr", 1],
  ["repr", { a: 1 }],
] as const)("a dict of the type %s whose value is %j is not that form, and left alone", (type, value) => {
  expect(chartData({ type, value })).toEqual({ type, value });
});

test.each([[["ab"]], [[[1, 2]]], [[["a"]]], [[["a", 1, 2]]], [[["a", 1], "ab"]], ["ab"]] as const)(
  "entries %j are none: the dict is left alone",
  (entries) => {
    expect(chartData({ type: "dict", entries })).toEqual({ type: "dict", entries });
  },
);

test("a shape that is refused is told, cut where it is long", () => {
  const shape = Array.from({ length: 5000 }, () => 12);
  expect(() => chartData({ type: "array", shape, data: [1] })).toThrow(/^.{1,400}$/);
});

test("an infinity is a gap, not a number", () => {
  expect(chartData([1, { type: "float", value: "Infinity" }])).toEqual([1, null]);
});

test("a Series inside a dict becomes its values", () => {
  const series = {
    type: "table",
    columns: [{ name: "k" }, { name: "v" }],
    rows: [
      ["a", 1],
      ["b", null],
    ],
    index: ["k"],
    rowsTotal: 2,
  };
  expect(chartData({ values: series })).toEqual({ values: [1, null] });
});

test("a whole table stays a table", () => {
  const table = { type: "table", columns: [{ name: "v" }], rows: [[{ type: "decimal", value: "2" }]], index: [], rowsTotal: 1 };
  expect(chartData(table)).toEqual({ ...table, rows: [[2]] });
});

test("a two-dimensional array keeps its shape", () => {
  expect(chartData({ type: "array", dtype: "int64", shape: [2, 2], data: [1, 2, 3, 4] })).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test("a dict that merely has a key named type is left alone", () => {
  expect(chartData({ type: "float line", value: 3 })).toEqual({ type: "float line", value: 3 });
});

test("a dict that was written as entries is a dict again, whatever its type says", () => {
  const entries = [
    ["type", "int"],
    ["value", { type: "decimal", value: "2" }],
  ];
  expect(chartData({ type: "dict", entries })).toEqual({ type: "int", value: 2 });
  expect(chartData({ type: "dict" })).toEqual({ type: "dict" });
});

describe("an array whose shape is not its data is refused before anything is made of it", () => {
  const array = (shape: Json, data: Json = [1, 2, 3, 4]) => chartData({ a: { type: "array", shape, data } });

  test.each([
    [[60_000_000, 1], []],
    [[200_000_000, 1], [1]],
    [[60_000_000, 0], []],
    [[100_000, 100_000, 1], []],
    [
      [-2, -2],
      [1, 2, 3, 4],
    ],
    [
      [4, 1.0000001],
      [1, 2, 3, 4],
    ],
    [
      [2 ** 40, 2 ** -38],
      [1, 2, 3, 4],
    ],
    [
      ["4", 1],
      [1, 2, 3, 4],
    ],
    [{ length: 2 }, [1, 2, 3, 4]],
    [Array(9).fill(1), [1]],
    [Array(2 ** 20).fill(1), [1]],
  ] as [Json, Json][])("%j over %j", (shape, data) => {
    const before = process.cpuUsage();
    // [60_000_000, 0] is a whole array without values: nothing of it can be drawn.
    if (Array.isArray(shape) && shape.includes(0)) expect(array(shape, data)).toEqual({ a: [] });
    else expect(() => array(shape, data)).toThrow(expect.objectContaining({ code: "INVALID_DATA", details: { path: "a" } }));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_000);
  });

  test("eight dimensions are drawn", () => {
    expect(array([1, 1, 1, 1, 1, 1, 2, 2])).toEqual({
      a: [
        [
          [
            [
              [
                [
                  [
                    [1, 2],
                    [3, 4],
                  ],
                ],
              ],
            ],
          ],
        ],
      ],
    });
  });
});

test("any shape gives either its own values in their order or a refusal", () => {
  const shapes = fc.array(fc.oneof(fc.integer({ min: -1, max: 6 }), fc.double(), fc.constant(2 ** 32)), { maxLength: 10 });
  fc.assert(
    fc.property(shapes, fc.array(fc.integer(), { maxLength: 30 }), (shape, data) => {
      try {
        const read = chartData({ type: "array", shape, data }) as never[];
        expect(read.flat(Number.POSITIVE_INFINITY)).toEqual(data);
      } catch (error) {
        expect(error).toMatchObject({ code: "INVALID_DATA" });
      }
    }),
  );
});

test.each([
  ["a value", { labels: ["a", "W".repeat(5001)] }, "labels.1"],
  ["a key", { ["W".repeat(5001)]: 1 }, ""],
  ["a repr", [{ type: "repr", value: "W".repeat(5001) }], "0"],
  ["nesting", JSON.parse("[".repeat(70) + "]".repeat(70)), "0.0.0"],
])("%s beyond what can be drawn is refused with its place", (_name, data, path) => {
  expect(() => chartData(data as Json)).toThrow(expect.objectContaining({ code: "INVALID_DATA" }));
  try {
    chartData(data as Json);
  } catch (error) {
    expect((error as { details: { path: string } }).details.path).toContain(path);
  }
});

test.each([
  { type: "table" },
  { type: "table", columns: 3, rows: [[1]] },
  { type: "table", columns: [1], rows: [1] },
  { type: "int" },
  { type: "int", value: {} },
  { type: "array" },
  { type: "repr", value: [] },
])("%j is a dict that only looks like a form, and is left alone", (data) => {
  expect(chartData([data as Json])).toEqual([data]);
});

test("what does not fit is named with its place, cut where that is long, and without one at the top", () => {
  const shape = { type: "array", data: [1], shape: [2, 3] };
  expect(() => chartData({ a: [shape] })).toThrow(
    "The data at a.0 says the shape [2,3] and holds 1 values; give at most 8 dimensions whose product is the number of values.",
  );
  expect(() => chartData(shape)).toThrow("The data says the shape [2,3]");
  const error = (() => {
    try {
      return chartData({ ["k".repeat(500)]: shape });
    } catch (caught) {
      return caught;
    }
  })() as { details: { path: string } };
  expect(error.details.path).toBe("k".repeat(200));
  expect(chartData({ type: "array", data: [1, 2] })).toEqual([1, 2]);
});

test("a column without an index is its values, of a wider table it stays a table, and what is no table stays what it is", () => {
  const columns = [{ name: "v" }];
  expect(chartData({ v: { type: "table", columns, rows: [[1], []] } })).toEqual({ v: [1, null] });
  const wide = { type: "table", columns: [...columns, { name: "w" }], rows: [[1, 2]] };
  expect(chartData({ v: wide })).toEqual({ v: wide });
  for (const odd of [
    { columns: 1, rows: [[1]] },
    { columns, rows: 1 },
    { columns, rows: [1] },
    { columns, rows: [[1]], index: 1 },
  ])
    expect(chartData({ v: { type: "table", ...odd } })).toEqual({ v: { type: "table", ...odd } });
});

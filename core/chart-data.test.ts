import { expect, test } from "vitest";
import { chartData } from "./chart-data.ts";

test("exact forms become plain numbers", () => {
  expect(chartData({ a: { type: "decimal", value: "1.50" }, b: { type: "int", value: "9007199254740993" } })).toEqual({
    a: 1.5,
    b: 9007199254740992,
  });
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

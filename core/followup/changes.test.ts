import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../ports/sandbox.ts";
import { changesBetween } from "./changes.ts";

const table = (columns: string[], rows: Json[][], more: object = {}): Json => ({
  type: "table",
  columns: columns.map((name) => ({ name, dtype: "object" })),
  rows,
  index: [],
  rowsTotal: rows.length,
  ...more,
});
const told = (before: Json, after: Json) =>
  changesBetween(before, after).map(({ path, before, after, change, kind }) => [path, before, after, change, kind]);

describe("two results", () => {
  test("numbers that differ, largest change first, then what is no number", () => {
    expect(told({ total: 10, share: 0.5, name: "a", same: 1 }, { total: 7, share: 0.75, name: "b", same: 1 })).toEqual([
      ["total", 10, 7, -3, "changed"],
      ["share", 0.5, 0.75, 0.25, "changed"],
      ["name", "a", "b", null, "changed"],
    ]);
  });

  test("what one of them alone has is added or removed, also where its value is null", () => {
    expect(told({ a: 1, gone: null, list: [1, 2] }, { a: 1, new: 5, list: [1] })).toEqual([
      ["gone", null, null, null, "removed"],
      ["list[1]", 2, null, null, "removed"],
      ["new", null, 5, null, "added"],
    ]);
  });

  test("a single number has the path of the result itself", () => {
    expect(told(1, 3)).toEqual([["result", 1, 3, 2, "changed"]]);
    expect(told(1, null)).toEqual([["result", 1, null, null, "changed"]]);
  });

  test("whole numbers beyond JavaScript's, decimals and infinity are compared as what they are", () => {
    const int = (value: string) => ({ type: "int", value });
    const decimal = (value: string) => ({ type: "decimal", value });
    const inf = { type: "float", value: "Infinity" };
    expect(
      told({ n: int("9007199254740993"), d: decimal("1.10"), i: inf }, { n: int("9007199254740995"), d: decimal("1.35"), i: 3 }),
    ).toEqual([
      ["n", int("9007199254740993"), int("9007199254740995"), 2, "changed"],
      ["d", decimal("1.10"), decimal("1.35"), 0.25, "changed"],
      ["i", inf, 3, null, "changed"],
    ]);
  });

  test("rows of a table are known by the column that names them, in whatever order they come", () => {
    const before = table(
      ["n", "region", "revenue"],
      [
        [1, "EMEA", 10],
        [2, "APAC", 5],
      ],
    );
    const after = table(
      ["region", "revenue", "n"],
      [
        ["APAC", 9, 2],
        ["EMEA", 10, 1],
        ["LATAM", 1, 3],
      ],
    );
    expect(told(before, after)).toEqual([
      ["[region=APAC].revenue", 5, 9, 4, "changed"],
      ["rows", 2, 3, 1, "changed"],
      ["[region=LATAM].revenue", null, 1, null, "added"],
      ["[region=LATAM].n", null, 3, null, "added"],
    ]);
  });

  test("an index of years names rows; names that repeat do not, and rows are then known by their place", () => {
    const years = (rows: Json[][]) => ({ by_year: table(["year", "value"], rows, { index: ["year"] }) });
    expect(
      told(
        years([
          [2024, 1],
          [2025, 2],
        ]),
        years([
          [2025, 4],
          [2026, 8],
        ]),
      ).map(([path]) => path),
    ).toEqual(["by_year[year=2025].value", "by_year[year=2024].value", "by_year[year=2026].value"]);
    const twice = (value: number) =>
      table(
        ["name", "value"],
        [
          ["a", 1],
          ["a", value],
        ],
      );
    expect(told(twice(2), twice(3))).toEqual([["[1].value", 2, 3, 1, "changed"]]);
  });

  test("a table that answered with its first rows tells that there are more or fewer", () => {
    expect(told(table(["v"], [[1]], { rowsTotal: 900 }), table(["v"], [[1]], { rowsTotal: 1000 }))).toEqual([
      ["rows", 900, 1000, 100, "changed"],
    ]);
  });

  test("keys that look like paths are never taken for one", () => {
    expect(told({ a: { b: 1 }, "a.b": 2 }, { a: { b: 1 }, "a.b": 3 })).toEqual([['["a.b"]', 2, 3, 1, "changed"]]);
    const dict = (value: number) => ({
      type: "dict",
      entries: [
        ["2021", value],
        ["2020", 1],
      ],
    });
    expect(told(dict(1), dict(2))).toEqual([["2021", 1, 2, 1, "changed"]]);
  });
});

test("equal results differ in nothing, and what differs one way differs the other way, with the sign turned", () => {
  const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(changesBetween(a, a)).toEqual([]);
      const [there, back] = [changesBetween(a, b), changesBetween(b, a)];
      expect(back.length).toBe(there.length);
      const turned = new Map(back.map((one) => [one.path, one]));
      for (const { path, before, after, change, kind } of there) {
        const mirror = { changed: "changed", added: "removed", removed: "added" }[kind];
        expect(turned.get(path)).toEqual({
          path,
          before: after,
          after: before,
          change: change === null ? null : 0 - change,
          kind: mirror,
        });
      }
      if (JSON.stringify(a) !== JSON.stringify(b) && typeof a !== "object" && typeof b !== "object")
        expect(there).toHaveLength(1);
    }),
    { numRuns: 2000 },
  );
});

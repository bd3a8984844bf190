import { expect, test } from "vitest";
import { draw } from "../tests/charts.ts";
import { countedTime } from "./counted-time.ts";
import { frameOf } from "./frame.ts";

const many = <T>(count: number, of: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => of(index));
const records = (name: string, counts: readonly unknown[], rest: object = {}) =>
  counts.map((count, at) => ({ [name]: count, v: (at * 7) % 5, ...rest }));
const table = (name: string, counts: readonly number[]) => ({
  type: "table" as const,
  columns: [
    { name, dtype: "int32" },
    { name: "v", dtype: "float64" },
  ],
  rows: counts.map((count, at) => [count, (at * 7) % 5]),
  index: [],
  rowsTotal: counts.length,
});
const from = (first: number, count: number) => many(count, (at) => first + at);

test.each([
  ["year", [2019, 2020, 2024]],
  ["releaseYear", [2019, 2020]],
  ["Order month", [3, 1, 2]],
  ["quarter", [1, 2, 3, 4]],
  ["Monat", [10, 11, 12]],
  ["semaine", [51, 52]],
  ["day", [0, 6, 5]],
  ["hour_of_day", [22, 23]],
  ["Año", [1999, 2001]],
])("a first column %s of whole numbers labels the rows, in records and in a table", (name, counts) => {
  for (const data of [records(name, counts), table(name, counts)]) {
    expect(countedTime(frameOf(data))).toEqual({ at: 0, guessed: false });
    for (const template of ["bar", "line", "area"]) {
      const { panels, warnings } = draw(template, data);
      expect(panels[0]?.labels).toEqual(counts.map(String));
      expect(panels[0]?.series.map((one) => one.name)).toEqual(["v"]);
      expect(warnings.map(({ code }) => code)).not.toContain("LABELS_GUESSED");
    }
  }
});

test.each([
  ["y", from(1990, 12)],
  ["t", [1950, 1960, 1970]],
  ["m", from(1, 12)],
  ["q", from(1, 4)],
  ["w", from(1, 52)],
  ["d", from(1, 31)],
  ["h", from(0, 24)],
])("one that no name tells, but its numbers, does so too, and that is said (%s)", (name, counts) => {
  expect(countedTime(frameOf(records(name, counts)))).toEqual({ at: 0, guessed: true });
  const { panels, warnings } = draw("line", table(name, counts));
  expect(panels[0]?.series.map((one) => one.name)).toEqual(["v"]);
  expect(warnings.find(({ code }) => code === "LABELS_GUESSED")?.message).toContain(`"${name}"`);
});

test("shares, heat maps and the chart of the server's own choice read it as labels, a scatter as its axis", () => {
  const data = records("month", [1, 2, 3]);
  expect(draw("pie", data).panels[0]?.labels.toSorted()).toEqual(["1", "2", "3"]);
  expect(draw("auto", data).warnings[0]?.message).toBe('Drawn as "bar": it has values per label');
  expect(draw("auto", records("year", from(1990, 20))).warnings[0]?.message).toBe('Drawn as "bar": it has values per label');
  expect(JSON.stringify(draw("heatmap", records("hour", [1, 2, 3], { w: 2 })).panels[0])).not.toContain('"hour"');
  const { panels } = draw("scatter", records("year", from(1990, 20)));
  expect(JSON.stringify(panels[0])).toContain("1990");
});

test.each([
  ["a measure of whole numbers", records("cost", [5, 3, 9])],
  ["numbers that come twice", records("year", [2019, 2019, 2020])],
  ["an hour of no day", records("hour", [20, 25])],
  ["a number with a point", records("year", [2019.5, 2020])],
  ["a gap", records("year", [2019, null, 2020])],
  ["days, which are a duration", records("days", [3, 5, 9])],
  ["a price near two thousand", records("price", [1900, 1950, 2049])],
  ["one row", records("year", [2019])],
  ["nothing else to draw", [{ year: 2019 }, { year: 2020 }]],
  ["a column that is not the first", [1, 2].map((month) => ({ v: 3, month }))],
])("%s is no label", (_, data) => {
  expect(countedTime(frameOf(data))).toBeNull();
});

test("a row that names its columns is read as it says", () => {
  const rows = records("year", [2019, 2020]);
  expect(draw("bar", { rows, encoding: { x: "v", y: "year" } }).panels[0]?.series[0]?.values).toEqual([2019, 2020]);
});

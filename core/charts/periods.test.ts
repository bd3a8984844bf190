import { expect, test } from "vitest";
import { periodsIn } from "./periods.ts";

const days = (labels: readonly string[], locale?: string) =>
  periodsIn(labels, locale)?.at.map((at) => new Date(at).toISOString().slice(0, 10));

test.each([
  [["2026-01", "2026-03"], "month", ["2026-01-01", "2026-03-01"]],
  [["2020-01-31", "2020-02-29"], "month", ["2020-01-01", "2020-02-01"]],
  [["2019-12-31", "2020-12-31"], "year", ["2019-01-01", "2020-01-01"]],
  [["2019-01-01", "2021-01-01"], "year", ["2019-01-01", "2021-01-01"]],
  [["2005-01-12", "2007-02-03"], "day", ["2005-01-12", "2007-02-03"]],
  [["Jan 1 2000", "Feb 1, 2000"], "month", ["2000-01-01", "2000-02-01"]],
  [["3 Jan 2000", "17 Feb 2000"], "day", ["2000-01-03", "2000-02-17"]],
  [["2000-01-01T08:00:00.000Z", "2000-02-01T08:00:00.000Z"], "month", ["2000-01-01", "2000-02-01"]],
  [["2015/01/02", "2015/01/05"], "day", ["2015-01-02", "2015-01-05"]],
  [["1999", "2000"], "year", ["1999-01-01", "2000-01-01"]],
  [["2024-Q1", "2024-Q3"], "quarter", ["2024-01-01", "2024-07-01"]],
  [["Q4 2023", "Q1 2024"], "quarter", ["2023-10-01", "2024-01-01"]],
  [["Q1/24", "Q2/24"], "quarter", ["2024-01-01", "2024-04-01"]],
  [["1Q24", "2Q24"], "quarter", ["2024-01-01", "2024-04-01"]],
  [["FY24 Q2", "FY24 Q3"], "quarter", ["2024-04-01", "2024-07-01"]],
  [["FY2024", "FY25"], "year", ["2024-01-01", "2025-01-01"]],
  [["H1 2024", "H2 2024"], "half", ["2024-01-01", "2024-07-01"]],
  [["2025-W03", "2025-W01"], "week", ["2025-01-13", "2024-12-30"]],
  [["KW 3 2025", "KW 4 2025"], "week", ["2025-01-13", "2025-01-20"]],
  [["Jan 2024", "March 2024", "Apr-25"], "month", ["2024-01-01", "2024-03-01", "2025-04-01"]],
])("%o are %ss", (labels, unit, starts) => {
  expect(periodsIn(labels)?.unit).toBe(unit);
  expect(days(labels)).toEqual(starts);
});

test.each([
  [
    ["Sprint 9", "Sprint 10"],
    [9, 10],
  ],
  [
    ["Week 7", "Week 8"],
    [7, 8],
  ],
  [
    ["Mar", "Jan"],
    [2, 0],
  ],
  [
    ["Nov", "Dec", "Jan"],
    [10, 11, 12],
  ],
  [
    ["Q3", "Q4", "Q1"],
    [2, 3, 4],
  ],
])("%o have an order and no date", (labels, at) => {
  expect(periodsIn(labels)).toMatchObject({ unit: "counted", at, dated: false });
});

test("months are known by their names in the chart's language", () => {
  expect(periodsIn(["Januar", "März", "Mai"], "de")?.at).toEqual([0, 2, 4]);
  expect(days(["janv. 2024", "févr. 2024"], "fr")).toEqual(["2024-01-01", "2024-02-01"]);
});

test.each([
  [["Store 3", "Store 12"]],
  [["C0", "C39"]],
  [["10–20", "20–30"]],
  [["A-2024", "B-2024"]],
  [["2026-02-31", "2026-03-01"]],
  [["2024-01", "Total"]],
  [["2024", "Q1 2024"]],
  [["1200", "1300"]],
  [[]],
])("%o are names", (labels) => {
  expect(periodsIn(labels)).toBeNull();
});

test("a time with an offset is what it is in UTC", () => {
  expect(periodsIn(["2026-01-01T00:30:00+02:00", "2026-01-01T10:00"])?.at).toEqual([
    Date.UTC(2025, 11, 31, 22, 30),
    Date.UTC(2026, 0, 1, 10),
  ]);
});

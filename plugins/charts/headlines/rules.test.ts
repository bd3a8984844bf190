import { describe, expect, test } from "vitest";
import { points } from "./facts.ts";
import { against, exceeds, extremes, leader, overtook, trend } from "./rules.ts";

const write = (value: number) => `${value}`;
const row = (...values: (number | null)[]) => points(["Jan", "Feb", "Mar", "Apr"], values);

describe("trend", () => {
  test.each([
    ["rising", row(10, 20), "ROI rose from 10 to 20, Jan to Feb"],
    ["falling", row(20, 10), "ROI fell from 20 to 10, Jan to Feb"],
    ["flat", row(10, 10, 10), "ROI held at 10, Jan to Mar"],
    ["a change nobody sees", row(100, 101), "ROI held at 101, Jan to Feb"],
    ["back where it began after a swing", row(10, 50, 10), null],
    ["one point", row(10), null],
    ["nothing but gaps", row(null, null), null],
    ["a negative base", row(-20, -5), "ROI rose from -20 to -5, Jan to Feb"],
    ["all zero", row(0, 0), "ROI held at 0, Jan to Feb"],
    ["a gap at the end is not the last value", row(10, 20, null), "ROI rose from 10 to 20, Jan to Feb"],
  ])("says what is true of a row that is %s", (_, list, said) => {
    expect(trend("ROI", list, write)).toBe(said);
  });
});

describe("overtook", () => {
  const line = { value: 15, label: "hurdle" };
  test.each([
    ["crosses once", row(10, 13, 16, 20), "ROI passed the hurdle of 15 in Mar"],
    ["was always above", row(16, 17), null],
    ["never reaches it", row(1, 2), null],
    ["crosses and falls back", row(10, 20, 10), null],
    ["crosses twice", row(10, 20, 10, 20), null],
  ])("of a row that %s", (_, list, said) => {
    expect(overtook("ROI", list, line, write)).toBe(said);
  });
});

describe("leader", () => {
  const verb = { leads: "earns most", below: "has not paid back" };
  test.each([
    ["one below zero", row(5, 2, -1), "Jan earns most; Mar has not paid back"],
    ["none below zero", row(5, 2), "Jan earns most"],
    ["several below zero", row(5, -2, -1), "Jan earns most; 2 of 3 are below zero"],
    ["a tie on top", row(5, 5, 1), null],
    ["all below zero", row(-5, -2), null],
    ["one alone", row(5), null],
  ])("with %s", (_, list, said) => {
    expect(leader(list, verb)).toBe(said);
  });
});

describe("exceeds", () => {
  const what = { more: "Benefits", less: "cost", each: "initiative" };
  test.each([
    ["every one", row(2, 3, 4), row(1, 1, 1), "Benefits exceed cost in every initiative"],
    ["all but one", row(2, 3, 0), row(1, 1, 1), "Benefits exceed cost in every initiative but Mar"],
    ["equal is not exceeding", row(2, 3, 1), row(1, 1, 1), "Benefits exceed cost in every initiative but Mar"],
    ["none", row(0, 0), row(1, 1), null],
    ["half", row(2, 0), row(1, 1), "Benefits exceed cost in 1 of 2 initiatives"],
    ["rows that do not match", row(2), row(1, 1), null],
  ])("in %s", (_, upper, lower, said) => {
    expect(exceeds(what, upper, lower)).toBe(said);
  });
});

test("extremes are named only where each is the only one", () => {
  expect(extremes(row(1, 5, 3), write)).toBe("Feb is highest at 5, Jan lowest at 1");
  expect(extremes(row(1, 5, 5), write)).toBeNull();
  expect(extremes(row(4), write)).toBeNull();
});

test("a target that is met exactly is on target, not above it", () => {
  expect(against("Progress", 80, 80, write)).toContain("on target");
  expect(against("Progress", 81, 80, write)).toContain("above");
  expect(against("Progress", 79, 80, write)).toContain("below");
});

import { expect, test } from "vitest";
import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { build, context, find } from "../../../charts/tests/charts.ts";
import { categoriesOf } from "../native/categories.ts";
import { daySteps } from "./axes.ts";

test.each([
  ["ten years of months", 3653, ["1", "years"]],
  ["a hundred years", 36_525, ["9", "years"]],
  ["a year of days", 365, ["1", "months"]],
  ["thirty days", 30, ["3", "days"]],
  ["one day", 0, ["1", "days"]],
])("%s are written in steps of which at most a dozen fit", (_what, span, [every, unit]) => {
  expect(daySteps([0, span], 12).join("")).toBe(`<c:majorUnit val="${every}"/><c:majorTimeUnit val="${unit}"/>`);
});

const line = (labels: readonly string[]): PanelSpec =>
  build(find("line"), { labels, values: labels.map((_, at) => at) }, context).panels[0] as PanelSpec;
const months = (count: number) =>
  Array.from({ length: count }, (_, at) => `${2000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`);

test("a few dates stand in words, many as days, over years in years", () => {
  expect(categoriesOf(line(months(12)))?.categories).toHaveProperty("texts");
  expect(categoriesOf(line(months(30)))?.categories).toMatchObject({ code: "mmm yyyy" });
  const many = categoriesOf(line(months(120)));
  expect(many?.categories).toMatchObject({ code: "yyyy" });
  expect(many?.rows).toHaveLength(120);
});

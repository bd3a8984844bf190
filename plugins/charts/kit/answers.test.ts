import { expect, test } from "vitest";
import { draw, find } from "../tests/charts.ts";

const sensitivity = {
  base: 119,
  table: [
    { assumption: "price", low: 8, base: 10, high: 11, at_low: -105, at_high: 231, swing: 336 },
    { assumption: "units", low: 40, base: 45, high: 48, at_low: -5, at_high: 194, swing: 199 },
  ],
};
const pareto = {
  table: [
    { label: "a", value: 80, share: 0.8, cumulative: 0.8 },
    { label: "b", value: 20, share: 0.2, cumulative: 1 },
  ],
  vital: ["a"],
  ...{ vital_share: 0.8, vital_of: 0.5, total: 100, missing: 0 },
};
const forecast = {
  ...{ method: "ets", form: { trend: "damped", season: "none" }, period: 12, level: 0.57 },
  ...{ values: [4, 5], low: [3, 3.5], high: [5, 6.5], labels: ["2025-03-01", "2025-04-01"] },
  history: { labels: ["2025-01-01", "2025-02-01"], values: [2, 3] },
  backtest: { origins: 12, horizon: 3, mae: 1 },
};

test.each([
  ["tornado", sensitivity, { labels: ["price", "units"], low: [-105, -5], high: [231, 194], base: 119 }],
  ["pareto", pareto, { labels: ["a", "b"], values: [80, 20] }],
  [
    "fan",
    forecast,
    {
      labels: ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"],
      actual: [2, 3, null, null],
      forecast: [null, 3, 4, 5],
      intervals: [{ level: 57, low: [null, 3, 3, 3.5], high: [null, 3, 5, 6.5] }],
    },
  ],
])("what the library answers is drawn as %s as it is, and as its own fields would be", (template, answer, fields) => {
  const [of, plain] = [draw(template, answer), draw(template, fields)];
  expect(of).toEqual(plain);
  expect(of.warnings.map(({ code }) => code)).not.toContain("UNKNOWN_FIELD");
  const [chosen] = draw("auto", answer).warnings;
  expect(chosen?.message).toContain(`Drawn as "${template}"`);
  const named = draw(template, { ...answer, name: "Net present value", unit: "EUR" });
  expect(JSON.stringify(named)).toContain("Net present value");
  expect(draw(template, { ...answer, colour: "red" }).warnings.map(({ code }) => code)).toContain("UNKNOWN_FIELD");
});

test.each([
  ["tornado", { ...sensitivity, base: "much" }],
  ["tornado", { ...sensitivity, table: [{ assumption: "price" }] }],
  ["tornado", { ...sensitivity, table: [] }],
  ["pareto", { ...pareto, table: [1] }],
  ["fan", { ...forecast, history: null }],
  ["fan", { ...forecast, low: null }],
])("half of an answer is refused with its place, as other data is (%s)", (template, answer) => {
  const parsed = find(template).input.safeParse(answer);
  expect(parsed.success).toBe(false);
});

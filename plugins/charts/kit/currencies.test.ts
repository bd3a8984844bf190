import { expect, test } from "vitest";
import { draw } from "../tests/charts.ts";

const rows = (...currencies: string[]) =>
  currencies.map((currency, at) => ({ team: `Team ${"abc"[at]}`, cost: 100 + at, currency }));
const codes = (data: object) =>
  draw("bar", data)
    .warnings.filter(({ code }) => /CURRENC/.test(code))
    .map(({ code, message }) => `${code}: ${message}`);

test.each([
  [
    { rows: rows("EUR", "EUR"), encoding: { x: "team", y: "cost" }, unit: "USD" },
    ["CURRENCY_CONFLICT: drawn as USD, and the data says EUR"],
  ],
  [
    { rows: rows("EUR", "USD"), encoding: { x: "team", y: "cost" } },
    ["MIXED_CURRENCIES: the data holds EUR, USD, drawn as one amount"],
  ],
  [{ rows: rows("EUR", "EUR"), encoding: { x: "team", y: "cost" }, unit: "EUR" }, []],
  [{ rows: rows("EUR", "USD"), encoding: { x: "team", y: "cost", series: "currency" } }, []],
  [
    { labels: ["a", "b"], series: [{ name: "Cost (£)", values: [1, 2] }], currency: "EUR" },
    ["CURRENCY_CONFLICT: drawn as EUR, and the data says £"],
  ],
  [{ labels: ["a", "b"], series: [{ name: "Cost ($)", values: [1, 2] }], currency: "CAD" }, []],
  [{ labels: ["a", "b"], series: [{ name: "revenue_eur", values: [1, 2] }], unit: "EUR" }, []],
  [{ labels: ["a", "b"], series: [{ name: "IBM", values: [1, 2] }], unit: "USD" }, []],
])("%o: %o", (data, said) => {
  expect(codes(data)).toEqual(said);
});

test("what contradicts the amounts stands in the picture", () => {
  const spec = draw("bar", { rows: rows("EUR", "USD"), encoding: { x: "team", y: "cost" } });
  expect(spec.panels[0]?.note).toBe("The data holds EUR, USD, drawn as one amount");
});

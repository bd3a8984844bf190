import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { chartsPage, chartsPagePath } from "../../scripts/docs-charts.ts";

test("docs/charts.md says what the templates take", () => {
  expect(readFileSync(chartsPagePath, "utf8"), "run: node scripts/docs-charts.ts").toBe(chartsPage());
});

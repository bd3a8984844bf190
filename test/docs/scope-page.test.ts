import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scopePage, scopePagePath } from "../../scripts/docs-scope.ts";

test("docs/scope.md says what the scope validator's rules say", () => {
  expect(readFileSync(scopePagePath, "utf8"), "run: node scripts/docs-scope.ts").toBe(scopePage());
});

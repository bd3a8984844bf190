import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { capabilities } from "../../plugins/strategic/capabilities.ts";
import { strategicPage } from "../../scripts/docs-strategic.ts";

const page = readFileSync(new URL("../../docs/strategic.md", import.meta.url), "utf8");

test("docs/strategic.md is what the docstrings of the library say", () => {
  expect(page).toBe(strategicPage());
});

test("it has every function that a capability names", () => {
  const names = capabilities.flatMap(({ functions }) => functions.flatMap((named) => named.split(".")[1] ?? []));
  expect(names.length).toBeGreaterThan(30);
  for (const name of names) expect(page).toContain(`### \`${name}(`);
});

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const stories = readdirSync(join(root, "examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(root, "examples", entry.name)).includes("story.ts"))
  .map(({ name }) => name);

test("the README names every story", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  expect(stories).toHaveLength(5);
  for (const name of stories) expect(readme).toContain(name);
});

test.each(stories)("%s finds its numbers in its tables, and leaves a deck and a page", (name) => {
  const said = execFileSync(process.execPath, [join(root, "examples", "story.ts"), name], { encoding: "utf8" });
  const files = said.split("\n").filter((line) => line.includes(join("out", "stories")));
  expect(files.map((path) => path.slice(path.lastIndexOf(".")))).toEqual([".pptx", ".html"]);
  const [deck, page] = files.map((path) => readFileSync(path));
  expect(deck?.subarray(0, 2).toString()).toBe("PK");
  expect(page?.toString()).toContain('class="dashboard"');
});

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

/** What npm would publish, unpacked where a user's installation lies, with its dependencies beside it: nothing of this tree is near. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const user = mkdtempSync(join(tmpdir(), "packed-"));
const installed = join(user, "node_modules", "strategic-python");
afterAll(() => rmSync(user, { recursive: true, force: true }));

beforeAll(() => {
  // `--ignore-scripts`: other tests use `dist/` meanwhile, which `npm test` has built.
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", user], { cwd: root });
  const tarball = readdirSync(user).find((name) => name.endsWith(".tgz")) as string;
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(user, tarball), "-C", installed, "--strip-components=1"]);
  const { dependencies } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as { dependencies: object };
  for (const name of Object.keys(dependencies)) {
    const link = join(user, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link);
  }
  writeFileSync(join(user, "package.json"), '{"type":"module"}');
});

function program(source: string): string {
  const path = join(user, "program.ts");
  writeFileSync(path, source);
  return execFileSync(process.execPath, ["--no-warnings", path], { cwd: user, encoding: "utf8" });
}

test("the README's program runs", () => {
  const [block] = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, "README.md"), "utf8"))?.slice(1) ?? [];
  expect(program(block as string)).toMatch(/^ok [\d.]+ /);
});

test("it analyses a table and draws it, as a picture and as a page with its script", () => {
  const answer = JSON.parse(
    program(`
import { createApp } from "strategic-python";
import { auditSqlite } from "strategic-python/plugins/audit-sqlite";
import { charts } from "strategic-python/plugins/charts";
import { personas } from "strategic-python/plugins/personas";
import { sandboxPyodide } from "strategic-python/plugins/sandbox-pyodide";
import { scopePython } from "strategic-python/plugins/scope-python";
await using app = await createApp([personas(), charts(), scopePython(), sandboxPyodide(), auditSqlite({ path: "audit.sqlite" })]);
const code = 'pd.DataFrame({"team": ["a", "b", "a"], "cost": [1, 2, 3]}).groupby("team", as_index=False).cost.sum()';
const { status, result } = await app.analyze({ persona: "alvaro", capability: "strategic_data_analysis", code });
const { ok, png, html, error } = await app.render({ template: "bar", data: result, formats: ["png", "html"] });
console.log(JSON.stringify({ status, ok, error, png: png?.length, script: html?.match(/<script>/g)?.length, html: html?.length }));
`),
  );
  expect(answer).toMatchObject({ status: "ok", ok: true, script: 1 });
  expect(answer.png).toBeGreaterThan(10_000);
  expect(answer.html).toBeGreaterThan(300_000);
});

test("nothing is in it that only tests read", () => {
  const names = readdirSync(installed, { recursive: true, encoding: "utf8" });
  expect(names.filter((name) => /\.test\.|(^|\/)tests?\/|_rules\.py$|__pycache__|(^|\/)\.\w+ignore$/.test(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(300);
});

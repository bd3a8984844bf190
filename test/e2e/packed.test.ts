import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
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
import { strategic } from "strategic-python/plugins/strategic";
await using app = await createApp([personas(), charts(), strategic(), scopePython(), sandboxPyodide(), auditSqlite({ path: "audit.sqlite" })]);
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

test("its server has the view that a chat shows", () => {
  const hello = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "t", version: "1" } };
  const asked = [
    { id: 1, method: "initialize", params: hello },
    { method: "notifications/initialized" },
    { id: 2, method: "resources/read", params: { uri: "ui://strategic/view" } },
  ];
  const { stdout } = spawnSync(process.execPath, [join(installed, "bin", "strategic-python.js"), "serve"], {
    cwd: user,
    encoding: "utf8",
    input: asked.map((one) => `${JSON.stringify({ jsonrpc: "2.0", ...one })}\n`).join(""),
    env: { ...process.env, STRATEGIC_PYTHON_AUDIT: join(user, "view.sqlite") },
  });
  const answers = stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const [{ mimeType, text }] = answers.find(({ id }) => id === 2).result.contents;
  expect(mimeType).toBe("text/html;profile=mcp-app");
  expect(text).toMatch(/<main id="view" data-version="\d+\.\d+\.\d+/);
  expect(text.length).toBeGreaterThan(400_000);
});

/** Its command line, as it lies there. */
const command = (...args: string[]) =>
  spawnSync(process.execPath, [join(installed, "bin", "strategic-python.js"), ...args], { cwd: user, encoding: "utf8" });

test("its demo shows tools, a table, a number that was checked, a chart and a chain that holds, and ends with what to do next", () => {
  const { status, stdout, stderr } = command("demo");
  expect([status, stdout], stderr).toEqual([0, expect.stringContaining("with 11 tools:\n  run_analysis, ")]);
  expect(stdout).toContain("North   1552946  1097155  455791          29.4\n");
  expect(stdout).toContain("Checked: the margins of 3 regions are those of the file");
  expect(stdout).toMatch(/Audit: \d records, chain verified/);
  expect(stdout).toContain("strategic-python install --client");
  const [, picture, page] = /Picture: (.+)\nPage: +(.+)\n/.exec(stdout) as RegExpExecArray;
  expect(dirname(picture as string)).toBe(join(user, "strategic-python-demo"));
  expect(
    readFileSync(picture as string)
      .subarray(1, 4)
      .toString(),
  ).toBe("PNG");
  expect(readFileSync(page as string, "utf8")).toContain("<!doctype html>");
});

test("what it writes into a client's configuration starts it where it lies", () => {
  const config = join(user, "mcp.json");
  expect(command("install", "--client", "cursor", "--config", config, "--workspace", user).status).toBe(0);
  const { mcpServers } = JSON.parse(readFileSync(config, "utf8")) as { mcpServers: Record<string, object> };
  const launcher = join(realpathSync(installed), "bin", "strategic-python.js");
  expect(mcpServers["strategic-python"]).toEqual({ command: process.execPath, args: [launcher, "serve", "--workspace", user] });
});

test("every entry that it names is there with its types, and its programs name what other people wrote of them", () => {
  const { exports } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as { exports: Record<string, string> };
  const entries = Object.keys(exports).map((name) => `strategic-python${name.slice(1)}`);
  const found = program(`
for (const name of ${JSON.stringify(entries)}) console.log(name, Object.keys(await import(name)).length > 0);`);
  expect(found.trim().split("\n")).toEqual(entries.map((name) => `${name} true`));
  for (const path of Object.values(exports)) expect(existsSync(join(installed, path.replace(/js$/, "d.ts")))).toBe(true);
  const notices = readFileSync(join(installed, "dist", "THIRD-PARTY.md"), "utf8");
  for (const name of ["@modelcontextprotocol/server", "chart.js", "piscina", "zod"]) expect(notices).toContain(`## ${name} `);
  expect(notices).toContain("Permission is hereby granted");
});

test("a plugin of somebody else's meets the classes of the server that loads it", () => {
  writeFileSync(
    join(user, "own.js"),
    `
import { StrategicError } from "strategic-python";
async function sandbox(judge) {
  const thrown = await judge.check("1", { imports: null }, async () => "no answer").catch((error) => error);
  throw new StrategicError("INVALID_INPUT", \`\${thrown.code}, of the same class: \${thrown instanceof StrategicError}\`);
}
export const own = () => ({ name: "own", adapters: { sandbox } });
`,
  );
  const args = ["run", "--plugin", "./own.js", "--persona", "diego", "--capability", "roi_calculations", "--code", "1"];
  const { status, stderr } = spawnSync(process.execPath, [join(installed, "bin", "strategic-python.js"), ...args], {
    cwd: user,
    encoding: "utf8",
    env: { ...process.env, STRATEGIC_PYTHON_AUDIT: join(user, "own.sqlite") },
  });
  expect([stderr, status]).toEqual(["INVALID_INPUT: SANDBOX_CRASHED, of the same class: true\n", 3]);
});

test("the framework alone loads no chart, no canvas, no protocol and no telemetry SDK", () => {
  const loaded = program(`
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
const files = [];
registerHooks({ load: (url, context, next) => (files.push(url), next(url, context)) });
await import("strategic-python");
// A program says above each part of it which file that was.
for (const url of files.filter((url) => url.startsWith("file:")))
  console.log(url, ...(readFileSync(new URL(url), "utf8").match(/^\\/\\/ [\\w./@-]+$/gm) ?? []));`);
  expect(loaded).toContain("// core/app.ts");
  expect(loaded).not.toMatch(/plugins\/|presets\/|chart\.js|canvas|@modelcontextprotocol|@opentelemetry\/(sdk|exporter)/);
});

test("nothing is in it that only tests read", () => {
  const names = readdirSync(installed, { recursive: true, encoding: "utf8" });
  expect(names.filter((name) => /\.test\.|(^|\/)tests?\/|_rules\.py$|__pycache__|(^|\/)\.\w+ignore$/.test(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(300);
});

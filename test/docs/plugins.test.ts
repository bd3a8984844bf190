import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(join(root, "docs", "plugins.md"), "utf8");
const programs = [...page.matchAll(/```ts ([\w-]+)\n([\s\S]*?)```/g)].map(([, name, text]) => [name, text] as [string, string]);

/** Inside this package, so that its name leads to `dist/` as it does in a package that depends on it. */
const folder = join(root, "out", "docs-plugins");
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));
for (const [name, text] of programs) writeFileSync(join(folder, `${name}.ts`), text);
writeFileSync(
  join(folder, "tsconfig.json"),
  JSON.stringify({ extends: "../../tsconfig.json", compilerOptions: { skipLibCheck: false }, include: ["*.ts"] }),
);
const env = { ...process.env, STRATEGIC_PYTHON_AUDIT: join(folder, "audit.sqlite") };

test("the page holds a persona with a chart, a kind of work, a kind of file, a port and an embedding, each a whole program of sixty lines or so", () => {
  expect(programs.map(([name]) => name)).toEqual(["people", "metrics", "formats", "audit-memory", "agent"]);
  for (const [name, text] of programs) expect(text.split("\n").length, name).toBeLessThanOrEqual(70);
});

test("they compile as they stand, against the published types and with theirs checked too", async () => {
  const { stdout } = await execute(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], {
    cwd: root,
  }).catch((error: { stdout: string }) => error);
  expect(stdout).toBe("");
});

test("the agent runs: the number in its chart is the one that was computed", async () => {
  const { stdout } = await execute(process.execPath, ["--no-warnings", join(folder, "agent.ts")], { cwd: root, env });
  expect(stdout).toMatch(/^\{"months":\["Jan"\],"rate":\[3(\.0)?\]\} Attrition per month \d{4,} \d{5,}\n$/);
});

test("the command line draws the chart of a plugin that it is given as a file", async () => {
  const args = ["bin/strategic-python.js", "render", "attrition", "--sample", "--json", "--out", folder];
  const plugin = ["--plugin", join(folder, "people.ts")];
  const { stdout } = await execute(process.execPath, [...args, ...plugin], { cwd: root, env });
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true,
    template: "attrition",
    title: "Attrition fell from 1.2% to 0.9%, Jan to Feb",
    noData: [],
  });
});

test("the command line reads the kind of file that a plugin brings, and tells what its Python says of one that is none", async () => {
  const asked = [
    "--persona",
    "alvaro",
    "--capability",
    "strategic_data_analysis",
    "--json",
    "--plugin",
    join(folder, "formats.ts"),
  ];
  const read = async (text: string) => {
    writeFileSync(join(folder, "june.ledger"), text);
    const args = [
      "bin/strategic-python.js",
      "run",
      ...asked,
      "--data",
      join(folder, "june.ledger"),
      "--code",
      "len(datasets['june'])",
    ];
    const { stdout } = await execute(process.execPath, args, { cwd: root, env }).catch((error: { stdout: string }) => error);
    return JSON.parse(stdout) as unknown;
  };
  const notes = [{ column: "amount", kind: "text-not-number", fix: "table['amount'] = pd.to_numeric(table['amount'])" }];
  expect(await read("ACME\nrent=1200\nfood=80\n")).toMatchObject({ status: "ok", result: 2, datasets: [{ rows: 2, notes }] });
  const message = "dataset 'june' can't be read: it does not begin with ACME; export it again";
  expect(await read("rent=1200\n")).toMatchObject({ status: "guest-error", error: { message } });
});

test("the command line runs the kind of work that a plugin brings, with its Python", async () => {
  const asked = ["--persona", "diego", "--capability", "acme_delivery", "--code", "acme.throughput(30, 4)"];
  const args = ["bin/strategic-python.js", "run", "--plugin", join(folder, "metrics.ts"), ...asked, "--json"];
  const { stdout } = await execute(process.execPath, args, { cwd: root, env });
  expect(JSON.parse(stdout)).toMatchObject({ status: "ok", result: 7.5 });
});

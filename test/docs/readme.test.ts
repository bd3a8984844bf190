import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text]) => ({ language, text: text as string }));
const scratch = join(root, "out", "readme");
mkdirSync(scratch, { recursive: true });
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const env = { ...process.env, STRATEGIC_PYTHON_AUDIT: join(scratch, "audit.sqlite") };

describe("every block of the README", () => {
  const commands = blocks.filter(({ language }) => language === "sh").flatMap(({ text }) => text.trim().split("\n"));

  test.each(commands.filter((line) => line.startsWith("node ")))("runs: %s", async (line) => {
    const { stdout } = await execute("bash", ["-c", line.replace(/^node/, `"${process.execPath}"`)], { cwd: root, env });
    expect(stdout).not.toBe("");
  });

  test("names npm scripts that exist", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
    for (const [, name] of readme.matchAll(/npm run ([\w-]+)/g)) expect(scripts).toHaveProperty(name as string);
    for (const command of ["demo", "test"].map((name) => new RegExp(`^npm ci && npm (run )?${name}\\b`)))
      expect(
        commands.some((line) => command.test(line)),
        String(command),
      ).toBe(true);
  });

  test("of TypeScript runs as it stands, against the built package", async () => {
    for (const { text } of blocks.filter(({ language }) => language === "ts")) {
      const file = join(scratch, "block.ts");
      writeFileSync(file, text);
      const { stdout } = await execute(process.execPath, ["--no-warnings", file], { cwd: root, env });
      expect(stdout).toMatch(/^ok 3065\.22\d+ 🔧 Accessing MCP Server/);
    }
  });

  test("of JSON parses", () => {
    for (const { text } of blocks.filter(({ language }) => language === "json"))
      expect(JSON.parse(text)).toHaveProperty("mcpServers");
  });

  test("of output shows what the demo prints, line for line but for its figures", async () => {
    const shown =
      blocks
        .find(({ language }) => language === "text")
        ?.text.trim()
        .split("\n") ?? [];
    const { stdout } = await execute(process.execPath, ["examples/demo/demo.ts"], { cwd: root, env });
    const shape = (lines: readonly string[]) =>
      lines.map((line) =>
        line
          .replace(/: \d+ ms$/, ": … ms")
          .replace(/\S*out\/(\w+)-\S+\.(png|html)/, "out/$1.$2")
          .trimEnd(),
      );
    expect(shape(stdout.trim().split("\n"))).toEqual(shape(shown));
  });

  test("links to files that are there", () => {
    for (const [, path] of readme.matchAll(/\]\(((?!http)[^)#]+)\)/g))
      expect(existsSync(join(root, path as string)), path).toBe(true);
  });
});

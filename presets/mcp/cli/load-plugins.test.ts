import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { loadPlugins } from "./load-plugins.ts";

const folder = mkdtempSync(join(tmpdir(), "strategic-python-plugins-"));
afterAll(() => rmSync(folder, { recursive: true }));
vi.spyOn(process, "cwd").mockReturnValue(folder);

function file(path: string, text: string): string {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
}

const factory = (name: string) => `export const ${name} = () => ({ name: "${name}" });\n`;
const manifest = (name: string, exports: unknown) => JSON.stringify({ name, version: "1.0.0", type: "module", exports });

test.each([
  ["by a path", { ".": "./index.js" }],
  ["as text", "./index.js"],
  ["for import alone", { ".": { import: "./index.js" } }],
  ["for import alone, with types", { ".": { import: { types: "./index.d.ts", default: "./index.js" } } }],
])("a package of the working folder whose entry is named %s is found", async (how, exports) => {
  const name = `plugin-${how.replaceAll(/\W/g, "-")}`;
  file(`node_modules/${name}/package.json`, manifest(name, exports));
  file(`node_modules/${name}/index.js`, factory("people"));
  expect(await loadPlugins([name])).toEqual([{ name: "people" }]);
});

test("a file is loaded by its path, and of several functions the one that is named", async () => {
  const one = file("one.mjs", `export const version = 1;\n${factory("one")}`);
  const two = file("two.mjs", factory("first") + factory("second"));
  expect(await loadPlugins([one, `${two}#second`])).toEqual([{ name: "one" }, { name: "second" }]);
  await expect(loadPlugins([two])).rejects.toThrow(`${two} exports first, second: name one of them, such as ${two}#first`);
  await expect(loadPlugins([`${two}#third`])).rejects.toThrow("exports first, second");
});

test("a package or a file that is not there, a file without a factory and a factory without a plugin are told as that", async () => {
  await expect(loadPlugins(["no-such-plugin"])).rejects.toThrow(`no package that ${folder} has`);
  await expect(loadPlugins(["./no-such-file.mjs"])).rejects.toThrow("there is no file");
  await expect(loadPlugins([file("none.mjs", "export const a = 1;")])).rejects.toThrow("exports no function");
  await expect(loadPlugins([file("null.mjs", "export const a = () => null;")])).rejects.toThrow("made no plugin");
});

import { existsSync, readFileSync } from "node:fs";
import { createRequire, findPackageJSON } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "../../../core/index.ts";
import { UsageError } from "./arguments.ts";

export const pluginFlag = {
  value: "NAME",
  multiple: true,
  help: "a plugin of yours, a package or a file; NAME#factory where it exports several functions",
} as const;

/** What `--plugin` names, made without options. Packages are looked for from the working folder. It is the operator's own code. */
export const loadPlugins = (names: readonly string[]): Promise<Plugin[]> => Promise.all(names.map(loadPlugin));

async function loadPlugin(given: string): Promise<Plugin> {
  const [name = "", wanted] = given.split("#");
  const exported = (await import(pathToFileURL(fileOf(name)).href)) as Record<string, unknown>;
  const factories = Object.keys(exported).filter((key) => typeof exported[key] === "function");
  const [only] = wanted === undefined && factories.length === 1 ? factories : [wanted];
  const factory = only === undefined ? undefined : exported[only];
  if (typeof factory !== "function")
    throw new UsageError(
      factories.length === 0
        ? `--plugin ${name} exports no function that makes a plugin`
        : `--plugin ${name} exports ${factories.join(", ")}: name one of them, such as ${name}#${factories[0]}`,
    );
  const plugin = (await factory()) as Plugin | undefined;
  if (typeof plugin?.name !== "string") throw new UsageError(`--plugin ${given} made no plugin: it has no name`);
  return plugin;
}

function fileOf(name: string): string {
  const base = join(process.cwd(), "package.json");
  if (/^[./]|^[A-Za-z]:/.test(name)) {
    const file = resolve(name);
    if (existsSync(file)) return file;
    throw new UsageError(`--plugin ${name}: there is no file ${file}`);
  }
  try {
    return createRequire(base).resolve(name);
  } catch (error) {
    const found =
      (error as NodeJS.ErrnoException).code === "ERR_PACKAGE_PATH_NOT_EXPORTED" ? findPackageJSON(name, base) : undefined;
    const entry = found === undefined ? undefined : importEntry(found);
    if (found !== undefined && entry !== undefined) return join(dirname(found), entry);
    throw new UsageError(`--plugin ${name} is no package that ${process.cwd()} has: install it there, or give a path to a file`);
  }
}

/** Of a package that is for `import` only, which `require` does not find. */
function importEntry(manifest: string): string | undefined {
  const { exports } = JSON.parse(readFileSync(manifest, "utf8")) as { exports?: unknown };
  const at = (value: unknown, key: string): unknown => (value as Record<string, unknown> | undefined)?.[key];
  const main = at(exports, ".") ?? exports;
  const entry = at(main, "import") ?? at(main, "default") ?? main;
  const file = typeof entry === "string" ? entry : at(entry, "default");
  return typeof file === "string" ? file : undefined;
}

import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where packages and images are kept between starts. */
export function cacheFolder(): string {
  const { STRATEGIC_PYTHON_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (STRATEGIC_PYTHON_CACHE) return STRATEGIC_PYTHON_CACHE;
  return join(XDG_CACHE_HOME || LOCALAPPDATA || join(homedir(), ".cache"), "strategic-python");
}

export const pluginFolder = dirname(dirname(fileURLToPath(import.meta.url)));
export const pythonFolder = join(pluginFolder, "python");
/** Our own Python that only the science environment has. */
export const sciencePythonFolder = join(pluginFolder, "python-science");

export function pyodideFolder(): string {
  return dirname(fileURLToPath(import.meta.resolve("pyodide")));
}

export function pyodideVersion(): string {
  return (JSON.parse(readFileSync(join(pyodideFolder(), "package.json"), "utf8")) as { version: string }).version;
}

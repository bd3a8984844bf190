import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Installs what `scripts/NAME` locks into `out/NAME`, and returns its `node_modules`. By its own lock, whose hashes are checked:
 * nothing of it is a dependency of ours. Not by `npm ci`, which takes a lock for unfinished that lacks an optional package which
 * no registry has.
 */
export async function installApart(name: string): Promise<string> {
  const [wanted, installed] = [join(root, "scripts", name), join(root, "out", name)];
  const modules = join(installed, "node_modules");
  const lock = (folder: string) => readFileSync(join(folder, "package-lock.json"), "utf8");
  if (existsSync(modules) && existsSync(join(installed, "package-lock.json")) && lock(installed) === lock(wanted)) return modules;
  mkdirSync(installed, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) cpSync(join(wanted, file), join(installed, file));
  await promisify(execFile)("npm", ["install", "--no-save", "--ignore-scripts"], { cwd: installed });
  return modules;
}

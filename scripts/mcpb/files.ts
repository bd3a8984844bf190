import { cpSync, existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly libc?: readonly string[];
}

/** Types, maps and what only a package's own tests read: no program opens them. */
const UNUSED = /\.d\.[cm]?ts$|\.map$|(^|\/)(tests?|__tests__|examples?)\/|(^|\/)test\.[cm]?js$/;

/** These packages and what they need, to the same places under `target`. Returns their places. */
export function copyPackages(root: string, names: readonly string[], target: string): readonly string[] {
  const found = new Set<string>();
  const top = resolve(root);
  for (const name of names) collect(top, top, name, found);
  for (const place of found) copy(join(root, place), join(target, place));
  return [...found].sort();
}

/** What a program finds that asks for a package from this folder. What is not installed is optional, or another machine's. */
function collect(root: string, from: string, name: string, found: Set<string>): void {
  const folder = lookedUp(root, from, name);
  // Types of a package are for a compiler.
  if (folder === null || name.startsWith("@types/") || found.has(relative(root, folder))) return;
  const { dependencies, optionalDependencies, peerDependencies, libc } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as Manifest;
  if (libc !== undefined && !libc.includes(ownLibc())) return;
  found.add(relative(root, folder));
  for (const needed of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }))
    collect(root, folder, needed, found);
}

function lookedUp(root: string, from: string, name: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return candidate;
    if (folder === root || folder === dirname(folder)) return null;
  }
}

function ownLibc(): string {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined ? "musl" : "glibc";
}

/** Without packages of its own, which are copied by themselves. */
export function copy(from: string, to: string): void {
  const real = realpathSync(from);
  cpSync(real, to, {
    recursive: true,
    dereference: true,
    filter: (path) => {
      const inside = relative(real, path).split(sep).join("/");
      return !/(^|\/)node_modules(\/|$)/.test(inside) && !UNUSED.test(inside) && !UNUSED.test(`${inside}/`);
    },
  });
}

/** Bytes in a folder. */
export function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

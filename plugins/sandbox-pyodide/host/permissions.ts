import { existsSync, lstatSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const plugin = dirname(dirname(fileURLToPath(import.meta.url)));

/** Layer 4: what the child process may do. Reading the image and our own code, threads, and nothing else. */
export function permissions(image: string): string[] {
  // What is published has the packages in the jail's programs.
  const packages = import.meta.url.endsWith(".ts") ? ["piscina", "hucre", "hyparquet"].flatMap(installedAt) : [];
  const readable = [realpathSync(image) + sep, realpathSync(plugin) + sep, ...packages];
  // Node looks for the package's type there; one file, not its folder.
  const manifest = packageManifest();
  return ["--permission", "--allow-worker", ...[...readable, ...manifest].map((path) => `--allow-fs-read=${path}`)];
}

/** Where Node will find a package from here: the folder, and every link on the way to it, which Node looks at too. */
function installedAt(name: string): string[] {
  const found: string[] = [];
  for (const folder of ancestors(realpathSync(plugin))) {
    const candidate = join(folder, "node_modules", name);
    if (!existsSync(candidate)) continue;
    const links = [candidate, ...ancestors(candidate)].filter((path) => lstatSync(path).isSymbolicLink());
    // The links first: of a path that begins another one allowed before, Node says that it may not be read.
    found.push(...links, realpathSync(candidate) + sep, candidate + sep);
  }
  return [...new Set(found)];
}

function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [parent, ...ancestors(parent)];
}

/** `package.json` of our own package: two levels up from the plugin in the sources, three in `dist/`. */
function packageManifest(): string[] {
  const root = dirname(dirname(plugin));
  return [join(root, "package.json"), join(dirname(root), "package.json")];
}

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The files that a file names, and those that they name: a test that never comes to a source can't notice a fault in it. */
export function reached(file: string, known: Map<string, readonly string[]> = new Map()): Set<string> {
  const found = new Set<string>();
  const open = [resolve(file)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const named = known.get(next) ?? namedIn(next);
    known.set(next, named);
    open.push(...named);
  }
  return found;
}

/** By imports, and by `new URL("./worker.ts", …)`: processes and threads of their own are reached that way. */
function namedIn(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/"(\.{1,2}\/[^"\n]+\.ts)"/g)]
    .map(([, path]) => join(dirname(file), path as string))
    .filter((path) => existsSync(path));
}

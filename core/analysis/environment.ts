import type { SandboxEnvironment } from "../ports/sandbox.ts";

const STANDARD = "standard";
const IMPORT = /(?:^|[;:])[ \t]*(?:from[ \t]+(\w+)|import[ \t]+([\w., \t]+))/gm;
/** With which pandas draws. */
const DRAWS = /\.(?:plot|hist|boxplot)\b/;

/**
 * Where code is sent, by its import lines read as text, before an interpreter is asked. A guess: a line inside a text may look like
 * an import, and the sandbox moves a job whose code turns out to need another environment.
 */
export function environmentFor(environments: readonly SandboxEnvironment[], code: string): string {
  const named = rootsNamed(code);
  const needed = environments.find(({ roots, missing }) => missing === null && roots.some((root) => named.has(root)));
  return (needed ?? environments[0])?.name ?? STANDARD;
}

/** Of environments that are not there yet: what their imports are told. */
export const missingRoots = (environments: readonly SandboxEnvironment[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    environments.flatMap(({ roots, missing }) => (missing === null ? [] : roots.map((root) => [root, missing]))),
  );

function rootsNamed(code: string): ReadonlySet<string> {
  const roots = new Set(DRAWS.test(code) ? ["matplotlib"] : []);
  for (const [, from, list = ""] of code.matchAll(IMPORT)) {
    if (from !== undefined) roots.add(from);
    for (const part of list.split(",")) roots.add(/^\s*(\w*)/.exec(part)?.[1] ?? "");
  }
  return roots;
}

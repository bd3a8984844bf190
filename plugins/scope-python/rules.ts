import { readFileSync } from "node:fs";

export interface ScopeRule {
  readonly id: string;
  readonly message: string;
  readonly hint: string;
  readonly byName?: Readonly<Record<string, string>>;
}

/** Our own files, and as they are: what they hold is a test's to judge, not each start's. */
interface Rules {
  readonly rules: readonly ScopeRule[];
}
interface Imports {
  readonly roots: readonly string[];
  readonly submodules: readonly string[];
  readonly hints: Readonly<Record<string, string>>;
}

export interface ScopeCatalogue {
  readonly rules: ReadonlyMap<string, ScopeRule>;
  /** Import roots that an analysis may name. */
  readonly roots: readonly string[];
  readonly submodules: readonly string[];
  readonly importHints: Readonly<Record<string, string>>;
  /** The checker itself: Python text, of several files, with rules and imports in it. */
  readonly program: string;
}

/** One idea each; the last one judges with all of them. */
const parts = [
  "bindings",
  "depth",
  "by_name",
  "open_objects",
  "made_classes",
  "memory",
  "library_objects",
  "private",
  "checker",
].map((name) => `./${name}.py`);

let catalogue: ScopeCatalogue | undefined;

/** Read on first use, not on import: a server that lists its tools needs none of it. */
export function scopeCatalogue(): ScopeCatalogue {
  if (catalogue !== undefined) return catalogue;
  const text = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
  const rules = JSON.parse(text("./rules.json")) as Rules;
  const imports = JSON.parse(text("./imports.json")) as Imports;
  catalogue = {
    rules: new Map(rules.rules.map((rule) => [rule.id, rule])),
    roots: imports.roots,
    submodules: imports.submodules,
    importHints: imports.hints,
    // A text of JSON is one of Python, too.
    program: [`data = __import__("json").loads(${JSON.stringify(JSON.stringify({ rules, imports }))})`, ...parts.map(text)].join(
      "\n",
    ),
  };
  return catalogue;
}

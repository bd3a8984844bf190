import { z } from "zod";
import { StrategicError } from "../../core/errors.ts";
import type { PluginWith } from "../../core/plugin.ts";
import type { Inspect, ScopePolicy, ScopeValidator, ScopeVerdict, ScopeViolation } from "../../core/ports/scope-validator.ts";
import { type ScopeCatalogue, type ScopeRule, scopeCatalogue } from "./rules.ts";
import { type Finding, worded } from "./violation.ts";

/** It comes out of the sandbox, so nothing about it is taken for granted. */
const answerSchema = z.lazy(() =>
  z.strictObject({
    parsed: z.boolean(),
    lines: z.int().nonnegative(),
    imports: z.array(z.string().max(1_000)).max(10_000),
    violations: z
      .array(
        z.strictObject({ rule: z.string(), line: z.int().positive(), column: z.int().positive(), name: z.string().max(100_000) }),
      )
      .max(100),
  }),
);

/** The scope of strategic analysis, judged on CPython's own syntax tree by the interpreter that will run the code. */
export function scopePython(): PluginWith<{ scopeValidator: () => ScopeValidator }> {
  return { name: "strategic-python/plugins/scope-python", adapters: { scopeValidator } };
}

const NARROWED = "import-not-for-persona";
const NOT_INSTALLED = "import-not-installed";

/** Ways out that the checker must know: if it lets these through, it is not the checker that was tested. */
const CANARY = "import ctypes\nopen(0)\n().__class__.__base__.__subclasses__()";

/** One program for every check: compiling it takes 17 ms in WebAssembly, judging 1, so the sandbox is told of it ahead. */
function scopeValidator(): ScopeValidator {
  const { program, roots } = scopeCatalogue();
  return { programs: [program], roots: roots.filter((root) => root !== "__future__"), canary: CANARY, check };
}

async function check(code: string, policy: ScopePolicy, inspect: Inspect): Promise<ScopeVerdict> {
  const catalogue = scopeCatalogue();
  const roots = allowedRoots(policy, catalogue);
  const answer = parseAnswer(await inspect(catalogue.program, JSON.stringify({ code, roots, brought: policy.brought ?? [] })));
  if (answer.violations.length === 0) {
    // Code that doesn't parse is allowed: it can't run, and the run reports the syntax error with its line.
    return { allowed: true, summary: { lines: answer.lines, imports: answer.imports } };
  }
  const violations = answer.violations.map((finding) => {
    const rule = catalogue.rules.get(finding.rule);
    if (rule === undefined) throw malformed(`unknown rule ${JSON.stringify(finding.rule.slice(0, 40))}`);
    const brought = finding.rule === NARROWED ? policy.missing?.[finding.name] : undefined;
    if (brought !== undefined) return notInstalled(finding, brought, catalogue);
    return worded({ ...finding, name: finding.name.slice(0, 200) }, rule, roots, catalogue);
  });
  return { allowed: false, violations: onceEach(violations) };
}

const OF_LIBRARIES = new Set(["import-not-allowed", NARROWED, NOT_INSTALLED]);

/** A library that is not here is told once, at its first line, not for each line that imports from it. */
const onceEach = (violations: readonly ScopeViolation[]): readonly ScopeViolation[] =>
  violations.filter(
    ({ rule, message }, at) =>
      !OF_LIBRARIES.has(rule) || violations.findIndex((other) => other.rule === rule && other.message === message) === at,
  );

/** Within the scope, and not on this machine: not the persona's doing. */
function notInstalled(finding: Finding, hint: string, catalogue: ScopeCatalogue): ScopeViolation {
  const rule = catalogue.rules.get(NOT_INSTALLED) as ScopeRule;
  // What does without it, where there is something.
  const instead = catalogue.importHints[finding.name];
  const said = instead === undefined ? hint : `${hint} ${instead}`;
  return { ...worded({ ...finding, rule: NOT_INSTALLED }, rule, [], catalogue), hint: said };
}

/** A persona narrows the list, never widens it. `__future__` only changes how the file itself is read. */
function allowedRoots(policy: ScopePolicy, catalogue: ScopeCatalogue): readonly string[] {
  const { imports, missing = {}, brought = [] } = policy;
  const known = new Set([...catalogue.roots, ...brought.map((name) => name.split(".", 1)[0] as string)]);
  const there = [...known].filter((root) => !Object.hasOwn(missing, root));
  if (imports === null) return there;
  return there.filter((root) => root === "__future__" || imports.includes(root));
}

function parseAnswer(text: string): z.infer<typeof answerSchema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed("not JSON");
  }
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success) throw malformed(parsed.error.issues[0]?.message ?? "wrong shape");
  return parsed.data;
}

function malformed(why: string): StrategicError {
  return new StrategicError(
    "SANDBOX_CRASHED",
    `The scope checker's answer can't be read (${why}); the code was not run. Try again.`,
  );
}

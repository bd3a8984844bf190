import type { ScopeViolation } from "../../core/ports/scope-validator.ts";
import type { ScopeCatalogue, ScopeRule } from "./rules.ts";

export interface Finding {
  readonly rule: string;
  readonly line: number;
  readonly column: number;
  readonly name: string;
}

/** Puts a finding into words: the rule's own, or those for the very name that was used. */
export function worded(finding: Finding, rule: ScopeRule, allowed: readonly string[], catalogue: ScopeCatalogue): ScopeViolation {
  const fill = (text: string) =>
    text.replace(/\{(name|allowed)\}/g, (_, key) => (key === "name" ? finding.name : allowed.join(", ")));
  const ofImport = rule.id === "import-not-allowed" ? catalogue.importHints[finding.name] : undefined;
  return {
    rule: finding.rule,
    line: finding.line,
    column: finding.column,
    message: fill(rule.message),
    hint: fill(ofImport ?? named(rule, finding.name) ?? rule.hint),
  };
}

/** `pandas.io.common` takes the hint of `pandas.io`. */
function named(rule: ScopeRule, name: string): string | undefined {
  for (let path = name; path !== ""; path = path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : "") {
    const hint = rule.byName?.[path];
    if (hint !== undefined) return hint;
  }
  return undefined;
}

/** Writes docs/scope.md from the scope validator's rules and import list: `node scripts/docs-scope.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../plugins/scope-python/${name}`, import.meta.url), "utf8")) as unknown;
const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");
/** A `|` would end the table's cell. */
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("*", "\\*");

const rulesSchema = z.looseObject({
  rules: z.array(z.object({ id: z.string(), message: z.string(), hint: z.string() })),
  builtins: z.array(z.string()),
});
const importsSchema = z.looseObject({
  roots: z.array(z.string()),
  submodules: z.array(z.string()),
  members: z.record(z.string(), z.array(z.string())),
  hints: z.record(z.string(), z.string()),
});

export function scopePage(): string {
  const { rules, builtins } = rulesSchema.parse(read("rules.json"));
  const { roots, submodules, members, hints } = importsSchema.parse(read("imports.json"));
  return `# What an analysis may do

<!-- Written by scripts/docs-scope.ts from plugins/scope-python/*.json. Change those and run it again. -->

Before code runs, the interpreter that will run it parses it and judges the syntax tree. Text never counts: a string, a
comment or a column may say \`eval\`, \`os\` or \`__class__\`. Each violation names rule, line, column and what to do instead.
This is policy, the outermost layer: it follows names and literals, not values at run time. What it misses meets the layers below it.

## Imports

${code(roots)}.

Submodules: ${code(submodules)}. A persona may narrow this list, never widen it.

Of these modules only the names given can be used: ${Object.entries(members)
    .map(([module, names]) => `\`${module}\` (${code(names)})`)
    .join(", ")}.

## Built-ins that are out of scope

${code(builtins)}. A name of your own may be spelled like one of them once it has been assigned.

## Rules

| rule | says | instead |
| --- | --- | --- |
${rules.map((rule) => `| \`${rule.id}\` | ${cell(rule.message)} | ${cell(rule.hint)} |`).join("\n")}

## What to use instead of other modules

| module | instead |
| --- | --- |
${Object.entries(hints)
  .map(([module, hint]) => `| \`${module}\` | ${cell(hint)} |`)
  .join("\n")}
`;
}

export const scopePagePath = fileURLToPath(new URL("../docs/scope.md", import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(scopePagePath, scopePage());

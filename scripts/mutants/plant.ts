import { parseAst } from "vitest/node";
import { sqlFaults } from "./sql.ts";

/** One fault: the text between `start` and `end` becomes `text`. `from` and `to` show the lines around it, to be read and matched. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

// biome-ignore lint/suspicious/noExplicitAny: an ESTree node is read by its `type`.
type Node = any;
type Change = readonly [start: number, end: number, text: string];

/** Every fault that can be planted in this source, in its order. Types, imports and prose are left alone: nothing runs there. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const changes: Change[] = [];
  visit(parseAst(source, { lang: "ts" }) as Node, source, changes);
  const seen = new Set<string>();
  return changes
    .filter(([start, end, text]) => {
      const key = `${start} ${end} ${text}`;
      return source.slice(start, end) !== text && !seen.has(key) && seen.add(key);
    })
    .toSorted((one, other) => one[0] - other[0] || one[1] - other[1])
    .map(([start, end, text]) => ({ file, start, end, text, ...shown(source, start, end, text) }));
}

export const planted = (source: string, { start, end, text }: Mutant): string =>
  source.slice(0, start) + text + source.slice(end);

function shown(source: string, start: number, end: number, text: string): Pick<Mutant, "line" | "from" | "to"> {
  const first = source.lastIndexOf("\n", start - 1) + 1;
  const after = source.indexOf("\n", end);
  const last = after < 0 ? source.length : after;
  const plain = (lines: string) => lines.replace(/\s+/g, " ").trim();
  return {
    line: source.slice(0, start).split("\n").length,
    from: plain(source.slice(first, last)),
    to: plain(source.slice(first, start) + text + source.slice(end, last)),
  };
}

const swapped: Readonly<Record<string, string>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "&&": "||",
  "||": "&&",
  "+=": "-=",
  "-=": "+=",
  "++": "--",
  "--": "++",
};

/** Calls that only take something away or put it in order: left out, the rest goes on as if nothing were missing. */
const sieves = new Set(["filter", "slice", "sort", "toSorted", "toReversed", "trim", "toLowerCase"]);
const passedThrough = new Set(["TSAsExpression", "TSNonNullExpression", "TSSatisfiesExpression", "TSInstantiationExpression"]);
const without = new Set(["ImportDeclaration", "ExportAllDeclaration", "MetaProperty"]);

function visit(node: Node, source: string, changes: Change[]): void {
  if (node === null || typeof node !== "object") return;
  if (Array.isArray(node)) {
    for (const one of node) visit(one, source, changes);
    return;
  }
  if (typeof node.type !== "string" || without.has(node.type)) return;
  if (node.type.startsWith("TS")) {
    if (passedThrough.has(node.type)) visit(node.expression, source, changes);
    return;
  }
  faultsAt[node.type]?.(node, source, changes);
  for (const [key, child] of Object.entries(node)) {
    if (key === "source" && node.type === "ExportNamedDeclaration") continue;
    if (key === "typeAnnotation" || key === "returnType" || key === "typeParameters" || key === "typeArguments") continue;
    // What a sentence is called with stays a sentence; a key is a name.
    if (key === "key" && node.computed !== true) continue;
    visit(child, source, changes);
  }
}

const faultsAt: Readonly<Record<string, (node: Node, source: string, changes: Change[]) => void>> = {
  BinaryExpression: operator,
  LogicalExpression(node, source, changes) {
    if (node.operator !== "??") return operator(node, source, changes);
    changes.push([node.start, node.end, textOf(node.left, source)], [node.start, node.end, textOf(node.right, source)]);
  },
  AssignmentExpression(node, source, changes) {
    if (node.operator === "??=") changes.push(between(node, source, "??=", "="));
    else operator(node, source, changes);
  },
  UpdateExpression(node, _source, changes) {
    const at = node.prefix ? node.start : node.end - 2;
    changes.push([at, at + 2, swapped[node.operator] as string]);
  },
  UnaryExpression(node, source, changes) {
    if (node.operator === "!" || node.operator === "-") changes.push([node.start, node.end, textOf(node.argument, source)]);
  },
  IfStatement: negated,
  ConditionalExpression: negated,
  WhileStatement: negated,
  CallExpression(node, source, changes) {
    const { callee } = node;
    if (callee.type !== "MemberExpression" || callee.computed) return;
    const { name } = callee.property;
    if (sieves.has(name)) changes.push([node.start, node.end, textOf(callee.object, source)]);
    if (callee.object.name === "Math" && (name === "min" || name === "max"))
      changes.push([callee.property.start, callee.property.end, name === "min" ? "max" : "min"]);
  },
  ExpressionStatement(node, _source, changes) {
    if (typeof node.directive !== "string" && !isSuper(node.expression)) changes.push([node.start, node.end, ";"]);
  },
  ThrowStatement: dropped,
  ContinueStatement: dropped,
  Literal(node, source, changes) {
    const { value } = node;
    if (typeof value === "boolean") changes.push([node.start, node.end, String(!value)]);
    else if (typeof value === "number")
      changes.push([node.start, node.end, String(Math.abs(value) < 10 ? value + 1 : value * 2)]);
    else if (node.regex !== undefined) unanchored(node, changes);
    else if (typeof value === "string") texts(node, source, changes);
  },
  TemplateElement(node, source, changes) {
    changes.push(...sqlFaults(source.slice(node.start, node.end), node.start));
  },
};

/** The operator stands between its sides, perhaps beside brackets. */
function operator(node: Node, source: string, changes: Change[]): void {
  const to = node.operator === "+" && !isText(node.left) && !isText(node.right) ? "-" : swapped[node.operator];
  if (to !== undefined) changes.push(between(node, source, node.operator, to));
}

function between(node: Node, source: string, from: string, to: string): Change {
  const at = source.indexOf(from, node.left.end);
  return [at, at + from.length, to];
}

/** Where the condition's own operator or `!` is changed anyway, a second negation would be the same fault. */
function negated({ test }: Node, source: string, changes: Change[]): void {
  const same = test.type === "UnaryExpression" ? test.operator === "!" : /^[!=]==$/.test(test.operator ?? "");
  if (!same) changes.push([test.start, test.end, `!(${textOf(test, source)})`]);
}

function dropped(node: Node, _source: string, changes: Change[]): void {
  changes.push([node.start, node.end, ";"]);
}

function unanchored({ regex, start, end }: Node, changes: Change[]): void {
  const { pattern, flags } = regex as { pattern: string; flags: string };
  if (pattern.startsWith("^")) changes.push([start, end, `/${pattern.slice(1) || "(?:)"}/${flags}`]);
  if (/(?<!\\)\$$/.test(pattern)) changes.push([start, end, `/${pattern.slice(0, -1) || "(?:)"}/${flags}`]);
  if (flags.includes("g")) changes.push([start, end, `/${pattern}/${flags.replace("g", "")}`]);
}

/** A word is data, emptied; a sentence is prose, and SQL a program of its own. */
function texts(node: Node, source: string, changes: Change[]): void {
  const { value } = node as { value: string };
  if (value !== "" && !value.includes(" ")) changes.push([node.start, node.end, '""']);
  else changes.push(...sqlFaults(source.slice(node.start, node.end), node.start));
}

const isText = (node: Node): boolean =>
  (node.type === "Literal" && typeof node.value === "string") ||
  node.type === "TemplateLiteral" ||
  (node.type === "BinaryExpression" && node.operator === "+" && (isText(node.left) || isText(node.right)));

const isSuper = (node: Node): boolean => node.type === "CallExpression" && node.callee.type === "Super";

const textOf = (node: Node, source: string): string => source.slice(node.start, node.end);

import { createScanner, findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { InvalidConfig, lineEndOf, placeOf } from "./config.ts";

export type Path = readonly string[];

/** The tree of this text; null where there is nothing but blanks and comments. */
export function treeOf(text: string, syntax: "json" | "jsonc"): Node | null {
  const errors: ParseError[] = [];
  const strict = syntax === "json";
  let tree: Node | undefined;
  try {
    tree = parseTree(text, errors, { disallowComments: strict, allowTrailingComma: !strict });
  } catch (error) {
    // It calls itself once for each level.
    throw new InvalidConfig(`it is nested too deeply: ${(error as Error).message}`);
  }
  if (tree === undefined && isBlank(text) && !(strict && text.trim() !== "")) return null;
  const [first] = errors;
  if (first !== undefined) {
    const what = printParseErrorCode(first.error)
      .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
      .toLowerCase();
    const comments = strict ? "; this client's file takes neither comments nor commas at the end of a list" : "";
    throw new InvalidConfig(`${placeOf(text, first.offset)}: ${what}${comments}`);
  }
  return tree as Node;
}

function isBlank(text: string): boolean {
  const scanner = createScanner(text, true);
  scanner.scan();
  return scanner.getTokenLength() === 0;
}

/** The text with this value at this path. Its parent is an object that is there. */
export function withValue(text: string, tree: Node, path: Path, value: unknown): string {
  const known = findNodeAtLocation(tree, [...path]);
  if (known !== undefined)
    return spliced(text, known.offset, known.length, written(value, indentAt(text, known.offset), styleOf(text, tree)));
  const parent = findNodeAtLocation(tree, path.slice(0, -1)) as Node;
  return inserted(text, tree, parent, path.at(-1) as string, value);
}

function inserted(text: string, tree: Node, parent: Node, name: string, value: unknown): string {
  const { children = [] } = parent;
  const close = parent.offset + parent.length - 1;
  const last = children.at(-1);
  const style = styleOf(text, tree);
  const comma = last === undefined ? -1 : commaAfter(text, end(last), close);
  if (last !== undefined && !/[\r\n]/.test(text.slice(parent.offset, close)))
    return comma === -1
      ? spliced(text, end(last), 0, `, ${JSON.stringify(name)}: ${inLine(value)}`)
      : spliced(text, comma + 1, 0, ` ${JSON.stringify(name)}: ${inLine(value)},`);
  const outer = indentAt(text, parent.offset);
  const indent = last !== undefined && startsItsLine(text, last.offset) ? indentAt(text, last.offset) : outer + style.unit;
  // After whatever is said of the last one, in a comment.
  const point = text.slice(0, close).trimEnd().length;
  const tail = /[\r\n]/.test(text.slice(point, close)) ? text.slice(point, close) : style.eol + outer;
  const property = `${style.eol}${indent}${JSON.stringify(name)}: ${written(value, indent, style)}${comma === -1 ? "" : ","}`;
  const more = text.slice(0, point) + property + tail + text.slice(close);
  return last === undefined || comma !== -1 ? more : spliced(more, end(last), 0, ",");
}

/** The text without what stands at this path, which is there; with the comment in its last line, if it has one. */
export function withoutValue(text: string, tree: Node, path: Path): string {
  const property = (findNodeAtLocation(tree, [...path]) as Node).parent as Node;
  const parent = property.parent as Node;
  const siblings = parent.children as Node[];
  const at = siblings.indexOf(property);
  const close = parent.offset + parent.length - 1;
  const comma = commaAfter(text, end(property), siblings[at + 1]?.offset ?? close);
  let from = property.offset;
  let to = comma === -1 ? end(property) : comma + 1;
  const rest = /^[ \t]*(\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?(\r?\n)/.exec(text.slice(to, close));
  if (startsItsLine(text, from) && rest !== null) {
    from -= indentAt(text, from).length;
    to += rest[0].length;
  } else if (siblings[at + 1] !== undefined) to += (/^[ \t]*/.exec(text.slice(to)) as RegExpExecArray)[0].length;
  else from = text.slice(0, from).trimEnd().length;
  let left = spliced(text, from, to - from, "");
  const previous = siblings[at - 1];
  if (previous !== undefined && siblings[at + 1] === undefined && comma === -1)
    left = spliced(left, commaAfter(text, end(previous), property.offset), 1, "");
  const inside = left.slice(parent.offset + 1, close - (text.length - left.length));
  return inside.trim() === "" ? spliced(left, parent.offset + 1, inside.length, "") : left;
}

/** Where the comma stands between two places; -1 where there is none. */
function commaAfter(text: string, from: number, to: number): number {
  const scanner = createScanner(text, true);
  scanner.setPosition(from);
  scanner.scan();
  const at = scanner.getTokenOffset();
  return text[at] === "," && at < to ? at : -1;
}

interface Style {
  readonly eol: string;
  /** One level. */
  readonly unit: string;
}

function styleOf(text: string, tree: Node): Style {
  const [first] = tree.children ?? [];
  const unit = first !== undefined && startsItsLine(text, first.offset) ? indentAt(text, first.offset) : "";
  return { eol: lineEndOf(text), unit: unit || "  " };
}

/** As people write it: a field a line, lists in one. */
export function written(value: unknown, indent: string, style: Style): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return inLine(value);
  const inner = indent + style.unit;
  const fields = Object.entries(value).map(([name, field]) => `${inner}${JSON.stringify(name)}: ${written(field, inner, style)}`);
  return `{${style.eol}${fields.join(`,${style.eol}`)}${style.eol}${indent}}`;
}

function inLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, field]) => `${JSON.stringify(name)}: ${inLine(field)}`)
    .join(", ")} }`;
}

const end = ({ offset, length }: Node): number => offset + length;
const spliced = (text: string, at: number, length: number, more: string): string =>
  text.slice(0, at) + more + text.slice(at + length);
const lineStart = (text: string, at: number): number =>
  Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;
const indentAt = (text: string, at: number): string =>
  (/^[ \t]*/.exec(text.slice(lineStart(text, at), at)) as RegExpExecArray)[0];
const startsItsLine = (text: string, at: number): boolean =>
  lineStart(text, at) > 0 && lineStart(text, at) + indentAt(text, at).length === at;

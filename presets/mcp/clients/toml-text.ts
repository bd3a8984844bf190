import { parse } from "smol-toml";

/** One statement of a TOML file: a table's head, or a key with its value. */
export interface Statement {
  readonly kind: "head" | "pair";
  /** `["a", "b c"]` for `[a."b c"]` and for `a."b c" = 1`. */
  readonly path: readonly string[];
  readonly start: number;
  /** Where the value begins; of a head, where it ends. */
  readonly value: number;
  /** After the last sign of the value: what follows in the line is blank or a comment. */
  readonly end: number;
}

/** Text that a parser has taken: only where each statement begins and ends is looked for, past strings, lists and comments. */
export function statementsOf(text: string): readonly Statement[] {
  const found: Statement[] = [];
  let at = 0;
  while (at < text.length) {
    const sign = text[at] as string;
    if (/\s/.test(sign)) at++;
    else if (sign === "#") at = lineEnd(text, at);
    else {
      const statement = sign === "[" ? head(text, at) : pair(text, at);
      found.push(statement);
      at = statement.end;
    }
  }
  return found;
}

/** After the line that this place is in, its end included. */
export function nextLine(text: string, at: number): number {
  const end = lineEnd(text, at);
  return end + (/^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0);
}

function head(text: string, start: number): Statement {
  let at = start;
  while (text[at] === "[") at++;
  while (text[at] !== "]") at = isQuote(text[at]) ? afterString(text, at) : at + 1;
  while (text[at] === "]") at++;
  return { kind: "head", path: pathOf(text.slice(start, at)), start, value: at, end: at };
}

function pair(text: string, start: number): Statement {
  let at = start;
  while (text[at] !== "=") at = isQuote(text[at]) ? afterString(text, at) : at + 1;
  const path = pathOf(`${text.slice(start, at)}= 0`);
  at++;
  while (/[ \t]/.test(text[at] ?? "")) at++;
  const value = at;
  let depth = 0;
  let end = at;
  while (at < text.length && (depth > 0 || !/[\r\n#]/.test(text[at] as string))) {
    const sign = text[at] as string;
    if (sign === "#") {
      at = lineEnd(text, at);
      continue;
    }
    if ("[{".includes(sign)) depth++;
    if ("]}".includes(sign)) depth--;
    at = isQuote(sign) ? afterString(text, at) : at + 1;
    if (!/\s/.test(sign)) end = at;
  }
  return { kind: "pair", path, start, value, end };
}

/** Which keys lead to the one thing that this statement makes. */
function pathOf(statement: string): string[] {
  const path: string[] = [];
  let made: unknown = parse(statement);
  while (typeof made === "object" && made !== null) {
    if (Array.isArray(made)) made = made[0];
    const [name] = Object.keys(made as object);
    if (name === undefined) break;
    path.push(name);
    made = (made as Record<string, unknown>)[name];
  }
  return path;
}

const isQuote = (sign: string | undefined): boolean => sign === '"' || sign === "'";

function afterString(text: string, start: number): number {
  const quote = text[start] as string;
  const long = quote.repeat(3);
  const close = text.startsWith(long, start) ? long : quote;
  let at = start + close.length;
  while (at < text.length && !text.startsWith(close, at)) at += quote === '"' && text[at] === "\\" ? 2 : 1;
  at += close.length;
  // A long string may end in quotes of its own.
  while (close === long && text[at] === quote) at++;
  return at;
}

function lineEnd(text: string, at: number): number {
  const found = text.indexOf("\n", at);
  if (found === -1) return text.length;
  return text[found - 1] === "\r" && found > at ? found - 1 : found;
}

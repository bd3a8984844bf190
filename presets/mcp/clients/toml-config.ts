import { isDeepStrictEqual } from "node:util";
import { parse, stringify, TomlError } from "smol-toml";
import { type Client, ENTRY } from "./client.ts";
import { type Config, type Fields, InvalidConfig, isTable, lineEndOf, placeOf } from "./config.ts";
import { nextLine, type Statement, statementsOf } from "./toml-text.ts";

/** TOML, changed as text: what writes it anew from data loses comments and order. */
export function tomlConfig(text: string, { key }: Pick<Client, "key">): Config {
  const data = parsed(text);
  const statements = statementsOf(text);
  const eol = lineEndOf(text);
  const path = [key, ENTRY];
  const head = statements.find(({ kind, path: own }) => kind === "head" && isDeepStrictEqual(own, path));
  const servers = data[key];
  if (isTable(servers) && ENTRY in servers && head === undefined) {
    const near = statements.find(({ path: own }) => own[0] === key);
    throw new InvalidConfig(
      `${placeOf(text, near?.start ?? 0)}: "${ENTRY}" is not written as a table [${key}.${ENTRY}] of its own; change it by hand`,
    );
  }
  return {
    data,
    put(fields, without) {
      if (head === undefined) return appended(text, `[${key}.${ENTRY}]${eol}${lines(fields, eol)}`, eol);
      let changed = text;
      // From the end, so that places before stay what they are.
      const own = fieldsOf(statements, head).toReversed();
      for (const statement of own) {
        const name = statement.path[0] as string;
        if (without.includes(name)) changed = changed.slice(0, statement.start) + changed.slice(nextLine(changed, statement.end));
        else if (
          name in fields &&
          statement.path.length === 1 &&
          !isDeepStrictEqual(currentField(data, path, name), fields[name])
        )
          changed = changed.slice(0, statement.value) + tomlOf(fields[name]) + changed.slice(statement.end);
      }
      const missing = Object.entries(fields).filter(([name]) => !own.some(({ path: [first] }) => first === name));
      if (missing.length === 0) return changed;
      const point = nextLine(changed, head.end);
      const before = /[\r\n]$/.test(changed.slice(0, point)) ? changed.slice(0, point) : changed.slice(0, point) + eol;
      return before + lines(Object.fromEntries(missing), eol) + changed.slice(point);
    },
    drop: () => withoutTables(text, statements, path),
  };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return parse(text, { integersAsBigInt: "asNeeded" });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new InvalidConfig(
      `line ${error.line}, column ${error.column}: ${(error.message.split("\n")[0] as string).replace(/^Invalid TOML document: /, "")}`,
    );
  }
}

/** What stands between this head and the next one. */
function fieldsOf(statements: readonly Statement[], head: Statement): readonly Statement[] {
  const after = statements.slice(statements.indexOf(head) + 1);
  const next = after.findIndex(({ kind }) => kind === "head");
  return next === -1 ? after : after.slice(0, next);
}

/** The table and those in it, each with its lines. Comments below its last line are of what comes next, and stay. */
function withoutTables(text: string, statements: readonly Statement[], path: readonly string[]): string {
  let left = text;
  for (const head of statements.toReversed()) {
    if (head.kind !== "head" || !isDeepStrictEqual(head.path.slice(0, path.length), path)) continue;
    const last = fieldsOf(statements, head).at(-1) ?? head;
    const from = left.lastIndexOf("\n", head.start - 1) + 1;
    const [before, after] = [left.slice(0, from), left.slice(nextLine(left, last.end))];
    // The blank line that kept it apart goes with it.
    const blank = after.trim() === "" || /^[ \t]*\r?\n/.test(after) ? /(?<=^|\n)[ \t]*\r?\n$/.exec(before)?.[0].length : 0;
    left = before.slice(0, before.length - (blank ?? 0)) + after;
  }
  return left;
}

function currentField(data: Record<string, unknown>, [key, entry]: readonly string[], name: string): unknown {
  const servers = data[key as string];
  const table = isTable(servers) ? servers[entry as string] : undefined;
  return isTable(table) ? table[name] : undefined;
}

function appended(text: string, block: string, eol: string): string {
  if (text.trim() === "") return text + block;
  return `${text}${/\n$/.test(text) ? "" : eol}${eol}${block}`;
}

const tomlOf = (value: unknown): string =>
  stringify({ value })
    .trim()
    .replace(/^value = /, "");
const lines = (fields: Fields, eol: string): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name} = ${tomlOf(value)}${eol}`)
    .join("");

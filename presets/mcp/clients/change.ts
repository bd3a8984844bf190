import { isDeepStrictEqual } from "node:util";
import { type Client, ENTRY, type Entry } from "./client.ts";
import { type Config, InvalidConfig, isTable } from "./config.ts";
import { jsonConfig } from "./json-config.ts";
import { tomlConfig } from "./toml-config.ts";

/** What an entry has that leads to a server elsewhere. Beside a command, which of the two a client takes is its own affair. */
const REMOTE: readonly string[] = [
  "url",
  "serverUrl",
  "httpUrl",
  "headers",
  "http_headers",
  "env_http_headers",
  "bearer_token_env_var",
];

export interface Change {
  /** `replaced`: somebody's own words in our entry are about to go. */
  readonly kind: "added" | "replaced" | "removed" | "none";
  readonly before: string;
  readonly after: string;
}

/** What the text of a client's file becomes with this entry, or without ours where it is null. Throws `InvalidConfig`. */
export function changeOf(text: string, client: Client, entry: Entry | null): Change {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const before = text.slice(mark.length);
  const config = opened(before, client);
  const servers = config.data[client.key];
  const current = isTable(servers) ? servers[ENTRY] : undefined;
  if (entry === null) {
    if (current === undefined) return { kind: "none", before: text, after: text };
    return checked(client, { kind: "removed", before, after: config.drop() }, mark, undefined);
  }
  const fields = fieldsOf(client, entry);
  const wrong = client.typed ? REMOTE : [...REMOTE, "type"];
  const kept = isTable(current) ? Object.fromEntries(Object.entries(current).filter(([name]) => !wrong.includes(name))) : {};
  const wanted = { ...kept, ...fields };
  if (isDeepStrictEqual(comparable(current), comparable(wanted))) return { kind: "none", before: text, after: text };
  const after = config.put(fields, wrong);
  return checked(client, { kind: current === undefined ? "added" : "replaced", before, after }, mark, wanted);
}

function fieldsOf({ typed }: Client, { command, args }: Entry): { readonly command: string; readonly args: readonly string[] } {
  return { ...(typed && { type: "stdio" }), command, args };
}

function opened(text: string, client: Client): Config {
  return client.syntax === "toml" ? tomlConfig(text, client) : jsonConfig(text, { ...client, syntax: client.syntax });
}

/** Read again: our entry is what it should be, and everything else what it was. */
function checked(client: Client, change: Change, mark: string, wanted: unknown): Change {
  const [was, is] = [opened(change.before, client).data, opened(change.after, client).data];
  const servers = isTable(was[client.key]) ? (was[client.key] as object) : {};
  const others = Object.fromEntries(Object.entries(servers).filter(([name]) => name !== ENTRY));
  const expected = { ...was, [client.key]: wanted === undefined ? others : { ...others, [ENTRY]: wanted } };
  if (!sameData(is, expected, client.key))
    throw new InvalidConfig("it is written in a way that this command can't change safely; add the entry by hand");
  return { ...change, before: mark + change.before, after: mark + change.after };
}

/** A table of servers that has become empty may be gone, too. */
function sameData(is: Readonly<Record<string, unknown>>, expected: Record<string, unknown>, key: string): boolean {
  const plain = (data: Readonly<Record<string, unknown>>) => {
    const { [key]: servers, ...rest } = data;
    return { rest, servers: servers ?? {} };
  };
  return isDeepStrictEqual(comparable(plain(is)), comparable(plain(expected)));
}

/** Without the prototypes that parsers give their tables. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (!isTable(value) || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, comparable(field)]));
}

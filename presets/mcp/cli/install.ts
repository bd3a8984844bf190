import { statSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { nearestFirst } from "../../../core/text/nearest.ts";
import { findImage } from "../../../plugins/sandbox-pyodide/image/store.ts";
import { clients } from "../clients/all.ts";
import { changeOf } from "../clients/change.ts";
import { type Client, ENTRY, type Entry, UnclearPlace } from "../clients/client.ts";
import { detour, entryFor, type Installation } from "../clients/command.ts";
import { InvalidConfig } from "../clients/config.ts";
import { FileProblem, readConfig, writeConfig } from "../clients/config-file.ts";
import { differenceOf } from "../clients/difference.ts";
import { type Machine, thisMachine } from "../clients/machine.ts";
import { packageRoot } from "../package-root.ts";
import { inTheImage } from "../warm-sandbox.ts";
import { type Command, type Flags, misused, parse, text, UsageError, usageOf } from "./arguments.ts";
import { exit, Refused } from "./exit.ts";
import { serve } from "./serve.ts";

const flags = {
  client: { value: "NAME", needed: true, help: `whose configuration: ${clients.map(({ id }) => id).join(", ")}` },
  workspace: { value: "DIR", help: "the folder whose tables analyses may name" },
  out: { value: "DIR", help: "a folder that every chart is written to as well" },
  config: { value: "FILE", help: "another file than the user's own, such as a project's .mcp.json" },
  "dry-run": { help: "show what would change, and write nothing" },
  yes: { help: "replace an entry of this name that says something else" },
  remove: { help: "take the entry away again" },
} as const satisfies Flags;

export const install: Command = {
  name: "install",
  usage: [`${usageOf("install", flags)} [-- SERVE FLAGS]`],
  summary: "write this server into an MCP client's configuration; what changes is shown, and the old file is kept",
  flags,
  async run(args) {
    const at = args.indexOf("--");
    const [own, further] = at === -1 ? [args, []] : [args.slice(0, at), args.slice(at + 1)];
    const { values, positionals } = parse(own, install);
    const name = text(values.client);
    if (positionals.length > 0 || name === undefined) throw misused(install);
    const client = clientNamed(name);
    const machine = thisMachine();
    const installation = thisInstallation();
    const removed = values.remove === true;
    if (removed && (further.length > 0 || values.workspace !== undefined || values.out !== undefined))
      throw misused(install, "--remove takes the entry away: it takes no flags for the server");
    const entry = removed ? null : entryFor(installation, serveArguments(text(values.workspace), text(values.out), further));
    try {
      const file = readConfig(placeOf(client, machine, text(values.config)));
      return apply(client, file, entry, { dryRun: values["dry-run"] === true, yes: values.yes === true, installation, machine });
    } catch (error) {
      if (error instanceof FileProblem || error instanceof UnclearPlace) throw new Refused(error.message);
      throw error;
    }
  },
};

interface How {
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly installation: Installation;
  readonly machine: Machine;
}

function apply(
  client: Client,
  file: ReturnType<typeof readConfig>,
  entry: Entry | null,
  { dryRun, yes, installation, machine }: How,
): number {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const { kind, before, after } = changed(client, file.path, file.text ?? "", entry);
  if (kind === "none") {
    say(`${file.path}: ${entry === null ? `there is no "${ENTRY}" in it` : "it is there already"}; nothing changes.`);
    return exit.ok;
  }
  say(`${file.path}${file.target === file.path ? "" : ` (a link to ${file.target})`}`);
  say(differenceOf(before, after));
  if (dryRun) {
    say("Nothing is written: that was --dry-run.");
    return exit.ok;
  }
  if (kind === "replaced" && !yes)
    throw new Refused(
      `"${ENTRY}" is there already and says something else. Nothing is written; to replace it, run this again with --yes.`,
    );
  const backup = writeConfig(file, after);
  say(`Written.${backup === null ? "" : ` The file as it was: ${backup}`}`);
  for (const line of entry === null
    ? [client.afterwards]
    : [client.afterwards, detour(installation), unprepared(), elsewhere(machine)])
    if (line !== null) say(line);
  return exit.ok;
}

function changed(client: Client, path: string, before: string, entry: Entry | null): ReturnType<typeof changeOf> {
  try {
    return changeOf(before, client, entry);
  } catch (error) {
    if (error instanceof InvalidConfig) throw new Refused(`${path}, ${error.message}. Nothing is written.`);
    throw error;
  }
}

function clientNamed(name: string): Client {
  const ids = clients.map(({ id }) => id);
  const found = clients.find(({ id, title }) => [id, title.toLowerCase()].includes(name.toLowerCase()));
  if (found === undefined) {
    const begun = ids.filter((id) => id.startsWith(name.toLowerCase()));
    const nearest = [...new Set([...begun, ...nearestFirst(name, ids)])].slice(0, 3);
    throw misused(install, `there is no client "${name}"; the nearest names: ${nearest.join(", ")}. All: ${ids.join(", ")}`);
  }
  return found;
}

/** The file that was named, or the user's own of a client that has been here. */
function placeOf(client: Client, machine: Machine, named: string | undefined): string {
  if (named !== undefined) return resolve(named);
  const path = client.file(machine);
  const traces = client.traces?.(machine) ?? [resolve(path, "..")];
  if (!traces.some((trace) => statSync(trace, { throwIfNoEntry: false }) !== undefined))
    throw new Refused(
      `${client.title} has left no trace here: there is no ${traces.join(" and no ")}. Install it and start it once, or name the file with --config`,
    );
  return path;
}

/** What `serve` will be given: checked now, since nobody sees what a client is told; by whole paths, since no one knows where it is started. */
function serveArguments(workspace: string | undefined, out: string | undefined, further: readonly string[]): string[] {
  const flagsOfServe: Flags = serve.flags;
  const withoutEnvironment = Object.fromEntries(Object.entries(flagsOfServe).map(([name, { env: _, ...flag }]) => [name, flag]));
  const { positionals } = parse(further, { usage: serve.usage, flags: withoutEnvironment });
  if (positionals.length > 0) throw misused(serve, `serve takes no ${positionals[0]}`);
  const args = [
    ...(workspace === undefined ? [] : ["--workspace", workspace]),
    ...(out === undefined ? [] : ["--out", out]),
    ...further,
  ];
  const options = Object.fromEntries(
    Object.entries(flagsOfServe).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const), multiple: true },
    ]),
  );
  const given = parseArgs({ args, options, strict: true, tokens: true }).tokens.filter((token) => token.kind === "option");
  for (const { name } of given) {
    if (["http", "tokens", "oauth-issuer", "oauth-audience", "allow-host"].includes(name))
      throw new UsageError(
        `--${name} is for a server over HTTP; a client starts this one itself, and speaks to it over standard input and output`,
      );
    if (!flagsOfServe[name]?.multiple && given.filter((other) => other.name === name).length > 1)
      throw new UsageError(`--${name} is given twice`);
  }
  return given.flatMap(({ name, value }) =>
    value === undefined ? [`--${name}`] : [`--${name}`, whole(name, value, flagsOfServe[name]?.value)],
  );
}

function whole(name: string, value: string, takes = ""): string {
  if (name === "workspace" && !statSync(value, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--workspace ${value} is not a folder`);
  const isPath =
    name === "plugin" ? /^\.{0,2}[\\/]/.test(value) || value.startsWith(".") : /DIR|FILE/.test(takes) && value !== "none";
  return isPath ? resolve(value) : value;
}

function thisInstallation(): Installation {
  if (packageRoot === null) throw new Refused("this program is not in the package strategic-python: install that first");
  return {
    node: process.execPath,
    launcher: fileURLToPath(new URL("bin/strategic-python.js", packageRoot)),
    platform: process.platform,
  };
}

/** A server that a client starts fetches nothing: without its packages, code that uses pandas fails. */
function unprepared(): string | null {
  if (findImage("standard", true, inTheImage()) !== null) return null;
  return "The sandbox's Python packages are not on this machine yet; without them code has no pandas. Bring them, once: strategic-python setup";
}

/** A cache that only this shell knows of: a client would have everything fetched once more. */
function elsewhere({ env }: Machine): string | null {
  const set = ["STRATEGIC_PYTHON_CACHE", "XDG_CACHE_HOME"].filter((name) => env[name]);
  if (set.length === 0) return null;
  return `${set.join(" and ")} ${set.length === 1 ? "is" : "are"} set in this shell. A client that is not started from it looks for the sandbox's packages elsewhere, and fetches them again: set it for the client, too.`;
}

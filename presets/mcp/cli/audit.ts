import { closeSync, openSync, writeSync } from "node:fs";
import { type Findings, openTrail, verifyExport } from "../../../plugins/audit-sqlite/index.ts";
import { defaultAuditPath } from "../assemble.ts";
import { type Command, misused, parse, text, UsageError, usageOf, type Values, wholeNumber } from "./arguments.ts";
import { exit } from "./exit.ts";

const flags = {
  audit: { value: "FILE", env: "STRATEGIC_PYTHON_AUDIT", help: "the audit trail; the user's own unless said" },
  export: { value: "FILE", help: "check this export instead of the trail; needs --key" },
  key: { value: "PUBLIC.pem", help: "the public key that signed it" },
  anchors: { value: "FILE", help: "anchors that were kept elsewhere" },
  format: { value: "jsonl|csv", help: "jsonl unless said" },
  since: { value: "ISO", help: "records from this time on" },
  every: { value: "N", help: "one anchor for so many records" },
  before: { value: "ISO", needed: true, help: "what began before this time is dropped" },
  out: { value: "FILE", help: "a new file, readable by you alone; standard output unless said" },
  json: { help: "print the findings as JSON" },
} as const;

/** Which flags each action takes; what it does not take is a mistake, not something to pass over. */
const actions: Readonly<
  Record<string, { readonly takes: readonly (keyof typeof flags)[]; readonly run: (values: Values) => Promise<number> }>
> = {
  verify: { takes: ["audit", "export", "key", "anchors", "json"], run: verify },
  export: { takes: ["audit", "format", "since", "out"], run: async (values) => exportTrail(values) },
  "anchors export": {
    takes: ["audit", "every", "out"],
    run: async (values) => write(trailOf(values).anchors(wholeNumber(values.every, "every")), values),
  },
  key: { takes: ["audit", "out"], run: async (values) => write([trailOf(values).publicKey], values) },
  prune: { takes: ["before", "audit"], run: async (values) => prune(values) },
};

const usage = Object.entries(actions).map(([name, { takes }]) =>
  usageOf(`audit ${name}`, Object.fromEntries(takes.map((flag) => [flag, flags[flag]]))),
);

export const audit: Command = {
  name: "audit",
  usage,
  summary: "check, export and shorten the audit trail",
  flags,
  async run(args) {
    const { values, positionals } = parse(args, audit);
    const action = actions[positionals.join(" ")];
    if (action === undefined) throw misused(audit);
    const given = args.flatMap((arg) => /^--([\w-]+)/.exec(arg)?.[1] ?? []);
    for (const flag of given)
      if (!action.takes.some((name) => name === flag)) throw misused(audit, `audit ${positionals.join(" ")} takes no --${flag}`);
    return action.run(values);
  },
};

const trailOf = (values: Values) => openTrail(text(values.audit) ?? defaultAuditPath());

async function verify(values: Values): Promise<number> {
  const file = text(values.export);
  const key = text(values.key);
  const anchors = text(values.anchors);
  if (file !== undefined && key === undefined)
    throw new UsageError("--export needs --key PUBLIC.pem: see strategic-python audit key");
  const found =
    file !== undefined && key !== undefined
      ? await verifyExport(file, { key, anchors })
      : await trailOf(values).verify({ key, anchors });
  if (values.json) process.stdout.write(`${JSON.stringify(found)}\n`);
  else process.stdout.write(`${report(found, anchors !== undefined, file !== undefined)}\n`);
  return found.verified ? exit.ok : exit.failed;
}

function report(found: Findings, withAnchors: boolean, exported: boolean): string {
  const { verified, problems, records, first, last, retention, clockSteps, anchors } = found;
  const lines = verified
    ? ["verified: every record is as it was written"]
    : problems.map(
        ({ kind, message }, index) => `${index === 0 ? "NOT VERIFIED, first bad record: " : "then: "}${kind}: ${message}`,
      );
  lines.push(records === 0 ? "no records" : `${records} records looked at, from ${first} to ${last}`);
  if (retention !== null)
    lines.push(
      `retention dropped the records up to ${retention.cutSeq} (${retention.droppedExecutions} executions, older than ${retention.before})`,
    );
  else if (verified && first !== null && first > 1)
    lines.push(`the export begins with record ${first}; earlier ones are not in it`);
  if (clockSteps !== null) {
    const { seq, at, before } = clockSteps.first;
    lines.push(`the clock was set back ${clockSteps.count} times, first before record ${seq}: from ${before} to ${at}`);
  }
  if (withAnchors) lines.push(`${anchors} of the anchors lie in these records`);
  else if (exported) lines.push("no anchors were given: whether later records exist can't be told");
  return lines.join("\n");
}

function exportTrail(values: Values): number {
  const format = text(values.format) ?? "jsonl";
  if (format !== "jsonl" && format !== "csv") throw new UsageError("--format takes jsonl or csv");
  return write(trailOf(values).export(format, isoTime(values.since, "since")), values);
}

function prune(values: Values): number {
  const before = isoTime(values.before, "before");
  if (before === undefined) throw misused(audit, "--before is needed");
  const { executions, upTo } = trailOf(values).prune(before);
  process.stdout.write(upTo === null ? "nothing to drop\n" : `dropped ${executions} executions, the records up to ${upTo}\n`);
  return exit.ok;
}

function isoTime(value: Values[string], flag: string): string | undefined {
  const given = text(value);
  if (given === undefined) return undefined;
  if (/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(given) && !Number.isNaN(Date.parse(given)))
    return given;
  throw new UsageError(`--${flag} takes an ISO 8601 date or a time with its zone, such as 2026-01-31 or 2026-01-31T09:00:00Z`);
}

/** To `--out`, readable by its owner alone and never over a file that is there; else to standard output. */
function write(lines: Iterable<string>, values: Values): number {
  const out = text(values.out);
  if (out === undefined) {
    for (const line of lines) if (!writeAll(1, line)) break;
    return exit.ok;
  }
  let file: number;
  try {
    file = openSync(out, "wx", 0o600);
  } catch (error) {
    throw new UsageError(`can't write ${out}: ${(error as Error).message}`);
  }
  try {
    for (const line of lines) writeAll(file, line);
  } finally {
    closeSync(file);
  }
  return exit.ok;
}

/** A pipe may be full for a moment; what is written in part is written on. False when nobody reads any more. */
function writeAll(file: number, line: string): boolean {
  const bytes = Buffer.from(line);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(file, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") return false;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return true;
}

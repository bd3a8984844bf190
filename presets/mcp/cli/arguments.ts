import { parseArgs } from "node:util";

/** Wrong words on the command line: exit code 2. */
export class UsageError extends Error {}

interface Flag {
  /** What stands for its value in the help, such as `DIR`; a flag without one is a switch. */
  readonly value?: string;
  readonly multiple?: boolean;
  /** Its command can't do without it. */
  readonly needed?: boolean;
  /** The environment variable that is read where the flag is not given. */
  readonly env?: string;
  readonly help: string;
}

export type Flags = Readonly<Record<string, Flag>>;

export interface Command {
  readonly name: string;
  /** A line for each way to call it. */
  readonly usage: readonly string[];
  readonly summary: string;
  readonly flags: Flags;
  run(args: readonly string[]): Promise<number>;
}

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** `words`, then each flag as it is typed, in brackets unless it is needed. */
export function usageOf(words: string, flags: Flags): string {
  const typed = Object.entries(flags).map(([name, { value, multiple, needed }]) => {
    const flag = `--${name}${value === undefined ? "" : ` ${value}`}`;
    return `${needed ? flag : `[${flag}]`}${multiple ? "…" : ""}`;
  });
  return [words, ...typed].join(" ");
}

/** What `COMMAND --help` prints. */
export function helpOf({ usage, summary, flags }: Command): string {
  const named = Object.entries(flags).map(([name, flag]) => ({ flag, typed: `--${name} ${flag.value ?? ""}`.trimEnd() }));
  const width = Math.max(0, ...named.map(({ typed }) => typed.length));
  const lines = named.map(({ flag: { help, env }, typed }) => `  ${typed.padEnd(width)}  ${help}${env ? ` (or ${env})` : ""}`);
  return `${[...usageLines(usage), `  ${summary}`, ...(lines.length > 0 ? ["", ...lines] : [])].join("\n")}\n`;
}

export const usageLines = (usage: readonly string[]): string[] => usage.map((line) => `strategic-python ${line}`);

/** "problem", then how the command is called. */
export function misused({ usage }: Pick<Command, "usage">, problem?: string): UsageError {
  const called = `Usage: ${usageLines(usage).join("\n       ")}`;
  return new UsageError(problem === undefined ? called : `${problem}\n${called}`);
}

/** The one argument that a command takes beside its flags. */
export function onlyOne(positionals: readonly string[], command: Pick<Command, "usage">, problem: string): string {
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw misused(command, problem);
  return given;
}

/** A flag that is not given takes its value from the environment, where it has a variable there. */
export function parse(
  args: readonly string[],
  command: Pick<Command, "usage" | "flags">,
): { values: Values; positionals: string[] } {
  const { flags } = command;
  try {
    const options = Object.fromEntries(
      Object.entries(flags).map(([name, { value, multiple = false }]) => [
        name,
        { type: value === undefined ? ("boolean" as const) : ("string" as const), multiple },
      ]),
    );
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const found: Values = { ...values };
    for (const [name, { env }] of Object.entries(flags)) {
      if (found[name] === undefined && env !== undefined && process.env[env]) found[name] = process.env[env];
    }
    return { values: found, positionals };
  } catch (error) {
    throw misused(command, (error as Error).message);
  }
}

/** Of every command that draws. */
export const brandFlag = {
  value: "FILE",
  env: "STRATEGIC_PYTHON_BRAND",
  help: "a brand.json: the house's accent, palette, logo, fonts and footer",
} as const;

export const dataFlag = { value: "FILE", multiple: true } as const;

/** What is being made before the first run, for whoever waits. */
export const progress = (line: string, more = ""): void => {
  process.stderr.write(`${[line, more].filter(Boolean).join(": ")}\n`);
};

/** Of every command that makes something, or comes back to it. */
export const keepFlag = {
  value: "DIR|none",
  env: "STRATEGIC_PYTHON_KEEP",
  help: "where runs, charts and reports are kept; none: nowhere but in memory",
} as const;

/** Of every command that writes reports. */
export const browserFlag = {
  value: "FILE",
  env: "STRATEGIC_PYTHON_BROWSER",
  help: "a Chromium to print PDF with; one that is found on this machine unless said",
} as const;

export const text = (value: Values[string]): string | undefined => (typeof value === "string" ? value : undefined);
export const list = (value: Values[string]): string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];

export function wholeNumber(value: Values[string], flag: string): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new UsageError(`--${flag} takes a whole number from 1, not ${String(value)}`);
  return number;
}

import { parseArgs } from "node:util";

/** Wrong words on the command line: exit code 2. */
export class UsageError extends Error {}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  run(args: readonly string[]): Promise<number>;
}

type Flags = Record<string, { type: "string" | "boolean"; multiple?: boolean; env?: string }>;
type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** Parses a command's flags; a flag with an environment twin takes its value from there when it is not given. */
export function parse(args: readonly string[], flags: Flags, usage: string): { values: Values; positionals: string[] } {
  try {
    const options = Object.fromEntries(
      Object.entries(flags).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
    );
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const found: Values = { ...values };
    for (const [name, { env }] of Object.entries(flags)) {
      if (found[name] === undefined && env !== undefined && process.env[env]) found[name] = process.env[env];
    }
    return { values: found, positionals };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nUsage: strategic-python ${usage}`);
  }
}

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

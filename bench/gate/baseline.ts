import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Figure } from "../statistics.ts";

/** What was accepted of one scenario: its ratio to the control, and how far the better half of the rounds lay from it. */
export interface Accepted {
  readonly ratio: number;
  /** The furthest of the rounds from `ratio`, as a share of it. */
  readonly spread: number;
}

export interface Baseline {
  /** For the reader: ratios are compared on every machine. */
  readonly machine: string;
  readonly accepted: string;
  readonly rounds: number;
  readonly ratios: Readonly<Record<string, Accepted>>;
}

const path = fileURLToPath(new URL("../baseline.json", import.meta.url));

export function readBaseline(): Baseline | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Baseline) : null;
}

/** `keep`: scenarios that were not measured this time keep what they had. */
export function writeBaseline(machine: string, rounds: readonly (readonly Figure[])[], keep: boolean): void {
  const ratios = { ...(keep && readBaseline()?.ratios), ...accept(rounds) };
  const sorted = Object.fromEntries(Object.entries(ratios).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const baseline: Baseline = { machine, accepted: new Date().toISOString().slice(0, 10), rounds: rounds.length, ratios: sorted };
  writeFileSync(path, `${JSON.stringify(baseline, null, 2)}\n`);
}

/** The better half of the rounds: noise only ever adds, and the gate takes the best of its attempts as well. */
export function accept(rounds: readonly (readonly Figure[])[]): Record<string, Accepted> {
  const found = new Map<string, number[]>();
  for (const { compared } of rounds.flat())
    if (compared !== null && compared.ratio !== null) found.set(compared.id, [...(found.get(compared.id) ?? []), compared.ratio]);
  return Object.fromEntries(
    [...found].map(([id, ratios]) => {
      const best = ratios.toSorted((a, b) => a - b).slice(0, Math.ceil(ratios.length / 2));
      const ratio = best[Math.floor(best.length / 2)] as number;
      const spread = Math.max(...best.map((one) => Math.abs(one / ratio - 1)));
      return [id, { ratio, spread: Number(spread.toFixed(3)) }];
    }),
  );
}

import { readdirSync, readFileSync } from "node:fs";
import type { Json, SandboxDataset } from "../../core/ports/sandbox.ts";

/** A program as an analyst writes it, and the tables that it names. */
export interface Program {
  readonly name: string;
  readonly code: string;
  readonly datasets: readonly SandboxDataset[];
}

/** What native CPython answered (record.py). */
export interface Native {
  readonly stdout: string;
  readonly result: Json;
  readonly figures?: readonly NativeFigure[];
}

export interface NativeFigure {
  readonly axes: number;
  readonly marks: Readonly<Record<"lines" | "bars" | "points" | "slices", number>>;
  /** Every finite number that a mark stands at, to nine digits, sorted. */
  readonly numbers: readonly number[];
}

const here = new URL("programs/", import.meta.url);
const data = new URL("../../node_modules/vega-datasets/data/", import.meta.url);
const files = new Map(readdirSync(data).map((file) => [file.replace(/\.(csv|json)$/, ""), file]));

/** Public tables that nobody here made: those of the package vega-datasets. */
function dataset(name: string): SandboxDataset {
  const file = files.get(name);
  if (file === undefined) throw new Error(`vega-datasets has no table ${name}`);
  return { name, format: file.endsWith(".csv") ? "csv" : "json", bytes: readFileSync(new URL(file, data)) };
}

const named = (code: string) => [...new Set([...code.matchAll(/datasets\["([\w-]+)"\]/g)].map(([, name]) => name as string))];

/** In each file one theme; `# %% what it does` begins a program. */
export const programs: readonly Program[] = readdirSync(here)
  .filter((file) => file.endsWith(".py"))
  .toSorted()
  .flatMap((file) => {
    const parts = readFileSync(new URL(file, here), "utf8")
      .split(/^# %% /m)
      .slice(1);
    return parts.map((part) => {
      const [title = "", ...lines] = part.split("\n");
      const code = `${lines.join("\n").trim()}\n`;
      return { name: `${file.replace(".py", "")}: ${title}`, code, datasets: named(code).map(dataset) };
    });
  });

export const native: Readonly<Record<string, Native>> = JSON.parse(readFileSync(new URL("native.json", import.meta.url), "utf8"));

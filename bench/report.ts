import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import type { Baseline } from "./gate/baseline.ts";
import { limitOf } from "./gate/judge.ts";
import { type Figure, meets, passes } from "./statistics.ts";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly commit: string;
  readonly started: string;
  /** Over the minute before the run, and over its last minute: the bench's own work is in the second. */
  readonly loadBefore: number;
  readonly loadAfter: number;
}

export const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

export function machineOf(started: Date, loadBefore: number): Machine {
  const version = (path: string) =>
    (JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as { version: string }).version;
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    versions: {
      "strategic-python": version("../package.json"),
      node: process.versions.node,
      v8: process.versions.v8,
      pyodide: version("../node_modules/pyodide/package.json"),
      "chart.js": version("../node_modules/chart.js/package.json"),
      canvas: version("../node_modules/canvas/package.json"),
    },
    commit: commit(),
    started: started.toISOString(),
    loadBefore,
    loadAfter: loadNow(),
  };
}

function commit(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync("git", args, { cwd: new URL("..", import.meta.url), encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return git("rev-parse", "--short", "HEAD").trim() + (git("status", "--porcelain").trim() === "" ? "" : " with changes");
  } catch {
    return "unknown";
  }
}

export const headline = (machine: Machine): string =>
  `Machine: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GiB, ${machine.system}; ${Object.entries(machine.versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(
      ", ",
    )}; commit ${machine.commit}; ${machine.started.slice(0, 16).replace("T", " ")} UTC; load ${machine.loadBefore} before, ${machine.loadAfter} at the end`;

/** The table of figures. */
export function table(figures: readonly Figure[], baseline: Baseline | null): string {
  return [
    "| scenario | n | p50 | p95 | max | gate | target | × control | accepted, limit | peak RSS |  |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ...figures.map((one) => `| ${row(one, baseline).join(" | ")} |`),
  ].join("\n");
}

function row(found: Figure, baseline: Baseline | null): string[] {
  const { name, samples, p50, p95, max, unit, ceiling, gated, target, moreIsBetter, compared, peakRssMb, note } = found;
  const value = (number: number) => (samples === 0 ? "" : `${number} ${unit}`.trim());
  const bound = moreIsBetter ? "≥" : "≤";
  const accepted = compared === null ? undefined : baseline?.ratios[compared.id];
  const limit = compared === null || baseline === null ? null : limitOf(compared.id, baseline);
  const slow = compared !== null && compared.ratio !== null && limit !== null && !(compared.ratio <= limit);
  return [
    name,
    String(samples),
    value(p50),
    value(p95),
    value(max),
    ceiling === null ? "" : `${gated} ${bound} ${ceiling} ${unit}${passes(found) ? "" : " **over**"}`.trim(),
    target === null || samples === 0 ? "" : `${target} ${unit} ${meets(found) === true ? "met" : "**missed**"}`.trim(),
    compared === null ? "" : `${compared.ratio ?? "too busy"}${slow ? " **slower**" : ""}`,
    accepted === undefined ? "" : `${accepted.ratio} ± ${Math.round(accepted.spread * 100)} %, ${limit?.toPrecision(3)}`,
    peakRssMb === null ? "" : `${peakRssMb} MB`,
    note,
  ];
}

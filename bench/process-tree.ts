import { readdirSync, readFileSync } from "node:fs";

export interface Process {
  readonly pid: number;
  /** Ids are used again; with its start tick a process is one. */
  readonly started: string;
}

/** A process and all below it. Linux only. */
export function processTree(root: number): Process[] {
  const all = new Map<number, { parent: number; started: string }>();
  for (const name of readdirSync("/proc")) {
    const found = /^\d+$/.test(name) ? stat(Number(name)) : null;
    if (found !== null) all.set(Number(name), found);
  }
  const found = [root];
  for (const pid of found) for (const [child, { parent }] of all) if (parent === pid) found.push(child);
  return found.flatMap((pid) => all.get(pid)?.started ?? []).map((started, index) => ({ pid: found[index] as number, started }));
}

export const isAlive = ({ pid, started }: Process): boolean => {
  const found = stat(pid);
  return found !== null && found.started === started && found.state !== "Z";
};

/** Proportional set size in MiB: shared pages count once over the whole tree. */
export function memoryOf(tree: readonly Process[]): number {
  let sum = 0;
  for (const { pid } of tree) {
    try {
      sum += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      // Ended meanwhile.
    }
  }
  return sum / 1024;
}

/** Processor time of the processes of a tree since their start, in ms, to the clock tick (10 ms). */
export function cpuOf(tree: readonly Process[]): number {
  return tree.reduce((sum, { pid }) => sum + (stat(pid)?.cpuMs ?? 0), 0);
}

/** Processor time of the children that have ended and were waited for. */
export const endedCpuOf = (pid: number): number => stat(pid)?.endedCpuMs ?? 0;

const TICK_MS = 10;

interface Stat {
  readonly parent: number;
  readonly started: string;
  readonly state: string;
  readonly cpuMs: number;
  readonly endedCpuMs: number;
}

function stat(pid: number): Stat | null {
  try {
    // The name in parentheses may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    const ticks = (first: number) => (Number(fields[first]) + Number(fields[first + 1])) * TICK_MS;
    return {
      state: fields[0] ?? "",
      parent: Number(fields[1]),
      started: fields[19] ?? "",
      cpuMs: ticks(11),
      endedCpuMs: ticks(13),
    };
  } catch {
    return null;
  }
}

import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** Which process wrote an intent: its id, and when it started, because ids are used again. */
export interface WriterProcess {
  readonly host: string;
  readonly pid: number;
  readonly started: string;
}

/** A run lasts seconds; what another machine or container began an hour ago and never ended is not running. */
const foreignMs = 3_600_000;

export function thisProcess(): WriterProcess {
  return { host: hostname(), pid: process.pid, started: startOf(process.pid) };
}

export function isAlive(writer: WriterProcess, startedAt: string, now: number): boolean {
  if (writer.host !== hostname()) return now - Date.parse(startedAt) < foreignMs;
  try {
    process.kill(writer.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return startOf(writer.pid) === writer.started;
}

/** Linux: boot and start tick. Elsewhere only the id is known, and an id used again counts as alive. */
function startOf(pid: number): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold spaces; the start tick is the 20th field after it.
    return `${boot}:${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return "unknown";
  }
}

import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = "strategic-python-jail-";

/** A folder for one jail: an empty working directory, and a canary beside it that the jail must not be able to read. */
export interface Home {
  readonly dir: string;
  readonly cwd: string;
  readonly canary: string;
}

/** Named after the process that made it, so that the next one can tell what was left behind by one that was killed. */
export function makeHome(): Home {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`)));
  const cwd = join(dir, "cwd");
  mkdirSync(cwd);
  const canary = join(dir, "canary");
  writeFileSync(canary, "a file outside the jail", { mode: 0o600 });
  return { dir, cwd, canary };
}

/** Removes the folders of processes that are gone. What belongs to somebody else stays. */
export function sweepHomes(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, owner] = name.startsWith(PREFIX) ? (/^(\d+)-/.exec(name.slice(PREFIX.length)) ?? []) : [];
    if (owner === undefined || alive(Number(owner))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's.
    }
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

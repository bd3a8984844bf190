import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DRAFT, kinds } from "./places.ts";

export interface Bounds {
  readonly bytes: number;
  readonly days: number;
}

interface Kept {
  readonly path: string;
  readonly owner: string;
  readonly bytes: number;
  readonly madeAt: number;
}

const DAY_MS = 24 * 3_600_000;
/** Longer than any file takes to be written: its process has gone. */
const DRAFT_MS = 3_600_000;

/** Drops what is too old; then, while there is too much, the oldest thing of whoever holds most. Another process may sweep at once. */
export async function sweep(root: string, { bytes: most, days }: Bounds, now: number): Promise<void> {
  const fresh: Kept[] = [];
  for (const kept of await everything(root)) {
    const age = now - kept.madeAt;
    if (age > days * DAY_MS || (kept.path.endsWith(DRAFT) && age > DRAFT_MS)) await rm(kept.path, { force: true });
    else fresh.push(kept);
  }
  const byOwner = Map.groupBy(
    fresh.toSorted((a, b) => b.madeAt - a.madeAt),
    ({ owner }) => owner,
  );
  const held = new Map([...byOwner].map(([owner, list]) => [owner, sizeOf(list)]));
  let total = sizeOf(fresh);
  while (total > most) {
    const [owner, own] = [...held].reduce((a, b) => (b[1] > a[1] ? b : a));
    const oldest = byOwner.get(owner)?.pop();
    if (oldest === undefined) return;
    await rm(oldest.path, { force: true });
    held.set(owner, own - oldest.bytes);
    total -= oldest.bytes;
  }
}

const sizeOf = (list: readonly Kept[]): number => list.reduce((sum, { bytes }) => sum + bytes, 0);

async function everything(root: string): Promise<Kept[]> {
  const found: Kept[] = [];
  for (const owner of await names(root))
    for (const kind of kinds) {
      const folder = join(root, owner, kind);
      for (const name of await names(folder)) {
        const path = join(folder, name);
        const { size: bytes, mtimeMs: madeAt } = (await stat(path).catch(() => null)) ?? { size: -1, mtimeMs: 0 };
        if (bytes >= 0) found.push({ path, owner, bytes, madeAt });
      }
    }
  return found;
}

const names = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

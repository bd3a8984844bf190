/** Waits before the first, second … start after an end that nobody asked for. */
const WAITS_MS = [0, 100, 500, 2000, 10_000, 30_000];
/** A process that lived this long has left its predecessors' troubles behind. */
const STABLE_AFTER_MS = 10_000;

interface Record {
  /** Ends in a row that nobody asked for. */
  readonly ends: number;
  readonly next: number;
}

/** How long each client's next sandbox process waits: whose code ends one after another waits, and nobody else does. */
export class BackOff {
  readonly #records = new Map<string, Record>();

  ended(client: string, livedMs: number, now = Date.now()): void {
    const ends = livedMs > STABLE_AFTER_MS ? 1 : (this.#records.get(client)?.ends ?? 0) + 1;
    this.#records.set(client, { ends, next: now + (WAITS_MS[Math.min(ends, WAITS_MS.length) - 1] as number) });
    for (const [other, { next }] of this.#records) if (now - next > STABLE_AFTER_MS) this.#records.delete(other);
  }

  waitMs(client: string, now = Date.now()): number {
    return Math.max(0, (this.#records.get(client)?.next ?? 0) - now);
  }

  ends(client: string): number {
    return this.#records.get(client)?.ends ?? 0;
  }

  /** The longest wait of all, for health. */
  longest(now = Date.now()): { readonly ends: number; readonly waitMs: number } {
    let longest = { ends: 0, waitMs: 0 };
    for (const { ends, next } of this.#records.values()) if (next - now > longest.waitMs) longest = { ends, waitMs: next - now };
    return longest;
  }
}

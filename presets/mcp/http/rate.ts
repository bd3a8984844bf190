/** So many requests a minute for each, and as many at once where he has asked for none for a minute. */
export class Rate {
  readonly #perMinute: number;
  readonly #clock: () => number;
  readonly #spent = new Map<string, { requests: number; at: number }>();

  constructor(perMinute: number, clock: () => number = Date.now) {
    this.#perMinute = perMinute;
    this.#clock = clock;
  }

  /** Null: go on; else after how many seconds there is room again. */
  take(who: string): number | null {
    const now = this.#clock();
    const last = this.#spent.get(who) ?? { requests: 0, at: now };
    const requests = Math.max(0, last.requests - ((now - last.at) / 60_000) * this.#perMinute);
    if (requests + 1 > this.#perMinute) return Math.max(1, Math.ceil(((requests + 1 - this.#perMinute) / this.#perMinute) * 60));
    this.#spent.set(who, { requests: requests + 1, at: now });
    if (this.#spent.size > MOST) this.#forget(now);
    return null;
  }

  /** Who has asked for nothing for a minute has nothing spent. */
  #forget(now: number): void {
    for (const [who, { at }] of this.#spent) if (now - at > 60_000) this.#spent.delete(who);
  }
}

const MOST = 10_000;

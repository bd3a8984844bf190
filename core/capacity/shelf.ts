interface Kept<T> {
  readonly client: string;
  readonly bytes: number;
  readonly item: T;
}

/**
 * What is kept for clients to come back to, bounded by bytes. When it is full, whoever holds most loses what he used least
 * recently: a flood of things costs the flooder his own.
 */
export class Shelf<T> {
  readonly #most: number;
  /** Least recently used first. */
  readonly #kept = new Map<string, Kept<T>>();
  readonly #held = new Map<string, number>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** False for what is larger than the whole shelf. */
  put(key: string, client: string, bytes: number, item: T): boolean {
    this.remove(key);
    if (bytes > this.#most) return false;
    while (this.#bytes + bytes > this.#most) this.#makeRoom(client, bytes);
    this.#kept.set(key, { client, bytes, item });
    this.#count(client, bytes);
    return true;
  }

  /** Another client's is not found. */
  get(key: string, client: string): T | null {
    const found = this.#kept.get(key);
    if (found?.client !== client) return null;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.item;
  }

  /** All that is kept for a client, which counts as no use of it. */
  of(client: string): readonly T[] {
    return [...this.#kept.values()].filter((kept) => kept.client === client).map(({ item }) => item);
  }

  remove(key: string): void {
    const found = this.#kept.get(key);
    if (found === undefined) return;
    this.#kept.delete(key);
    this.#count(found.client, -found.bytes);
  }

  /**
   * Whoever would hold most once `bytes` more are `client`'s loses what he used least recently; of equals he who puts, and else
   * the one whose thing was not used for longest.
   */
  #makeRoom(client: string, bytes: number): void {
    const share = (name: string) => (this.#held.get(name) ?? 0) + (name === client ? bytes : 0);
    const most = Math.max(...[...this.#held.keys()].map(share));
    const puts = this.#held.has(client) && share(client) === most;
    for (const [key, kept] of this.#kept)
      if (puts ? kept.client === client : share(kept.client) === most) {
        this.remove(key);
        return;
      }
  }

  #count(client: string, bytes: number): void {
    this.#bytes += bytes;
    const held = (this.#held.get(client) ?? 0) + bytes;
    if (held > 0) this.#held.set(client, held);
    else this.#held.delete(client);
  }
}

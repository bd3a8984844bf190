/** Of all tables that one jail keeps. They lie in its memory, which the operator's machine shares with everything else. */
const BYTES_MAX = 192 * 1_048_576;

/**
 * What a jail has kept of files that it read. Kept and dropped by this side's word alone, over one ordered pipe: so a job that
 * counts on a table always finds it.
 */
export class KeptTables {
  /** Least recently used first. */
  readonly #sizes = new Map<string, number>();
  #bytes = 0;

  /** Asked for as a job is sent: it is the most recently used from then on. */
  has(key: string): boolean {
    const size = this.#sizes.get(key);
    if (size === undefined) return false;
    this.#sizes.delete(key);
    this.#sizes.set(key, size);
    return true;
  }

  /** Returns those that are to be dropped for it. */
  add(key: string, bytes: number): readonly string[] {
    this.#bytes += bytes - (this.#sizes.get(key) ?? 0);
    this.#sizes.delete(key);
    this.#sizes.set(key, bytes);
    const dropped: string[] = [];
    for (const [oldest, size] of this.#sizes) {
      if (this.#bytes <= BYTES_MAX) break;
      this.#sizes.delete(oldest);
      this.#bytes -= size;
      dropped.push(oldest);
    }
    return dropped;
  }

  clear(): readonly string[] {
    const all = [...this.#sizes.keys()];
    this.#sizes.clear();
    this.#bytes = 0;
    return all;
  }
}

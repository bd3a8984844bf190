/** So many things by key; beyond, what was put or asked for least recently goes. For what is small and nobody's own. */
export class Latest<T> {
  readonly #most: number;
  /** Least recently used first. */
  readonly #kept = new Map<string, T>();

  constructor(most: number) {
    this.#most = most;
  }

  put(key: string, item: T): void {
    this.#kept.delete(key);
    this.#kept.set(key, item);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
  }

  get(key: string): T | null {
    const found = this.#kept.get(key);
    if (found === undefined) return null;
    this.put(key, found);
    return found;
  }
}

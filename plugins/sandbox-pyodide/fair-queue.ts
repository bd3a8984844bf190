/** First come, first served within a client; turn by turn between clients: 500 jobs of one delay another's one by a single job. */
export class FairQueue<T> {
  readonly #capacity: number;
  readonly #lanes = new Map<string, T[]>();
  #size = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#size;
  }

  /** False when the queue is full. */
  push(client: string, item: T): boolean {
    if (this.#size >= this.#capacity) return false;
    const lane = this.#lanes.get(client);
    if (lane === undefined) this.#lanes.set(client, [item]);
    else lane.push(item);
    this.#size++;
    return true;
  }

  shift(): T | undefined {
    const next = this.#lanes.entries().next();
    if (next.done === true) return undefined;
    const [client, lane] = next.value;
    const item = lane.shift() as T;
    // Taken out and, while it has more, put at the end: the map's order is the order of turns.
    this.#lanes.delete(client);
    if (lane.length > 0) this.#lanes.set(client, lane);
    this.#size--;
    return item;
  }

  remove(client: string, item: T): boolean {
    const lane = this.#lanes.get(client);
    const index = lane?.indexOf(item) ?? -1;
    if (lane === undefined || index < 0) return false;
    lane.splice(index, 1);
    if (lane.length === 0) this.#lanes.delete(client);
    this.#size--;
    return true;
  }

  drain(): T[] {
    const all = [...this.#lanes.values()].flat();
    this.#lanes.clear();
    this.#size = 0;
    return all;
  }
}

const SIGINT = 2;
const [ASKED, LINE] = [0, 1];

/**
 * What jail and worker share of a job while Python runs and neither hears the other: whether it is to stop, and which line of the
 * code began last. The guest may have written the line: it is data of the guest's, as all that it answers.
 */
export class Control {
  readonly shared: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;

  constructor(shared = new SharedArrayBuffer(8)) {
    this.shared = shared;
    this.#words = new Int32Array(shared);
  }

  interrupt(): void {
    Atomics.store(this.#words, ASKED, SIGINT);
  }

  /** The signal that Python is to have, once; 0 for none. */
  take(): number {
    return Atomics.exchange(this.#words, ASKED, 0);
  }

  /** From 1; null before one has begun. */
  get line(): number | null {
    const line = Atomics.load(this.#words, LINE);
    return line > 0 ? line : null;
  }

  begun(line: number): void {
    Atomics.store(this.#words, LINE, line);
  }
}

import type { EventLog, Make } from "./event-log.ts";

/** So many events keep the thread busy for some ten milliseconds; then others get their turn. */
const MOST = 64;

interface Waiting {
  readonly make: Make;
  readonly written: PromiseWithResolvers<boolean>;
}

/**
 * Events that arrive together reach the disk together: one commit and one anchor for all of them, where ten thousand refusals at
 * once would cost twenty thousand. Each is a record of its own, and none is told to be written before it is on the disk.
 */
export class GroupCommit {
  readonly #log: EventLog;
  #waiting: Waiting[] = [];
  #planned = false;

  constructor(log: EventLog) {
    this.#log = log;
  }

  append(make: Make): Promise<boolean> {
    const written = Promise.withResolvers<boolean>();
    this.#waiting.push({ make, written });
    this.#plan();
    return written.promise;
  }

  /** What still waits is written, and the log closed. */
  close(): void {
    while (this.#waiting.length > 0) this.#write();
    this.#log.close();
  }

  #plan(): void {
    if (this.#planned || this.#waiting.length === 0) return;
    this.#planned = true;
    setImmediate(() => {
      this.#planned = false;
      this.#write();
      this.#plan();
    });
  }

  #write(): void {
    const group = this.#waiting.splice(0, MOST);
    if (group.length === 0) return;
    try {
      const written = this.#log.appendAll(group.map(({ make }) => make));
      for (const [at, { written: answer }] of group.entries()) {
        const one = written[at] as boolean | Error;
        if (one instanceof Error) answer.reject(one);
        else answer.resolve(one);
      }
    } catch (error) {
      for (const { written } of group) written.reject(error);
    }
  }
}

interface Waiting<T> {
  readonly item: T;
  /** Arrival plus the time it may take by its own limit. */
  readonly deadline: number;
}

interface Account<T> {
  readonly lane: Waiting<T>[];
  /** The time it was given so far, measured; while a job runs, estimated. Never behind the queue's own clock when it waits. */
  given: number;
  /** Of `given`, the estimates of what runs now. */
  expected: number;
  meanMs: number;
  running: number;
}

/** What `served` is told with the time that the job took. */
export interface Turn<T> {
  readonly item: T;
  readonly client: string;
  readonly estimateMs: number;
}

const RECENT = 0.2;
const FIRST_GUESS_MS = 100;

/**
 * Turns between clients by the time they were given, not by the number of their jobs: whoever had least comes next, so that
 * a client of long jobs gets no more of the interpreters than one of short jobs, and 500 jobs of one delay another's one
 * by the jobs that run already. Idle time is not saved up: who comes back starts level with the others.
 *
 * Within a client, by deadline: arrival plus the job's own time limit. A job that asked for 1 s goes before those that asked
 * for 30, but not before one that has waited 29 s longer: short jobs first, and no job starves. Who asks for less than the
 * job needs is held to it.
 */
export class FairQueue<T> {
  readonly #capacity: number;
  /** In the order of their last turn, so that equals take turns. */
  readonly #accounts = new Map<string, Account<T>>();
  /** What the client served last had been given: where a newcomer starts. */
  #level = 0;
  #size = 0;
  #meanMs = FIRST_GUESS_MS;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#size;
  }

  /** What waits, and whose it is. */
  get waiting(): { readonly client: string; readonly item: T }[] {
    return [...this.#accounts].flatMap(([client, { lane }]) => lane.map(({ item }) => ({ client, item })));
  }

  /** How many are served before this one, should nobody else come and jobs take as long as they did; 0 for one that waits no more. */
  ahead(client: string, item: T): number {
    const place = this.#accounts.get(client)?.lane.findIndex((waiting) => waiting.item === item) ?? -1;
    if (place < 0) return 0;
    // Each turn goes to who had least, and costs what his jobs took.
    const turns = [...this.#accounts].map(([name, { given, meanMs, lane }]) => ({ name, given, meanMs, left: lane.length }));
    let own = 0;
    for (let ahead = 0; ; ahead++) {
      const [first] = turns.filter(({ left }) => left > 0).toSorted((a, b) => a.given - b.given);
      if (first === undefined || (first.name === client && own++ === place)) return ahead;
      first.left--;
      first.given += first.meanMs;
    }
  }

  /** How long jobs took of late, over all clients. */
  get meanMs(): number {
    return this.#meanMs;
  }

  /** False when the queue is full. */
  push(client: string, item: T, limitMs: number, now = performance.now()): boolean {
    if (this.#size >= this.#capacity) return false;
    let account = this.#accounts.get(client);
    const level = this.#startingLevel(client);
    if (account === undefined) {
      account = { lane: [], given: level, expected: 0, meanMs: this.#meanMs, running: 0 };
      this.#accounts.set(client, account);
    }
    if (account.lane.length === 0) account.given = Math.max(account.given, level);
    const deadline = now + limitMs;
    account.lane.splice(placeFor(account.lane, deadline), 0, { item, deadline });
    this.#size++;
    return true;
  }

  /** `may`: whether this job could begin now; others' turns pass it by until it could. */
  shift(may: (client: string, item: T) => boolean = () => true): Turn<T> | undefined {
    let next: { readonly client: string; readonly account: Account<T>; readonly place: number } | undefined;
    for (const [client, account] of this.#accounts) {
      if (next !== undefined && account.given >= next.account.given) continue;
      const place = account.lane.findIndex(({ item }) => may(client, item));
      if (place >= 0) next = { client, account, place };
    }
    const [waiting] = next?.account.lane.splice(next.place, 1) ?? [];
    if (next === undefined || waiting === undefined) return undefined;
    const { client, account } = next;
    this.#size--;
    this.#level = Math.max(this.#level, account.given);
    account.running++;
    account.given += account.meanMs;
    account.expected += account.meanMs;
    this.#accounts.delete(client);
    this.#accounts.set(client, account);
    return { item: waiting.item, client, estimateMs: account.meanMs };
  }

  /** The measured time takes the estimate's place. */
  served({ client, estimateMs }: Turn<T>, ms: number): void {
    this.#meanMs += RECENT * (ms - this.#meanMs);
    const account = this.#accounts.get(client);
    if (account !== undefined) {
      account.given += ms - estimateMs;
      account.expected -= estimateMs;
      account.meanMs += RECENT * (ms - account.meanMs);
      account.running--;
    }
    this.#forget();
  }

  remove(client: string, item: T): boolean {
    const lane = this.#accounts.get(client)?.lane ?? [];
    const index = lane.findIndex((waiting) => waiting.item === item);
    if (index < 0) return false;
    lane.splice(index, 1);
    this.#size--;
    this.#forget();
    return true;
  }

  drain(): T[] {
    const all = [...this.#accounts.values()].flatMap(({ lane }) => lane.splice(0).map(({ item }) => item));
    this.#size = 0;
    return all;
  }

  /** Of those who wait or run now, what the one with least was given, measured: estimates of what runs may be too high. */
  #startingLevel(client: string): number {
    let least: number | undefined;
    for (const [other, { given, expected, lane, running }] of this.#accounts)
      if (other !== client && lane.length + running > 0) least = Math.min(least ?? Number.POSITIVE_INFINITY, given - expected);
    return Math.min(least ?? this.#level, this.#level);
  }

  /** Clients with nothing here and no more than the others had; when nobody is here at all, everybody. */
  #forget(): void {
    const idle = [...this.#accounts].filter(([, { lane, running }]) => lane.length === 0 && running === 0);
    const empty = idle.length === this.#accounts.size;
    for (const [client, { given }] of idle) if (empty || given <= this.#level) this.#accounts.delete(client);
  }
}

/** After all that are due no later. */
function placeFor(lane: readonly { readonly deadline: number }[], deadline: number): number {
  let place = lane.length;
  while (place > 0 && (lane[place - 1] as { deadline: number }).deadline > deadline) place--;
  return place;
}

import { DatabaseSync, type StatementSync } from "node:sqlite";
import { Anchor } from "./anchor.ts";
import { canonical, genesis, hashOf, type Link, sign } from "./chain.ts";
import { type AuditEvent, type EventRow, type IntentEvent, schema } from "./events.ts";
import { claim } from "./private-file.ts";

type Unplaced<T> = T extends AuditEvent ? Omit<T, "seq" | "prevHash" | "anchorFault"> : never;

/** The append-only chain in one SQLite file. Several processes may append: the write lock orders them. */
export class EventLog {
  readonly db: DatabaseSync;
  readonly anchor: Anchor;
  readonly #insert: StatementSync;
  readonly #head: StatementSync;

  constructor(path: string) {
    claim(path);
    this.anchor = new Anchor(path);
    this.db = new DatabaseSync(path, { timeout: 5_000 });
    try {
      this.db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
      this.locked(() => {
        this.db.exec(schema);
        if (this.db.prepare("SELECT seq FROM events LIMIT 1").get() === undefined) this.anchor.begin();
      });
      this.#insert = this.db.prepare("INSERT INTO events (seq, body, hash, signature) VALUES (?, ?, ?, ?)");
      this.#head = this.db.prepare("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1");
    } catch (error) {
      this.db.close();
      throw error;
    }
  }

  /**
   * `durable`: on the disk when this returns. An outcome that a power cut takes becomes "interrupted", which is true enough.
   * `when` is asked under the write lock; when it says no, nothing is written.
   */
  append(event: Unplaced<AuditEvent>, { durable, when = () => true }: { durable: boolean; when?: () => boolean }): boolean {
    this.db.exec(`PRAGMA synchronous = ${durable ? "FULL" : "NORMAL"}`);
    const written = this.locked(() => when() && this.#write(event));
    if (written) this.#signHead();
    return written;
  }

  head(): Link {
    return (this.#head.get() as Link | undefined) ?? { seq: 0, hash: genesis };
  }

  rows(): IterableIterator<EventRow> {
    return this.db.prepare("SELECT seq, body, hash, signature FROM events ORDER BY seq").iterate() as IterableIterator<EventRow>;
  }

  /** Begun and not ended, oldest first. */
  pending(): readonly IntentEvent[] {
    const rows = this.db
      .prepare(
        `SELECT body FROM events i WHERE event = 'intent' AND NOT EXISTS
         (SELECT 1 FROM events o WHERE o.event = 'outcome' AND o.execution_id = i.execution_id) ORDER BY seq`,
      )
      .all() as { body: string }[];
    return rows.map((row) => JSON.parse(row.body) as IntentEvent);
  }

  /** Begun, and no outcome at all. */
  isOpen(executionId: string): boolean {
    return this.#counts(executionId).outcomes === 0;
  }

  /** Begun, and no outcome of its own: one taken for interrupted may still come to its end. */
  isPending(executionId: string): boolean {
    const { intents, outcomes, interruptions } = this.#counts(executionId);
    return intents === 1 && outcomes === interruptions;
  }

  /** One writer at a time, across processes. */
  locked<T>(work: () => T): T {
    this.db.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.db.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.db.isTransaction) this.db.exec("ROLLBACK");
      throw error;
    }
  }

  close(): void {
    this.db.close();
  }

  #counts(executionId: string): { intents: number; outcomes: number; interruptions: number } {
    const sql = `SELECT count(*) FILTER (WHERE event = 'intent') AS intents, count(*) FILTER (WHERE event = 'outcome') AS outcomes,
      count(*) FILTER (WHERE event = 'outcome' AND status = 'interrupted') AS interruptions FROM
      (SELECT event, status FROM events WHERE event = 'intent' AND execution_id = :id
       UNION ALL SELECT event, status FROM events WHERE event = 'outcome' AND execution_id = :id)`;
    return this.db.prepare(sql).get({ id: executionId }) as { intents: number; outcomes: number; interruptions: number };
  }

  #write(event: Unplaced<AuditEvent>): true {
    const anchored = this.anchor.read();
    const head = this.head();
    // The anchor is ahead when records were cut off. The chain goes on from it, so that the hole stays for good.
    const last = anchored.link !== null && anchored.link.seq > head.seq ? anchored.link : head;
    const body = canonical({ ...event, seq: last.seq + 1, prevHash: last.hash, anchorFault: anchored.fault });
    const hash = hashOf(body);
    this.#insert.run(last.seq + 1, body, hash, sign(this.anchor.key, hash));
    return true;
  }

  /** After the commit, under the lock again: the anchor never runs ahead of the chain, and never backwards. */
  #signHead(): void {
    this.locked(() => this.anchor.write(this.head()));
  }
}

import type { DatabaseSync, StatementSync } from "node:sqlite";
import { type Anchor, AnchorFile } from "./anchor.ts";
import { canonical, genesis, hashOf, type Link } from "./chain.ts";
import { checkFormat, formatOf, isEmpty, openForWriting } from "./database.ts";
import { type AuditEvent, format, type IntentEvent, type Place, schema } from "./events.ts";
import { restrictToOwner } from "./private-file.ts";
import { anchorStatement, createKey, readKey, type SigningKey } from "./signing.ts";

export type Unplaced<T = AuditEvent> = T extends AuditEvent ? Omit<T, keyof Place> : never;

/** Gives the event to write, asked under the write lock; `null` for none. */
export type Make = () => Unplaced | null;

/** The append-only chain in one SQLite file. Several processes may append: the write lock orders them. */
export class EventLog {
  readonly path: string;
  readonly db: DatabaseSync;
  readonly key: SigningKey;
  readonly anchor: AnchorFile;
  /** The last record that was there when this process came. */
  readonly openedAt: number;
  readonly #now: () => Date;
  readonly #insert: StatementSync;
  readonly #head: StatementSync;

  constructor(path: string, now: () => Date) {
    restrictToOwner(path);
    this.path = path;
    this.#now = now;
    this.anchor = new AnchorFile(path);
    this.db = openForWriting(path);
    try {
      this.key = this.locked(() => this.#begin());
      this.#insert = this.db.prepare("INSERT INTO events (seq, body, hash, signature) VALUES (?, ?, ?, ?)");
      this.#head = this.db.prepare("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1");
      this.openedAt = this.head().seq;
    } catch (error) {
      this.db.close();
      throw error;
    }
  }

  /**
   * On the disk when this returns, and anchored. `make` is asked under the write lock, where it may also look and delete;
   * when it gives nothing, nothing is written.
   */
  append(make: Make): void {
    const [written] = this.appendAll([make]);
    if (written instanceof Error) throw written;
  }

  /** All in one transaction. What one `make` throws is its own; when the disk fails, all fail. */
  appendAll(makes: readonly Make[]): readonly (boolean | Error)[] {
    let last: Anchor | null = null;
    const written = this.locked(() =>
      makes.map((make) => {
        try {
          const event = make();
          if (event === null) return false;
          last = this.#write(event, last);
          return true;
        } catch (error) {
          // SQLite gave the whole transaction up.
          if (!this.db.isTransaction) throw error;
          return error instanceof Error ? error : new Error(String(error));
        }
      }),
    );
    // Under the lock again: of two processes, the later event's anchor stays.
    if (last !== null) this.locked(() => this.anchor.advance(this.key.publicKey, last as Anchor));
    return written;
  }

  head(): Link {
    return (this.#head.get() as Link | undefined) ?? { seq: 0, hash: genesis };
  }

  /** When the newest record was written, by the clock of then. */
  newestAt(): string | null {
    const row = this.db.prepare("SELECT at FROM events ORDER BY seq DESC LIMIT 1").get() as { at: string } | undefined;
    return row?.at ?? null;
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

  /** Key and anchor come before the table: once the format is written, one of them missing is evidence. */
  #begin(): SigningKey {
    const keyPath = `${this.path}.key`;
    if (formatOf(this.db) !== 0 || !isEmpty(this.db)) {
      checkFormat(this.db);
      return readKey(keyPath);
    }
    const key = createKey(keyPath);
    this.anchor.begin(key, this.#now().toISOString());
    this.db.exec(`${schema}; PRAGMA user_version = ${format}`);
    return key;
  }

  #counts(executionId: string): { intents: number; outcomes: number; interruptions: number } {
    const sql = `SELECT count(*) FILTER (WHERE event = 'intent') AS intents, count(*) FILTER (WHERE event = 'outcome') AS outcomes,
      count(*) FILTER (WHERE event = 'outcome' AND status = 'interrupted') AS interruptions FROM
      (SELECT event, status FROM events WHERE event = 'intent' AND execution_id = :id
       UNION ALL SELECT event, status FROM events WHERE event = 'outcome' AND execution_id = :id)`;
    return this.db.prepare(sql).get({ id: executionId }) as { intents: number; outcomes: number; interruptions: number };
  }

  /** After `before`, which this transaction wrote and nobody can have anchored yet; else after what is on the disk. */
  #write(event: Unplaced, before: Anchor | null): Anchor {
    const { last, fault } = before === null ? this.#end() : { last: before, fault: null };
    const seq = last.seq + 1;
    const at = this.#now().toISOString();
    const body = canonical({ ...event, seq, at, prevHash: last.hash, anchorFault: fault });
    const hash = hashOf(body);
    const signature = this.key.sign(anchorStatement({ seq, at, hash }));
    this.#insert.run(seq, body, hash, signature);
    return { seq, at, hash, signature };
  }

  /**
   * The anchor is ahead when records were cut off, and names another when the last was replaced. The chain goes on from it, so
   * that the hole stays for good.
   */
  #end(): { last: Link; fault: "lost" | "forged" | null } {
    const { link, fault } = this.anchor.read(this.key.publicKey);
    const head = this.head();
    return { last: link !== null && link.seq >= head.seq ? link : head, fault };
  }
}

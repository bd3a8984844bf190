import { DatabaseSync } from "node:sqlite";
import type { EventRow } from "./events.ts";
import { format, schema } from "./events.ts";

/** What both the writer and the readers of the file know of SQLite. */

/** FULL: a commit is on the disk when it returns, WAL or not. `secure_delete`: what retention drops is overwritten. */
export function openForWriting(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5_000 });
  try {
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A connection of its own that sees one moment, while the writer goes on. */
export function openSnapshot(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5_000, readOnly: true });
  try {
    checkFormat(db);
    db.exec("BEGIN");
    // A read transaction begins with its first read.
    db.prepare("SELECT count(*) FROM sqlite_schema").get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

export const formatOf = (db: DatabaseSync): number =>
  (db.prepare("PRAGMA user_version").get() as { user_version: number }).user_version;

export const isEmpty = (db: DatabaseSync): boolean =>
  (db.prepare("SELECT count(*) AS tables FROM sqlite_schema").get() as { tables: number }).tables === 0;

export function checkFormat(db: DatabaseSync): void {
  const found = formatOf(db);
  if (found !== format)
    throw new Error(`it is of the format ${found}, not ${format}: move it away with its .key and .anchor, and a new one begins`);
}

/** As bytes, all of them: what follows a NUL, or is no UTF-8, is part of a row too. */
const rowsSql =
  "SELECT seq, CAST(body AS BLOB) AS body, CAST(hash AS BLOB) AS hash, CAST(signature AS BLOB) AS signature FROM events WHERE seq > ? ORDER BY seq";

export function* rows(db: DatabaseSync, after = Number.MIN_SAFE_INTEGER): Generator<EventRow> {
  for (const row of db.prepare(rowsSql).iterate(after)) {
    const { seq, body, hash, signature } = row as { seq: number; body: Uint8Array; hash: Uint8Array; signature: Uint8Array };
    yield { seq, body, hash: latin(hash), signature: latin(signature) };
  }
}

/** Tables, columns and indexes are what this program made: no trigger, no view in a table's place. */
export function hasOwnSchema(db: DatabaseSync): boolean {
  const list = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name";
  const made = new DatabaseSync(":memory:");
  try {
    made.exec(schema);
    return JSON.stringify(db.prepare(list).all()) === JSON.stringify(made.prepare(list).all());
  } finally {
    made.close();
  }
}

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

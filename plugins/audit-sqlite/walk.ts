import type { KeyObject } from "node:crypto";
import { genesis, hashOf, type Link } from "./chain.ts";
import type { CheckpointEvent, Cut, EventRow, Place } from "./events.ts";
import { anchorStatement, isSignedBy, isSignedByAsync } from "./signing.ts";

export interface Problem {
  readonly executionId: string | null;
  readonly kind: "altered" | "missing" | "reordered" | "truncated" | "unanchored" | "bad-signature";
  readonly message: string;
}

/** The first bad record is what counts; a handful more shows how far it goes. */
const mostProblems = 20;
/** Signatures are checked so many at a time; between two lots, whoever else waits has a turn. */
const lot = 256;

/** Two processes' clocks are one machine's, but a correction of some milliseconds is no step. */
const STEP_MS = 1000;

/** A record that is dated before the one that it follows: the clock was set back in between. */
export interface ClockStep {
  readonly seq: number;
  readonly at: string;
  readonly before: string;
}

type Event = Partial<Place & CheckpointEvent & { executionId: string }>;

/** Goes along a chain, from a database or from an export, and notes what is wrong with it. */
export class ChainWalk {
  readonly problems: Problem[] = [];
  /** The event before the first one. Null until there is one. */
  start: Link | null = null;
  last: Link & { readonly executionId: string | null } = { seq: 0, hash: genesis, executionId: null };
  records = 0;
  /** How often the clock was set back, and where first; every record's time is signed. */
  clockSteps: { readonly count: number; readonly first: ClockStep } | null = null;
  /** The latest retention, by a record of this chain. */
  cut: Cut | null = null;
  readonly #key: KeyObject;
  #at: string | null = null;
  #first: { readonly name: string; readonly executionId: string | null } | null = null;

  constructor(key: KeyObject) {
    this.#key = key;
  }

  get full(): boolean {
    return this.problems.length >= mostProblems;
  }

  /** In lots, on other threads. `seen` is told each event's place and hash. */
  async along(rows: Iterable<EventRow>, seen: (link: Link) => void = () => {}): Promise<void> {
    let waiting: EventRow[] = [];
    const check = async () => {
      const signed = await Promise.all(waiting.map((row) => isSignedByAsync(this.#key, ...signedPart(row))));
      for (const [index, row] of waiting.entries()) this.#step(row, signed[index] === true, seen);
      waiting = [];
    };
    for (const row of rows) {
      waiting.push(row);
      if (waiting.length === lot) await check();
      if (this.full) return;
    }
    await check();
  }

  /** At once: under the write lock nobody may come between. */
  alongNow(rows: Iterable<EventRow>): void {
    for (const row of rows) {
      this.#step(row, isSignedBy(this.#key, ...signedPart(row)), () => {});
      if (this.full) return;
    }
  }

  /** Is the beginning the first record ever, or the one after what retention dropped? */
  judgeStart(): void {
    const { start, cut } = this;
    if (start === null || (start.seq === (cut?.cutSeq ?? 0) && start.hash === (cut?.cutHash ?? genesis))) return;
    const said = cut === null ? "no record says that retention dropped any" : `retention dropped those up to ${cut.cutSeq} only`;
    const message =
      start.seq > (cut?.cutSeq ?? 0)
        ? `${this.#first?.name} is the first one here, and ${said}: the records before it are missing.`
        : `${this.#first?.name} does not follow from what retention dropped: records were put back or replaced.`;
    const kind = start.seq > (cut?.cutSeq ?? 0) ? "missing" : "altered";
    this.problems.unshift({ executionId: this.#first?.executionId ?? null, kind, message });
  }

  add(kind: Problem["kind"], message: string, executionId = this.last.executionId): void {
    if (!this.full) this.problems.push({ executionId, kind, message });
  }

  #step(row: EventRow, signed: boolean, seen: (link: Link) => void): void {
    if (this.full) return;
    const event = parseEvent(row.body);
    const executionId = typeof event?.executionId === "string" ? event.executionId : null;
    const name = nameOf(row.seq, event);
    if (this.start === null) {
      this.start = { seq: row.seq - 1, hash: typeof event?.prevHash === "string" ? event.prevHash : "" };
      this.last = { ...this.start, executionId: null };
      this.#first = { name, executionId };
    }
    const found = judge(row, event, signed, this.last);
    if (found !== null) this.add(found.kind, `${name} ${found.message}`, executionId);
    else if (event?.event === "checkpoint") this.cut = event as CheckpointEvent;
    if (typeof event?.at === "string") this.#clock(row.seq, event.at);
    this.records += 1;
    this.last = { seq: row.seq, hash: row.hash, executionId };
    seen(this.last);
  }

  #clock(seq: number, at: string): void {
    const before = this.#at;
    this.#at = at;
    if (before === null || !(Date.parse(before) - Date.parse(at) > STEP_MS)) return;
    this.clockSteps = { count: (this.clockSteps?.count ?? 0) + 1, first: this.clockSteps?.first ?? { seq, at, before } };
  }
}

/** What the signature is over. The time comes from the body: one that is not there, or is another, makes a wrong signature. */
function signedPart({ seq, body, hash, signature }: EventRow): [string, string] {
  return [anchorStatement({ seq, at: String(parseEvent(body)?.at), hash }), signature];
}

function nameOf(seq: number, event: Event | null): string {
  const what = typeof event?.executionId === "string" ? `execution ${event.executionId}` : (event?.event ?? "unreadable");
  return `Record ${seq} (${what}, ${typeof event?.at === "string" ? event.at : "time unknown"})`;
}

function judge(row: EventRow, event: Event | null, signed: boolean, last: Link): Pick<Problem, "kind" | "message"> | null {
  if (event === null || hashOf(row.body) !== row.hash)
    return { kind: "altered", message: "does not match its hash: it was changed after it was written." };
  if (event.seq !== row.seq) return { kind: "reordered", message: `was written as record ${event.seq}: records were moved.` };
  if (!signed) return { kind: "bad-signature", message: "is not signed with this trail's key." };
  if (row.seq !== last.seq + 1) {
    const gap = row.seq - last.seq - 1;
    const many = gap === 1 ? "1 record is" : `${gap} records are`;
    return { kind: "missing", message: `follows record ${last.seq}: ${many} missing before it.` };
  }
  if (event.prevHash !== last.hash)
    return { kind: "altered", message: `does not follow from record ${last.seq}: one of them was replaced.` };
  if (event.anchorFault === "lost")
    return { kind: "truncated", message: "was written when the anchor file was gone: records before it may have been cut off." };
  if (event.anchorFault === "forged")
    return { kind: "bad-signature", message: "was written when the anchor file was not signed with this trail's key." };
  return null;
}

function parseEvent(body: Uint8Array): Event | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Event) : null;
  } catch {
    return null;
  }
}

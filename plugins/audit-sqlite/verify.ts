import type { KeyObject } from "node:crypto";
import type { Anchor, AnchorState } from "./anchor.ts";
import { genesis, type Link } from "./chain.ts";
import { hasOwnSchema, openSnapshot, rows } from "./database.ts";
import type { Cut } from "./events.ts";
import { anchorStatement, isSignedBy } from "./signing.ts";
import { ChainWalk, type Problem } from "./walk.ts";

/** What was looked at, and what is wrong with it; verified when nothing is. */
export interface Findings {
  readonly verified: boolean;
  /** The first bad record first. */
  readonly problems: readonly Problem[];
  readonly records: number;
  /** The places of the first and the last record looked at; null when there is none. */
  readonly first: number | null;
  readonly last: number | null;
  /** Said by a signed record of the trail, when retention dropped older ones. */
  readonly retention: Pick<Cut, "cutSeq" | "before" | "droppedExecutions"> | null;
  /** No alarm, but what times say is to be read with it. */
  readonly clockSteps: ChainWalk["clockSteps"];
  /** Of the anchors given, how many lie in what was looked at. */
  readonly anchors: number;
}

export interface TrustAnchors {
  /** The public key that one trusts; kept elsewhere, it also finds a trail made anew under a new key. */
  readonly key: KeyObject;
  /** Exported earlier and kept elsewhere. */
  readonly anchors: readonly Anchor[];
}

/**
 * Recomputes the chain from the first record and compares its end with the anchor. A writer may stand between its commit and
 * its anchor: looked at again before a record is called unanchored.
 */
export async function verifyDatabase(path: string, anchored: () => AnchorState, trusted: TrustAnchors): Promise<Findings> {
  for (let tries = 1; ; tries += 1) {
    const found = await verifyMoment(path, anchored, trusted);
    if (tries === 4 || !found.problems.some(({ kind }) => kind === "unanchored")) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function verifyMoment(path: string, anchored: () => AnchorState, trusted: TrustAnchors): Promise<Findings> {
  // Before the snapshot: records that come after it are unanchored at worst, never missing.
  const local = anchored();
  const db = openSnapshot(path);
  try {
    const walk = new ChainWalk(trusted.key);
    if (!hasOwnSchema(db)) walk.add("altered", "The tables of the database are not as this program makes them.");
    const hashes = new HashesAt([...trusted.anchors, ...(local.link === null ? [] : [local.link])]);
    await walk.along(rows(db), (link) => hashes.see(link));
    walk.judgeStart();
    if (walk.start !== null) hashes.see(walk.start);
    checkAnchors(walk, trusted, hashes);
    checkTail(walk, local, hashes);
    return findings(walk, hashes.found(trusted.anchors));
  } finally {
    db.close();
  }
}

/** The hashes of the records that anchors name. */
export class HashesAt {
  readonly #wanted: Set<number>;
  readonly #found = new Map<number, string>([[0, genesis]]);

  constructor(links: readonly { readonly seq: number }[]) {
    this.#wanted = new Set(links.map(({ seq }) => seq));
  }

  see({ seq, hash }: Link): void {
    if (this.#wanted.has(seq)) this.#found.set(seq, hash);
  }

  at(seq: number): string | undefined {
    return this.#found.get(seq);
  }

  found(anchors: readonly Anchor[]): number {
    return anchors.filter(({ seq }) => this.#found.has(seq)).length;
  }
}

/** Anchors that were kept elsewhere: each is a signed statement that the trail had come so far, with this hash. */
export function checkAnchors(walk: ChainWalk, { key, anchors }: TrustAnchors, hashes: HashesAt): void {
  for (const anchor of anchors) {
    const { seq, at, hash, signature } = anchor;
    if (!isSignedBy(key, anchorStatement(anchor), signature))
      walk.add("bad-signature", `The anchor of record ${seq} (${at}) is not signed with this trail's key.`, null);
    else if (seq > walk.last.seq)
      walk.add(
        "truncated",
        `An anchor names record ${seq} (${at}), the trail ends with ${walk.last.seq}: the last were deleted.`,
      );
    else if (hashes.at(seq) !== undefined && hashes.at(seq) !== hash)
      walk.add("altered", `Record ${seq} is not the one that the anchor of ${at} names: it was replaced.`, null);
  }
}

function checkTail(walk: ChainWalk, { link, fault }: AnchorState, hashes: HashesAt): void {
  const last = walk.last.seq;
  if (fault === "lost") walk.add("truncated", "The anchor file is gone: whether the last records are all there can't be told.");
  else if (link === null) walk.add("bad-signature", "The anchor file is not signed with this trail's key.");
  else if (link.seq > last)
    walk.add("truncated", `The anchor names record ${link.seq}, the trail ends with ${last}: the last records were deleted.`);
  else if (hashes.at(link.seq) !== link.hash)
    walk.add("altered", `Record ${link.seq} is not the one that the anchor names: it was replaced.`);
  else if (link.seq < last)
    walk.add("unanchored", `The records after ${link.seq} are not anchored yet; the next execution anchors them.`);
}

export function findings(walk: ChainWalk, anchors: number): Findings {
  const { problems, records, start, last, cut, clockSteps } = walk;
  return {
    verified: problems.length === 0,
    problems,
    records,
    first: start === null ? null : start.seq + 1,
    last: start === null ? null : last.seq,
    retention: cut === null ? null : { cutSeq: cut.cutSeq, before: cut.before, droppedExecutions: cut.droppedExecutions },
    clockSteps,
    anchors,
  };
}

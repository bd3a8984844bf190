import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { genesis, type Link } from "./chain.ts";
import { readIfThere, readOrCreate, replace } from "./private-file.ts";
import { type Anchored, anchorStatement, isSignedBy, type SigningKey } from "./signing.ts";

/** An event's place, time and hash with its signature: what is kept in the anchor file, and what `anchors export` writes. */
export interface Anchor extends Anchored {
  readonly signature: string;
}

const anchorSchema = z.strictObject({
  seq: z.int().nonnegative(),
  at: z.string(),
  hash: z.string(),
  signature: z.string(),
});

/** `lost`: the file is gone though it had been written; `forged`: its signature is not by the local key. */
export type AnchorState =
  | { readonly link: Link; readonly fault: null }
  | { readonly link: null; readonly fault: "lost" | "forged" };

/**
 * The newest event's signed place, in a file of its own: a chain alone can't tell that its last records were cut off.
 * Who restores an older copy of database *and* anchor is found by an anchor that was exported meanwhile.
 */
export class AnchorFile {
  readonly #path: string;
  /** Every append reads the file twice; a text that was checked once need not be checked again. */
  #checked: { readonly text: string; readonly key: KeyObject; readonly link: Link } | null = null;

  constructor(database: string) {
    this.#path = `${database}.anchor`;
  }

  /** For a trail that begins only: later, a missing anchor is evidence. */
  begin(key: SigningKey, at: string): void {
    readOrCreate(this.#path, () => text({ seq: 0, at, hash: genesis }, key.sign(anchorStatement({ seq: 0, at, hash: genesis }))));
  }

  read(key: KeyObject): AnchorState {
    const found = readIfThere(this.#path);
    if (found === null) return { link: null, fault: "lost" };
    if (this.#checked?.text === found && this.#checked.key === key) return { link: this.#checked.link, fault: null };
    const anchor = parseAnchor(found);
    if (anchor === null || !isSignedBy(key, anchorStatement(anchor), anchor.signature)) return { link: null, fault: "forged" };
    const link = { seq: anchor.seq, hash: anchor.hash };
    this.#checked = { text: found, key, link };
    return { link, fault: null };
  }

  /** Forward only. The event is on the disk before: an anchor ahead of its chain would call an honest power cut a deletion. */
  advance(key: KeyObject, anchor: Anchor): void {
    const there = this.read(key).link;
    if (there === null || there.seq < anchor.seq) replace(this.#path, text(anchor, anchor.signature));
  }
}

export function parseAnchor(line: string): Anchor | null {
  try {
    return anchorSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

const text = ({ seq, at, hash }: Anchored, signature: string) => `${JSON.stringify({ seq, at, hash, signature })}\n`;

import { randomBytes } from "node:crypto";
import { z } from "zod";
import { genesis, isSignedBy, type Link, sign } from "./chain.ts";
import { readIfThere, readOrCreate, replace } from "./private-file.ts";

const anchorSchema = z.strictObject({ seq: z.int().nonnegative(), hash: z.string(), signature: z.string() });

/** `lost`: the file is gone though it had been written; `forged`: its signature is not by the local key. */
export type AnchorState =
  | { readonly link: Link; readonly fault: null }
  | { readonly link: null; readonly fault: "lost" | "forged" };

/**
 * The signed head of the chain, in a file of its own: a chain alone can't tell that its last records were cut off.
 * Who restores an older copy of database *and* anchor is not found by it; send the anchor elsewhere to find that too.
 */
export class Anchor {
  readonly #path: string;
  readonly #key: Buffer;

  constructor(path: string) {
    this.#path = `${path}.anchor`;
    this.#key = Buffer.from(readOrCreate(`${path}.key`, () => randomBytes(32).toString("hex")).trim(), "hex");
  }

  get key(): Buffer {
    return this.#key;
  }

  /** For a database without events only: later, a missing anchor is evidence. */
  begin(): void {
    readOrCreate(this.#path, () => this.#text({ seq: 0, hash: genesis }));
  }

  read(): AnchorState {
    const text = readIfThere(this.#path);
    if (text === null) return { link: null, fault: "lost" };
    const anchor = parsed(text);
    if (anchor === null || !isSignedBy(this.#key, signed(anchor), anchor.signature)) return { link: null, fault: "forged" };
    return { link: { seq: anchor.seq, hash: anchor.hash }, fault: null };
  }

  write(link: Link): void {
    replace(this.#path, this.#text(link));
  }

  #text(link: Link): string {
    return `${JSON.stringify({ seq: link.seq, hash: link.hash, signature: sign(this.#key, signed(link)) })}\n`;
  }
}

const signed = (link: Link) => `anchor:${link.seq}:${link.hash}`;

function parsed(text: string): z.infer<typeof anchorSchema> | null {
  try {
    return anchorSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

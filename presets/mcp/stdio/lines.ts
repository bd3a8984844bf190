import { Transform, type TransformCallback } from "node:stream";

const NEWLINE = 10;
/** Where a message names its id: as one of its first keys or as its last. */
const HEAD_BYTES = 4096;
const TAIL_BYTES = 512;

/**
 * Hands whole lines on, and of a line that is longer than `most` bytes nothing: that one is told, with what its ends look like,
 * and the next line is read as if nothing had been. Pieces are joined once, when their line ends.
 */
export class Lines extends Transform {
  readonly #most: number;
  readonly #onTooLong: (id: string | number | null) => void;
  #pieces: Buffer[] = [];
  #size = 0;

  constructor(most: number, onTooLong: (id: string | number | null) => void) {
    super();
    this.#most = most;
    this.#onTooLong = onTooLong;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      this.#take(chunk.subarray(from, end + 1));
      this.#end();
      from = end + 1;
    }
    this.#take(chunk.subarray(from));
    done();
  }

  #take(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#size += piece.length;
    this.#pieces.push(piece);
    // Past the limit only its two ends are kept.
    if (this.#size > this.#most && this.#pieces.length > 1) {
      const head = (this.#pieces[0] as Buffer).subarray(0, HEAD_BYTES);
      const tail = Buffer.concat(this.#pieces.slice(1)).subarray(-TAIL_BYTES);
      this.#pieces = [Buffer.from(head), Buffer.from(tail)];
    }
  }

  #end(): void {
    const [pieces, size] = [this.#pieces, this.#size];
    [this.#pieces, this.#size] = [[], 0];
    if (size <= this.#most) this.push(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces, size));
    else this.#onTooLong(idOf(pieces[0] as Buffer, pieces.at(-1) as Buffer));
  }
}

/** Not parsed: it is too long for that. `null`, as JSON-RPC has it for a request that can't be read, when it stands elsewhere. */
function idOf(head: Buffer, tail: Buffer): string | number | null {
  const id = String.raw`"id"\s*:\s*(\d{1,15}|"[^"\\]{0,200}")`;
  const other = String.raw`"(?:jsonrpc|method)"\s*:\s*"[^"\\]*"\s*,\s*`;
  const first = new RegExp(String.raw`^\s*\{\s*(?:${other})*${id}\s*,`).exec(head.toString("latin1", 0, HEAD_BYTES));
  const last = new RegExp(String.raw`[,{]\s*${id}\s*(?:,\s*"(?:jsonrpc|method)"\s*:\s*"[^"\\]*"\s*)*\}\s*$`).exec(
    tail.toString("latin1", Math.max(0, tail.length - TAIL_BYTES)),
  );
  const found = first?.[1] ?? last?.[1];
  return found === undefined ? null : (JSON.parse(found) as string | number);
}

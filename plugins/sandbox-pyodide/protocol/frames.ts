import { Buffer } from "node:buffer";

/**
 * Length-prefixed frames: JSON head, raw body. Bodies carry dataset bytes into the jail, and the JSON text of an answer out of it.
 * Own framing, not Node's IPC: its `advanced` mode would run V8's deserialiser over hostile bytes in the server.
 */
const PREFIX = 8;

export function encodeFrame(head: unknown, body: readonly Uint8Array[] = []): Buffer[] {
  const json = Buffer.from(JSON.stringify(head));
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32LE(json.length, 0);
  prefix.writeUInt32LE(
    body.reduce((sum, part) => sum + part.length, 0),
    4,
  );
  return [prefix, json, ...body.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))];
}

/** Feeds chunks in, hands whole frames out. Throws on a frame beyond its limits: the other side is broken or hostile. */
export class FrameReader {
  readonly #limits: { readonly head: number; readonly body: number };
  readonly #onFrame: (head: unknown, body: Buffer) => void;
  #chunks: Buffer[] = [];
  #size = 0;
  #wanted = PREFIX;

  constructor(limits: { readonly head: number; readonly body: number }, onFrame: (head: unknown, body: Buffer) => void) {
    this.#limits = limits;
    this.#onFrame = onFrame;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#size >= this.#wanted) {
      const data = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks, this.#size);
      this.#chunks = [data];
      const head = data.readUInt32LE(0);
      const body = data.readUInt32LE(4);
      if (head > this.#limits.head || body > this.#limits.body) throw new Error(`frame too large: ${head} + ${body} bytes`);
      this.#wanted = PREFIX + head + body;
      if (this.#size < this.#wanted) return;
      const json = data.toString("utf8", PREFIX, PREFIX + head);
      const payload = data.subarray(PREFIX + head, this.#wanted);
      const rest = data.subarray(this.#wanted);
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#size = rest.length;
      this.#wanted = PREFIX;
      this.#onFrame(JSON.parse(json), payload);
    }
  }
}

import { Buffer } from "node:buffer";
import { inflateRawSync } from "node:zlib";
import { Refused } from "./refused.ts";

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedBytes: number;
  readonly offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const COMMENT_MAX = 65_535;
const ENTRIES_MAX = 10_000;
const STORED = 0;
const DEFLATED = 8;

/** The archive's own list. What it says of sizes is not believed: `extract` measures. */
export function entriesOf(archive: Uint8Array): ZipEntry[] {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > ENTRIES_MAX) throw new Refused(`it is an archive of ${count} files; at most ${ENTRIES_MAX} can be read`);
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let read = 0; read < count; read++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw truncated();
    const nameBytes = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString("utf8", at + 46, at + 46 + nameBytes),
      method: bytes.readUInt16LE(at + 10),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      packedBytes: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** At most `most` bytes of it: what would be more is refused before it is there. */
export function extract(archive: Uint8Array, entry: ZipEntry, most: number): Uint8Array {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  if (entry.encrypted) throw new Refused("it is protected by a password; save it without one");
  if (entry.offset + 30 > bytes.length || bytes.readUInt32LE(entry.offset) !== LOCAL) throw truncated();
  const from = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  const packed = bytes.subarray(from, from + entry.packedBytes);
  if (packed.length < entry.packedBytes) throw truncated();
  if (entry.method === STORED) {
    if (packed.length > most) throw tooLarge(most);
    return packed;
  }
  if (entry.method !== DEFLATED) throw new Refused("it is packed in a way that only few programs know; pack it again as ZIP");
  return inflated(() => inflateRawSync(packed, { maxOutputLength: most }), most);
}

/** Runs one of Node's decompressors, and says what its errors mean. */
export function inflated(decompress: () => Buffer, most: number): Buffer {
  try {
    return decompress();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(most);
    throw truncated();
  }
}

const tooLarge = (most: number) =>
  new Refused(`it unpacks to more than ${Math.ceil(most / 1_048_576)} MB; keep only the columns and rows that are needed`);
const truncated = () => new Refused("it is damaged or was cut short; copy it again");

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - COMMENT_MAX); at--)
    if (bytes.readUInt32LE(at) === END) return at;
  throw truncated();
}

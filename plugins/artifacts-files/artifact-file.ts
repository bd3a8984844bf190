import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { StrategicError } from "../../core/errors.ts";
import type { Artifact, ArtifactEntry, ArtifactKey } from "../../core/ports/artifact-store.ts";

/** One artifact as a file: a line of JSON that a list can be made from, then the body as it is. */
interface Head {
  readonly v: 1;
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly createdAt: string;
  readonly of: string | null;
  readonly bytes: number;
  /** Of the body: half a file, or one that somebody changed, is never drawn from. */
  readonly sha256: string;
}

const LINE_END = 0x0a;
/** Most heads are a tenth of it. */
const FIRST_READ = 4096;
/** A title of 5,000 characters, each escaped, and room. */
const HEAD_MAX = 64 * 1024;

export function written({ kind, id, title, createdAt, of, body }: Artifact): Buffer {
  const head: Head = { v: 1, kind, id, title, createdAt, of, bytes: body.length, sha256: hash(body) };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]);
}

export function read(file: Buffer, key: ArtifactKey): Artifact {
  const end = file.indexOf(LINE_END);
  const head = headOf(file.subarray(0, Math.max(0, end)), key);
  const body = file.subarray(end + 1);
  if (body.length !== head.bytes || hash(body) !== head.sha256) throw damaged();
  const { title, createdAt, of } = head;
  return { ...key, title, createdAt, of, body };
}

export async function readEntry(file: FileHandle, key: ArtifactKey): Promise<ArtifactEntry> {
  for (let size = FIRST_READ; size <= HEAD_MAX; size *= 4) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
    const end = buffer.subarray(0, bytesRead).indexOf(LINE_END);
    if (end < 0 && bytesRead === size) continue;
    const { title, createdAt, of, bytes } = headOf(buffer.subarray(0, Math.max(0, end)), key);
    return { ...key, title, createdAt, of, bytes };
  }
  throw damaged();
}

function headOf(line: Uint8Array, { kind, id }: ArtifactKey): Head {
  let head: Partial<Head> | null;
  try {
    head = JSON.parse(Buffer.from(line).toString("utf8")) as Partial<Head> | null;
  } catch {
    throw damaged();
  }
  const { title, createdAt, of = null, bytes, sha256 } = head ?? {};
  const whole =
    head?.v === 1 &&
    head.kind === kind &&
    head.id === id &&
    typeof title === "string" &&
    typeof createdAt === "string" &&
    (of === null || typeof of === "string") &&
    Number.isInteger(bytes) &&
    typeof sha256 === "string";
  if (!whole) throw damaged();
  return head as Head;
}

const hash = (body: Uint8Array): string => createHash("sha256").update(body).digest("hex");

const damaged = () => new StrategicError("STORE_FAILED", "What was kept of it was damaged on the disk. Run the analysis again.");

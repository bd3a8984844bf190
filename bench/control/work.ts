import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";

const TEXT = Buffer.from(Array.from({ length: 12_000 }, (_, at) => `row ${at} ${(at * 7919) % 1000}`).join("\n"));
const MEMORY = new Uint8Array(24 * 2 ** 20);

/**
 * A fixed piece of work, of the kinds that the server's own time goes into: objects and JSON (protocol, scope, audit), arithmetic
 * (the interpreter), copied memory (the rewind), deflate and hashes (pictures, audit). Some 20 ms; it must never change, or every
 * accepted ratio changes with it.
 */
export function work(): number {
  const rows = Array.from({ length: 4000 }, (_, id) => ({ id, name: `row ${id}`, value: (id * 7919) % 1000 }));
  const parsed = JSON.parse(JSON.stringify(rows)) as typeof rows;
  parsed.sort((a, b) => a.value - b.value || a.id - b.id);
  let sum = parsed[17]?.id ?? 0;
  for (let at = 0; at < 2_000_000; at++) sum = (Math.imul(sum, 1_103_515_245) + at) >>> 0;
  MEMORY.copyWithin(0, MEMORY.length / 2);
  MEMORY.copyWithin(MEMORY.length / 2, 0, MEMORY.length / 2);
  MEMORY[0] = sum;
  return (
    sum +
    deflateSync(TEXT, { level: 6 }).length +
    (createHash("sha256")
      .update(MEMORY.subarray(0, 2 ** 20))
      .digest()[0] ?? 0)
  );
}

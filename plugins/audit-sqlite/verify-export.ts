import { z } from "zod";
import type { EventRow } from "./events.ts";
import { exportHead } from "./export.ts";
import { exportStatement, isSignedBy } from "./signing.ts";
import { checkAnchors, type Findings, findings, HashesAt, type TrustAnchors } from "./verify.ts";
import { ChainWalk } from "./walk.ts";

const line = z.strictObject({ seq: z.int(), hash: z.string(), signature: z.string(), body: z.string() });

/** Checks an exported trail with nothing but its text, the public key, and the anchors one has kept. */
export async function verifyExportText(text: string, trusted: TrustAnchors): Promise<Findings> {
  const walk = new ChainWalk(trusted.key);
  const [top = "", ...rest] = text.split("\n");
  const head = exportHead.safeParse(parsed(top)).data;
  if (head === undefined) {
    walk.add("altered", "The first line is not the signed head that every export begins with.");
    return findings(walk, 0);
  }
  const { signature, ...signed } = head;
  if (!isSignedBy(trusted.key, exportStatement(signed), signature))
    walk.add("bad-signature", "The head of the export is not signed with this trail's key.");
  const hashes = new HashesAt(trusted.anchors);
  hashes.see(head.after);
  await walk.along(rowsOf(rest, walk), (link) => hashes.see(link));
  // What came before is not here; the head, which is signed, says what the first one stands on.
  walk.start ??= head.after;
  if (walk.records === 0) walk.last = { ...head.after, executionId: null };
  const first = head.after.seq + 1;
  if (walk.start.seq !== head.after.seq)
    walk.problems.unshift({
      executionId: null,
      kind: "missing",
      message: `The export begins with record ${first}; here the first is ${walk.start.seq + 1}.`,
    });
  else if (walk.start.hash !== head.after.hash)
    walk.problems.unshift({
      executionId: null,
      kind: "altered",
      message: `Record ${first} does not stand on what the export began after: it was changed or replaced.`,
    });
  else if (head.since === null) walk.judgeStart();
  if (walk.last.seq < head.last.seq)
    walk.add("truncated", `The export went up to record ${head.last.seq}, this file ends with ${walk.last.seq}.`);
  else if (walk.last.seq !== head.last.seq || walk.last.hash !== head.last.hash)
    walk.add("altered", `Record ${walk.last.seq} is not the one that the export ended with.`);
  checkAnchors(walk, trusted, hashes);
  return findings(walk, hashes.found(trusted.anchors));
}

function* rowsOf(lines: readonly string[], walk: ChainWalk): Generator<EventRow> {
  for (const [index, text] of lines.entries()) {
    if (text === "" && index === lines.length - 1) return;
    const row = line.safeParse(parsed(text)).data;
    if (row === undefined) {
      walk.add("altered", `Line ${index + 2} is not a record: it was changed or cut.`, null);
      continue;
    }
    yield { ...row, body: Buffer.from(row.body) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

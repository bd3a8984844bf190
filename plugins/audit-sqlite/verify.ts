import type { AuditVerification } from "../../core/ports/audit-sink.ts";
import { genesis, hashOf, isSignedBy, type Link } from "./chain.ts";
import type { EventLog } from "./event-log.ts";
import type { EventRow } from "./events.ts";

interface Problem {
  readonly executionId: string | null;
  readonly kind: "altered" | "missing" | "reordered" | "truncated" | "unanchored" | "bad-signature";
  readonly message: string;
}

/** The first bad record is what counts; a handful more shows how far it goes. */
const mostProblems = 20;

/** Recomputes the chain from the first record and compares its end with the anchor. One read transaction: one moment. */
export function verifyChain(log: EventLog): AuditVerification {
  const anchored = log.anchor.read();
  const problems: Problem[] = [];
  const key = log.anchor.key;
  const anchorSeq = anchored.link?.seq ?? -1;
  let atAnchor: string | null = anchorSeq === 0 ? genesis : null;
  let last: Link & { executionId: string | null } = { seq: 0, hash: genesis, executionId: null };
  log.db.exec("BEGIN");
  try {
    for (const row of log.rows()) {
      const { executionId, found } = judge(row, last, key);
      problems.push(...found);
      if (row.seq === anchorSeq) atAnchor = row.hash;
      last = { seq: row.seq, hash: row.hash, executionId };
      if (problems.length >= mostProblems) break;
    }
  } finally {
    log.db.exec("COMMIT");
  }
  if (problems.length < mostProblems) problems.push(...judgeEnd(anchored, atAnchor, last));
  return { verified: problems.length === 0, problems };
}

function judge(row: EventRow, last: Link, key: Buffer): { executionId: string | null; found: Problem[] } {
  const event = parsed(row.body);
  const executionId = typeof event?.executionId === "string" ? event.executionId : null;
  const name = `Record ${row.seq} (execution ${executionId ?? "unknown"})`;
  const problem = (kind: Problem["kind"], message: string) => ({
    executionId,
    found: [{ executionId, kind, message: `${name} ${message}` }],
  });
  if (event === null || hashOf(row.body) !== row.hash)
    return problem("altered", "does not match its hash: it was changed after it was written.");
  if (event.seq !== row.seq) return problem("reordered", `was written as record ${event.seq}: records were moved.`);
  if (!isSignedBy(key, row.hash, row.signature)) return problem("bad-signature", "is not signed with this machine's key.");
  if (row.seq !== last.seq + 1) {
    const gap = row.seq - last.seq - 1;
    return problem("missing", `follows record ${last.seq}: ${gap} record${gap === 1 ? " is" : "s are"} missing before it.`);
  }
  if (event.prevHash !== last.hash)
    return problem("altered", `does not follow from record ${last.seq}: one of them was replaced.`);
  if (event.anchorFault === "lost")
    return problem("truncated", "was written when the anchor file was gone: records before it may have been cut off.");
  if (event.anchorFault === "forged")
    return problem("bad-signature", "was written when the anchor file was not signed with this machine's key.");
  return { executionId, found: [] };
}

function judgeEnd(
  anchored: ReturnType<EventLog["anchor"]["read"]>,
  atAnchor: string | null,
  last: Link & { executionId: string | null },
): Problem[] {
  const problem = (kind: Problem["kind"], message: string) => [{ executionId: last.executionId, kind, message }];
  const { link, fault } = anchored;
  if (link === null) {
    return fault === "lost"
      ? problem("truncated", "The anchor file is gone: whether the last records are all there can't be told.")
      : problem("bad-signature", "The anchor file is not signed with this machine's key.");
  }
  if (link.seq > last.seq) {
    return problem(
      "truncated",
      `The anchor names record ${link.seq}, the trail ends with ${last.seq}: the last records were deleted.`,
    );
  }
  if (atAnchor !== link.hash)
    return problem("altered", `Record ${link.seq} is not the one that the anchor names: it was replaced.`);
  if (link.seq < last.seq)
    return problem("unanchored", `The records after ${link.seq} are not anchored yet; the next execution anchors them.`);
  return [];
}

function parsed(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

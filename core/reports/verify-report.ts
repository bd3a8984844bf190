import { createHash } from "node:crypto";
import type { AuditRecord, AuditSink } from "../ports/audit-sink.ts";
import type { Json } from "../ports/sandbox.ts";

export interface ReportFindings {
  readonly verified: boolean;
  /** Null where no record knows the file. */
  readonly reportId: string | null;
  readonly madeAt: string | null;
  readonly runs: readonly { readonly executionId: string; readonly startedAt: string | null; readonly status: string | null }[];
  readonly problems: readonly string[];
}

const PAGE = 200;

/** Whether a report's file is byte for byte one that was made here, from runs that are on record, in a trail that is whole. */
export async function verifyReport(audit: Pick<AuditSink, "query" | "verify">, file: Uint8Array): Promise<ReportFindings> {
  const record = await recordOf(audit, createHash("sha256").update(file).digest("hex"));
  if (record === null) {
    const problem = "No record has this file's hash: it was changed since it was made, or made by another server.";
    return { verified: false, reportId: null, madeAt: null, runs: [], problems: [problem] };
  }
  const runs = await Promise.all(
    runsOf(record.usage).map(async (executionId) => {
      const [run] = (await audit.query({ executionId, limit: 1 })).records;
      return { executionId, startedAt: run?.startedAt ?? null, status: run?.status ?? null };
    }),
  );
  const { verified, problems } = await audit.verify();
  const found = [
    ...problems.map(({ message }) => message),
    ...runs.flatMap(({ executionId, status }) => {
      if (status === "ok") return [];
      return [
        `The run ${executionId} ${status === null ? "is not in the trail: retention may have dropped it" : `ended as "${status}"`}.`,
      ];
    }),
  ];
  return {
    verified: verified && found.length === 0,
    reportId: record.executionId,
    madeAt: record.startedAt,
    runs,
    problems: verified || problems.length > 0 ? found : ["The chain of the trail is broken.", ...found],
  };
}

/** Latest first: most files that somebody asks about are young. */
async function recordOf(audit: Pick<AuditSink, "query">, sha256: string): Promise<AuditRecord | null> {
  let cursor: string | null = null;
  do {
    const page = await audit.query({ limit: PAGE, ...(cursor !== null && { cursor }) });
    const found = page.records.find(({ kind, usage }) => kind === "report" && filesOf(usage).includes(sha256));
    if (found !== undefined) return found;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return null;
}

const field = (usage: Json, name: string): Json =>
  usage !== null && typeof usage === "object" && !Array.isArray(usage)
    ? ((usage as { readonly [key: string]: Json })[name] ?? null)
    : null;

const runsOf = (usage: Json): readonly string[] => {
  const runs = field(usage, "runs");
  return Array.isArray(runs) ? runs.map(String) : [];
};

const filesOf = (usage: Json): readonly string[] => Object.values(field(usage, "files") ?? {}).map(String);

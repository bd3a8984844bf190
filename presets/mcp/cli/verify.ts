import { readFileSync } from "node:fs";
import { type ReportFindings, verifyReport } from "../../../core/reports/verify-report.ts";
import { auditSqlite } from "../../../plugins/audit-sqlite/index.ts";
import { defaultAuditPath } from "../assemble.ts";
import { type Command, onlyOne, parse, text, UsageError, usageOf } from "./arguments.ts";
import { exit } from "./exit.ts";

const flags = {
  audit: { value: "FILE", env: "STRATEGIC_PYTHON_AUDIT", help: "the audit trail; the user's own unless said" },
  json: { help: "print the findings as JSON" },
} as const;

export const verify: Command = {
  name: "verify",
  usage: [usageOf("verify REPORT", flags)],
  summary: "whether a report is as it was made, from runs that are on record",
  flags,
  async run(args) {
    const { values, positionals } = parse(args, verify);
    const path = onlyOne(positionals, verify, "give one file of a report");
    const audit = auditSqlite({ path: text(values.audit) ?? defaultAuditPath() }).adapters.auditSink();
    const found = await verifyReport(audit, readReport(path)).finally(() => audit.close());
    process.stdout.write(values.json ? `${JSON.stringify(found)}\n` : `${said(found).join("\n")}\n`);
    return found.verified ? exit.ok : exit.failed;
  },
};

function readReport(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`can't read ${path}: ${(error as Error).message}`);
  }
}

function said({ verified, reportId, madeAt, runs, problems }: ReportFindings): string[] {
  if (reportId === null) return [`NOT VERIFIED: ${problems.join(" ")}`];
  return [
    verified ? "verified: the file is as it was made, and every record is as it was written" : "NOT VERIFIED",
    ...problems,
    `report ${reportId}, made ${madeAt}`,
    ...runs.map(
      ({ executionId, startedAt, status }) =>
        `run ${executionId}: ${status ?? "not in the trail"}${startedAt === null ? "" : `, ${startedAt}`}`,
    ),
  ];
}

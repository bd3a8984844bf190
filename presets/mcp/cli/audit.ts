import { auditSqlite } from "../../../plugins/audit-sqlite/index.ts";
import { defaultAuditPath } from "../assemble.ts";
import { type Command, parse, text, UsageError } from "./arguments.ts";
import { exit } from "./exit.ts";

const usage = "audit verify [--audit FILE] [--json]";

export const audit: Command = {
  name: "audit",
  usage,
  summary: "check the audit trail's hash chain",
  async run(args) {
    const { values, positionals } = parse(
      args,
      { audit: { type: "string", env: "STRATEGIC_PYTHON_AUDIT" }, json: { type: "boolean" } },
      usage,
    );
    if (positionals.length !== 1 || positionals[0] !== "verify") throw new UsageError(`Usage: strategic-python ${usage}`);
    const sink = auditSqlite({ path: text(values.audit) ?? defaultAuditPath() }).adapters?.auditSink?.();
    if (sink === undefined) throw new Error("the audit plugin provides no sink");
    const { verified, problems } = await sink.verify();
    await sink.close();
    if (values.json) process.stdout.write(`${JSON.stringify({ verified, problems })}\n`);
    else if (verified) process.stdout.write("verified: every record is as it was written\n");
    else
      for (const { executionId, kind, message } of problems)
        process.stdout.write(`${kind}${executionId === null ? "" : ` ${executionId}`}: ${message}\n`);
    return verified ? exit.ok : exit.failed;
  },
};

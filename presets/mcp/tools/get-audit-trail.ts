import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { AuditFilter, AuditRecord } from "../../../core/index.ts";
import { examples } from "../examples.ts";
import { lean } from "../lean-schema.ts";
import { auditInput, auditOutput } from "../schemas.ts";
import type { Service } from "../service.ts";
import { fencedLines, oneLine } from "../untrusted.ts";

const inputSchema = lean(z.object(auditInput), { example: examples.get_audit_trail });
const outputSchema = lean(auditOutput);

/** This client's records: what other sessions did, and said, is the operator's to read, by the command line. */
export function registerGetAuditTrail(server: McpServer, { app, client }: Service): void {
  server.registerTool(
    "get_audit_trail",
    {
      title: "Audit trail",
      description:
        "Every execution of this connection, newest first: what ran, for whom, how it ended. verify: true recomputes the whole hash chain.",
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    async ({ verify, ...filter }) => {
      const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
      const page = await app.audit.query({ ...(given as AuditFilter), client });
      const check = verify === true ? await app.audit.verify() : null;
      const records = page.records.map(readable);
      const trail = { ...page, records, ...(check !== null && { verified: check.verified, problems: check.problems }) };
      const parts = [`${records.length} records of this connection.`];
      if (check?.verified === true) parts.push("The chain is whole.");
      if (check?.verified === false) parts.push("The chain is broken.");
      parts.push(
        ...fencedLines(
          "problems",
          (check?.problems ?? []).slice(0, 20).map(({ message }) => oneLine(message)),
        ),
      );
      parts.push(...fencedLines("records", records.slice(0, LINES_SHOWN).map(recordLine)));
      if (records.length > LINES_SHOWN) parts.push(`… and ${records.length - LINES_SHOWN} more in the structured answer.`);
      if (page.nextCursor !== null) parts.push(`There are older ones: ask again with cursor "${page.nextCursor}".`);
      return { structuredContent: trail, content: [{ type: "text", text: parts.join("\n\n") }] };
    },
  );
}

const LINES_SHOWN = 50;

const recordLine = ({ executionId, kind, startedAt, status, persona, capability, template, reason, datasets }: AuditRecord) =>
  [
    `${startedAt} ${status}: ${kind} ${executionId}`,
    [persona, capability, template].filter((part) => part !== null && part !== "").join(" / "),
    datasets.map(({ name }) => name).join(", "),
    reason ?? "",
  ]
    .filter((part) => part !== "")
    .map((part) => oneLine(part, 300))
    .join("; ");

/** Reasons quote errors, and names are as they came: a model reads one line of each. */
const readable = ({ reason, persona, capability, template, datasets, ...record }: AuditRecord): AuditRecord => ({
  ...record,
  persona: line(persona),
  capability: line(capability),
  template: line(template),
  reason: line(reason),
  datasets: datasets.map(({ name, sha256 }) => ({ name: oneLine(name), sha256 })),
});

const line = (text: string | null) => (text === null ? null : oneLine(text));

import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { AuditFilter } from "../../../core/index.ts";
import { auditInput, auditOutput } from "../schemas.ts";
import type { Service } from "./service.ts";

export function registerGetAuditTrail(server: McpServer, { app }: Service): void {
  server.registerTool(
    "get_audit_trail",
    {
      title: "Audit trail",
      description: "Every execution, newest first: what ran, for whom, how it ended. verify: true recomputes the hash chain.",
      inputSchema: z.object(auditInput),
      outputSchema: auditOutput,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    async ({ verify, ...filter }) => {
      const page = await app.audit.query(
        Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as AuditFilter,
      );
      const check = verify === true ? await app.audit.verify() : null;
      const trail = check === null ? page : { ...page, verified: check.verified, problems: check.problems };
      const verdict =
        check === null
          ? ""
          : check.verified
            ? " The chain is whole."
            : ` The chain is broken: ${check.problems.map(({ message }) => message).join("; ")}.`;
      return {
        structuredContent: trail as never,
        content: [{ type: "text", text: `${page.records.length} records.${verdict}` }],
      };
    },
  );
}

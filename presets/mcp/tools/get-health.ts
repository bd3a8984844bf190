import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { lean } from "../lean-schema.ts";
import { healthOutput } from "../schemas.ts";
import type { Service } from "../service.ts";
import { fenced, oneLine } from "../untrusted.ts";

const inputSchema = lean(z.object({}));
const outputSchema = lean(healthOutput);

/** Runs no guest code and changes no metric. */
export function registerGetHealth(server: McpServer, { app }: Service): void {
  server.registerTool(
    "get_health",
    {
      title: "Health",
      description: "Whether analyses run now, which isolation layers hold, pool and versions.",
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    async () => {
      const health = app.health();
      const layers = health.layers.map(({ name, active }) => `${name} ${active ? "holds" : "off"}`).join(", ");
      const { ready, workers } = health.pool;
      const parts = [`${health.ready ? "Ready" : "Not ready"}. Layers: ${layers}. Workers: ${ready} of ${workers} ready.`];
      if (health.reason !== null) parts.push(fenced("reason", oneLine(health.reason)));
      const text = parts.join("\n\n");
      return { structuredContent: health, content: [{ type: "text", text }] };
    },
  );
}

import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { healthOutput } from "../schemas.ts";
import type { Service } from "./service.ts";

/** Runs no guest code and changes no metric. */
export function registerGetHealth(server: McpServer, { app }: Service): void {
  server.registerTool(
    "get_health",
    {
      title: "Health",
      description: "Whether analyses run now, which isolation layers hold, pool and versions.",
      inputSchema: z.object({}),
      outputSchema: healthOutput,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    async () => {
      const health = app.health();
      const layers = health.layers.map(({ name, active }) => `${name} ${active ? "holds" : "off"}`).join(", ");
      const text = `${health.ready ? "Ready" : `Not ready: ${health.reason}`}. Layers: ${layers}. Workers: ${health.pool.ready} of ${health.pool.workers} ready.`;
      return { structuredContent: health as never, content: [{ type: "text", text }] };
    },
  );
}

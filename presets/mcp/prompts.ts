import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Service } from "./tools/service.ts";

/** One prompt per persona: its way of working, and the question. */
export function registerPrompts(server: McpServer, { app }: Service): void {
  for (const { id, title, instructions, charts } of app.personas()) {
    server.registerPrompt(
      id,
      { title, description: `Work on a question as ${id} (${title})`, argsSchema: z.object({ question: z.string() }) },
      ({ question }) => ({
        messages: [
          {
            role: "user",
            content: {
              type: "text",
              text: `${instructions}\n\nUse run_analysis with persona "${id}". Charts: ${charts.join(", ")}.\n\nQuestion: ${question}`,
            },
          },
        ],
      }),
    );
  }
}

import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { isStrategicError, type PersonaInfo, StrategicError } from "../../../core/index.ts";
import { examples } from "../examples.ts";
import { lean } from "../lean-schema.ts";
import { datasetsText, personasText, templatesText } from "../listing-text.ts";
import { listInput, listOutput } from "../schemas.ts";
import { may, type Service } from "../service.ts";
import { fenced, oneLine } from "../untrusted.ts";

/** Tables; and templates, of which a client that asks once should see all. */
const PAGE = 50;
const TEMPLATES_PAGE = 100;

const inputSchema = lean(z.object(listInput), { example: examples.list_templates });
const outputSchema = lean(listOutput);

export function registerListTemplates(server: McpServer, service: Service): void {
  const { app } = service;
  server.registerTool(
    "list_templates",
    {
      title: "List templates, personas, datasets",
      description: "What can be drawn, for whom, from which data. With id: that template's JSON Schema and sample.",
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    async ({ kind = "templates", persona, id, cursor }) => {
      try {
        const from = cursor === undefined ? 0 : offset(cursor);
        if (kind === "datasets" && !may(service, "analyze"))
          throw new StrategicError("INVALID_INPUT", "Tables are shown to who may analyze: your token's scope does not say so.");
        if (kind === "datasets") {
          const { items, total } = await app.datasets({ from, count: PAGE });
          return answer(items, next(from, total), datasetsText(items));
        }
        if (kind === "personas") {
          const all = withoutInstructions(app.personas());
          const page = all.slice(from, from + PAGE);
          return answer(page, next(from, all.length), personasText(page));
        }
        const all = app.templates({ ...(id && { id }), ...(persona && { persona }) });
        const page = all.slice(from, from + TEMPLATES_PAGE);
        return answer(page, next(from, all.length, TEMPLATES_PAGE), templatesText(page));
      } catch (error) {
        if (!isStrategicError(error)) throw error;
        return {
          ...answer([], null, ""),
          isError: true,
          content: [{ type: "text" as const, text: fenced(error.code, oneLine(error.message, 400)) }],
        };
      }
    },
  );
}

const next = (from: number, total: number, page = PAGE) => (from + page < total ? String(from + page) : null);

function answer(items: readonly object[], nextCursor: string | null, text: string) {
  const parts = [items.length === 0 ? "None." : text];
  if (nextCursor !== null) parts.push(`There are more: ask again with cursor "${nextCursor}".`);
  return { structuredContent: { items, nextCursor }, content: [{ type: "text" as const, text: parts.join("\n\n") }] };
}

const withoutInstructions = (personas: readonly PersonaInfo[]) => personas.map(({ instructions: _, ...persona }) => persona);

function offset(cursor: string): number {
  const value = Number(cursor);
  return Number.isInteger(value) && value >= 0 ? value : 0;
}

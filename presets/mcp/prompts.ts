import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { PromptTemplate } from "../../core/index.ts";
import type { Service } from "./tools/service.ts";

/** One prompt per persona, its way of working and the question; and one per task, the order of calls that does it. */
export function registerPrompts(server: McpServer, { app }: Service): void {
  for (const { id, title, instructions, charts } of app.personas())
    server.registerPrompt(
      id,
      { title, description: `Work on a question as ${id} (${title})`, argsSchema: z.object({ question: z.string() }) },
      ({ question }) =>
        said(`${instructions}\n\nUse run_analysis with persona "${id}". Charts: ${charts.join(", ")}.\n\nQuestion: ${question}`),
    );
  for (const prompt of app.prompts())
    server.registerPrompt(
      prompt.id,
      { title: prompt.title, description: prompt.description, argsSchema: argumentsOf(prompt) },
      (given) => said(filledIn(prompt, given)),
    );
}

function argumentsOf(prompt: PromptTemplate) {
  const fields = prompt.arguments.map(({ name, description, required }) => {
    const field = z.string().describe(description);
    return [name, required ? field : field.optional()] as const;
  });
  return z.object(Object.fromEntries(fields));
}

function filledIn({ text, arguments: names }: PromptTemplate, given: Readonly<Record<string, string | undefined>>): string {
  const known = new Map(names.map(({ name }) => [name, given[name] ?? "not given"]));
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => known.get(name) ?? whole);
}

const said = (text: string) => ({ messages: [{ role: "user" as const, content: { type: "text" as const, text } }] });

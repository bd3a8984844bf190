import { completable, type McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { App, PromptArgument, PromptTemplate } from "../../core/index.ts";
import { may, type Service } from "./service.ts";

const question = z.object({ question: z.string() });

/** One prompt per persona, its way of working and the question; and one per task, the order of calls that does it. */
export function registerPrompts(server: McpServer, service: Service): void {
  const { app } = service;
  for (const { id, title, instructions, charts } of app.personas())
    server.registerPrompt(
      id,
      { title, description: `Work on a question as ${id} (${title})`, argsSchema: question },
      ({ question }) =>
        said(`${instructions}\n\nUse run_analysis with persona "${id}". Charts: ${charts.join(", ")}.\n\nQuestion: ${question}`),
    );
  for (const prompt of app.prompts())
    server.registerPrompt(
      prompt.id,
      { title: prompt.title, description: prompt.description, argsSchema: argumentsOnce(prompt, service) },
      (given) => said(filledIn(prompt, given)),
    );
}

type Schema = ReturnType<typeof argumentsOf>;
const made = new WeakMap<App, Map<string, Schema>>();

/** Over HTTP a server is built for each request. */
function argumentsOnce(prompt: PromptTemplate, service: Service): Schema {
  const known = made.get(service.app) ?? new Map<string, Schema>();
  made.set(service.app, known);
  const key = `${prompt.id} ${may(service, "analyze")}`;
  const schema = known.get(key) ?? argumentsOf(prompt, service);
  known.set(key, schema);
  return schema;
}

function argumentsOf(prompt: PromptTemplate, service: Service) {
  const fields = prompt.arguments.map((argument) => {
    const field = completed(argument, service);
    return [argument.name, argument.required ? field : field.optional()] as const;
  });
  return z.object(Object.fromEntries(fields));
}

function completed({ description, names }: PromptArgument, service: Service) {
  const field = z.string().describe(description);
  // Names of tables are shown to who may analyze.
  if (names === undefined || (names === "datasets" && !may(service, "analyze"))) return field;
  return completable(field, async (typed) => (await known[names](service.app)).filter((name) => name.startsWith(typed ?? "")));
}

const known: Readonly<Record<NonNullable<PromptArgument["names"]>, (app: App) => Promise<readonly string[]>>> = {
  datasets: (app) => app.datasetNames(),
  templates: async (app) => app.templates().map(({ id }) => id),
  personas: async (app) => app.personas().map(({ id }) => id),
};

function filledIn({ text, arguments: names }: PromptTemplate, given: Readonly<Record<string, string | undefined>>): string {
  const known = new Map(names.map(({ name }) => [name, given[name] ?? "not given"]));
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => known.get(name) ?? whole);
}

const said = (text: string) => ({ messages: [{ role: "user" as const, content: { type: "text" as const, text } }] });

import { completable, McpServer, ResourceTemplate, type ServerEvent } from "@modelcontextprotocol/server";
import { z } from "zod";
import { registerAsking, state } from "./asking.ts";
import { registerContents, text } from "./contents.ts";

/** The server that the official suite asks for: it tries the protocol and our HTTP stack, not what our own tools do. */
export function fixture(changed: (event: ServerEvent) => void): McpServer {
  const server = new McpServer(
    { name: "fixture", version: "1.0.0" },
    {
      capabilities: {
        tools: { listChanged: true },
        prompts: { listChanged: true },
        resources: { listChanged: true, subscribe: true },
        logging: {},
        completions: {},
      },
      requestState: { verify: state.verify },
    },
  );
  registerContents(server);
  registerAsking(server);
  server.registerResource(
    "template",
    new ResourceTemplate("test://template/{id}/data", { list: undefined }),
    { mimeType: "application/json" },
    ({ href: uri }, { id }) => ({
      contents: [
        { uri, mimeType: "application/json", text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }) },
      ],
    }),
  );
  const begun = (all: readonly string[]) => (typed: string | undefined) => all.filter((one) => one.startsWith(typed ?? ""));
  server.registerPrompt(
    "test_prompt_with_arguments",
    {
      description: "Arguments",
      argsSchema: z.object({ arg1: completable(z.string(), begun(["test1", "test2"])), arg2: z.string() }),
    },
    ({ arg1, arg2 }) => ({
      messages: [{ role: "user" as const, content: text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`) }],
    }),
  );
  for (const kind of ["tool", "prompt"] as const)
    server.registerTool(`test_trigger_${kind}_change`, { description: "Tells that a list has changed" }, () => {
      changed({ kind: `${kind}s_list_changed` });
      return { content: [text("Told.")] };
    });
  // Of the protocol of 2025: who subscribes is told of changes over his session.
  const subscribed = new Set<string>();
  server.server.setRequestHandler("resources/subscribe", ({ params }) => {
    subscribed.add(params.uri);
    return {};
  });
  server.server.setRequestHandler("resources/unsubscribe", ({ params }) => {
    subscribed.delete(params.uri);
    return {};
  });
  return server;
}

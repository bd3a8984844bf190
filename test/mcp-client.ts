import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import type { App } from "../core/index.ts";
import { buildServer, type Service } from "../presets/mcp/index.ts";

export interface Answer {
  readonly data: Record<string, unknown>;
  readonly isError: boolean;
  readonly text: string;
  readonly content: readonly {
    readonly type: string;
    readonly uri?: string;
    readonly name?: string;
    readonly mimeType?: string;
    readonly data?: string;
  }[];
}

/** One connection of its own to the server, in this process: the real server over any app. */
export async function connected(
  app: App,
  { client = "jane", owner, out = null, principal = null, scopes }: Partial<Omit<Service, "app">> = {},
) {
  const [here, there] = InMemoryTransport.createLinkedPair();
  await buildServer({ app, out, client, owner: owner ?? client, principal, scopes }).connect(there);
  const caller = new Client({ name: client, version: "1" });
  await caller.connect(here);
  return {
    client: caller,
    async call(name: string, args: Record<string, unknown> = {}, options = {}): Promise<Answer> {
      const answer = await caller.callTool({ name, arguments: args }, options);
      const content = answer.content as { type: string; text?: string }[];
      return {
        data: answer.structuredContent as Record<string, unknown>,
        isError: answer.isError === true,
        text: content[0]?.text ?? "",
        content: content as Answer["content"],
      };
    },
    async read(uri: string) {
      return (await caller.readResource({ uri })).contents[0] as { uri: string; mimeType: string; text?: string; blob?: string };
    },
    close: () => caller.close(),
  };
}

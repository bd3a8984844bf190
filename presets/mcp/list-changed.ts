import type { McpServer } from "@modelcontextprotocol/server";
import type { Service } from "./service.ts";

/** A call may keep a run and a dozen charts: they are told in one note. */
const TOGETHER_MS = 100;

/** Calls `tell` soon after `owner` was kept something for, once for all that came meanwhile. Returns what ends it. */
export function whenKept({ app }: Pick<Service, "app">, owner: string, tell: () => void): () => void {
  let soon: NodeJS.Timeout | undefined;
  const end = app.results.watch((whose) => {
    if (whose !== owner) return;
    soon ??= setTimeout(() => {
      soon = undefined;
      tell();
    }, TOGETHER_MS).unref();
  });
  return () => {
    clearTimeout(soon);
    end();
  };
}

/** For a connection that lasts: its client is told when its list of resources has grown. */
export function tellingOfChanges(server: McpServer, service: Service): McpServer {
  const end = whenKept(service, service.owner, () => server.sendResourceListChanged());
  const closed = server.server.onclose;
  server.server.onclose = () => {
    end();
    closed?.();
  };
  return server;
}

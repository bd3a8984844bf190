import { randomUUID } from "node:crypto";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { type App, isStrategicError } from "../../../core/index.ts";
import { limits } from "../../../core/limits.ts";
import { LOCAL } from "../assemble.ts";
import { tellingOfChanges } from "../list-changed.ts";
import { buildServer } from "../server.ts";
import type { Log } from "../telemetry/log.ts";
import { LineTransport } from "./line-transport.ts";

export interface StdioOptions {
  /** Pictures are also written here. */
  readonly out?: string | undefined;
  readonly log: Log;
}

/**
 * Serves one client over standard input and output until it hangs up or a signal comes. Nothing but protocol reaches stdout;
 * `initialize` and `tools/list` are answered while the pool is still warming.
 */
export function serveOverStdio(app: App, { out, log }: StdioOptions): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  // A name of its own: two servers of one user share the audit trail, and neither's client may read the other's records.
  const client = `stdio:${randomUUID()}`;
  // Whoever may start this process may read its user's folder: what was made before the last restart is his.
  const service = { app, out: out ?? null, client, owner: LOCAL, principal: null, log };
  const transport = new LineTransport(process.stdin, process.stdout, limits.lineBytes);
  const handle = serveStdio(() => tellingOfChanges(buildServer(service), service), {
    transport,
    // What it says may quote what the client sent.
    onerror: (error) => log("protocol error", { level: "warn", "error.type": error.name }),
  });
  let closing = false;
  const close = () => {
    if (closing) return;
    closing = true;
    handle
      .close()
      .catch(() => {})
      .then(() => app.close())
      .then(resolve, resolve);
  };
  process.stdin.once("end", close);
  process.stdin.once("close", close);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, close);
  app
    .start()
    .catch((error: unknown) =>
      log(isStrategicError(error) ? `${error.code}: ${error.message}` : String(error), { level: "error" }),
    );
  return promise;
}

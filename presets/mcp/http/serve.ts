import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { type App, isStrategicError } from "../../../core/index.ts";
import { limits } from "../../../core/limits.ts";
import type { Log } from "../telemetry/log.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { isLoopback } from "./loopback.ts";
import { type OAuthOptions, oauthOf } from "./oauth.ts";
import type { Token } from "./tokens.ts";

export interface HttpOptions {
  readonly host: string;
  readonly port: number;
  /** Beside those of a loopback address. */
  readonly hosts: readonly string[];
  readonly tokens: (() => readonly Token[]) | null;
  readonly oauth: OAuthOptions | null;
  readonly log: Log;
}

const DRAIN_MS = 10_000;
const LOOK_MS = 50;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Serves until a signal comes; what is being answered then is answered. */
export async function serveOverHttp(app: App, { host, port, hosts, tokens, oauth, log }: HttpOptions): Promise<void> {
  const allowed = [...hosts, ...(isLoopback(host) ? LOOPBACK : [host])];
  const served = endpoint({ app, hosts: allowed, tokens, oauth: oauth === null ? null : await oauthOf(oauth), log });
  const server = nodeServer(served);
  await listening(server, host, port);
  const { address, port: taken } = server.address() as AddressInfo;
  log(`listening on http://${address.includes(":") ? `[${address}]` : address}:${taken}/mcp`);
  app
    .start()
    .catch((error: unknown) =>
      log(isStrategicError(error) ? `${error.code}: ${error.message}` : String(error), { level: "error" }),
    );
  await signalled();
  served.drain();
  const until = Date.now() + DRAIN_MS;
  while (served.busy > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  await served.close();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
  await app.close();
}

/** The endpoint behind Node's own server. */
export function nodeServer(served: Pick<Endpoint, "fetch">): Server {
  const handler = toNodeHandler(served, { maxRequestBodySize: limits.lineBytes });
  return createServer((request, response) => {
    const { method = "GET", url = "/" } = request;
    void handler(Object.assign(request, { method, url }), response);
  });
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host.replace(/^\[|\]$/g, ""), () => {
      server.off("error", reject);
      resolve();
    });
  });
}

const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });

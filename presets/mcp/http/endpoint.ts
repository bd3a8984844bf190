import {
  createMcpHandler,
  hostHeaderValidationResponse,
  isJsonContentType,
  isLegacyRequest,
  OAuthError,
  OAuthErrorCode,
  originValidationResponse,
  requireBearerAuth,
} from "@modelcontextprotocol/server";
import type { App } from "../../../core/index.ts";
import { limits } from "../../../core/limits.ts";
import { LOCAL } from "../assemble.ts";
import { buildServer } from "../server.ts";
import type { Log } from "../telemetry/log.ts";
import type { Service } from "../tools/service.ts";
import { withEnd } from "./ended.ts";
import { Rate } from "./rate.ts";
import { refusal } from "./refusal.ts";
import { Sessions } from "./sessions.ts";
import { nameOf, type Token } from "./tokens.ts";

export interface EndpointOptions {
  readonly app: App;
  /** Hostnames that requests may name. Other pages' requests, and names that were bound to this address later, are refused. */
  readonly hosts: readonly string[];
  /** As they are at each request. Null: whoever reaches the server is its user. */
  readonly tokens: (() => readonly Token[]) | null;
  readonly log: Log;
  readonly requestsPerMinute?: number;
}

export interface Endpoint {
  fetch(request: Request): Promise<Response>;
  /** Refuses what is new; what is being answered goes on. */
  drain(): void;
  /** Requests that are being answered. */
  readonly busy: number;
  close(): Promise<void>;
}

const AN_HOUR_S = 3600;

/** `/mcp` for both eras of the protocol, `/healthz`, `/readyz`. Two principals share no jail, no store, no queue share and no word. */
export function endpoint({
  app,
  hosts,
  tokens,
  log,
  requestsPerMinute = limits.httpRequestsPerMinute,
}: EndpointOptions): Endpoint {
  const names = [...hosts];
  const rate = new Rate(requestsPerMinute);
  const sessions = new Sessions({
    mostOfOne: limits.httpSessionsOfOne,
    idleMs: limits.httpSessionIdleMinutes * 60_000,
    bodyBytes: limits.lineBytes,
  });
  const serviceOf = (principal: string | null): Service => {
    const owner = principal ?? LOCAL;
    return { app, out: null, client: `http:${owner}`, owner, principal, transport: "tcp", log };
  };
  const modern = createMcpHandler(({ authInfo }) => buildServer(serviceOf(authInfo?.clientId ?? null)), {
    legacy: "reject",
    maxRequestBodySize: limits.lineBytes,
    onerror: (error) => log("protocol error", { level: "warn", "error.type": error.name }),
  });
  const authorized = requireBearerAuth({
    verifier: {
      async verifyAccessToken(token) {
        const name = nameOf(token, tokens?.() ?? []);
        if (name === null) throw new OAuthError(OAuthErrorCode.InvalidToken, "The token is unknown or was revoked.");
        // It lives until it is revoked, and is looked up at each request.
        return { token, clientId: name, scopes: [], expiresAt: Math.floor(Date.now() / 1000) + AN_HOUR_S };
      },
    },
  });
  let [draining, busy] = [false, 0];

  async function mcp(request: Request): Promise<Response> {
    const strange = hostHeaderValidationResponse(request, names) ?? originValidationResponse(request, names);
    if (strange !== undefined) return strange;
    if (draining) return refusal(503, "The server is shutting down.", { "retry-after": "5" });
    const auth = tokens === null ? null : await authorized(request);
    if (auth instanceof Response) return auth;
    const principal = auth?.clientId ?? null;
    const wait = rate.take(principal ?? LOCAL);
    if (wait !== null) return refusal(429, `More than ${requestsPerMinute} requests a minute.`, { "retry-after": String(wait) });
    if (Number(request.headers.get("content-length") ?? 0) > limits.lineBytes) return refusal(413, "The request is too long.");
    if (request.method === "POST" && !isJsonContentType(request.headers.get("content-type")))
      return refusal(415, "Send application/json.");
    const sessioned =
      request.headers.has("mcp-session-id") ||
      (await isLegacyRequest(request, undefined, { maxRequestBodySize: limits.lineBytes }));
    if (sessioned) return sessions.fetch(request, principal ?? LOCAL, () => buildServer(serviceOf(principal)));
    return modern.fetch(request, auth === null ? {} : { authInfo: auth });
  }

  async function answer(request: Request): Promise<Response> {
    try {
      return await mcp(request);
    } catch (error) {
      log("request failed", { level: "error", "error.type": error instanceof Error ? error.name : "_OTHER" });
      return refusal(500, "The request could not be answered.");
    }
  }

  return {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname === "/healthz") return new Response("ok\n");
      if (pathname === "/readyz") return readiness(app, draining);
      if (pathname !== "/mcp") return refusal(404, "The server answers at /mcp.");
      // A stream that only listens holds up no shutdown.
      if (request.method === "GET") return answer(request);
      busy++;
      return withEnd(await answer(request), () => {
        busy--;
      });
    },
    drain() {
      draining = true;
    },
    get busy() {
      return busy;
    },
    async close() {
      await Promise.allSettled([sessions.close(), modern.close()]);
    },
  };
}

/** For whoever sends requests here: whether it may. Says nothing else of the server. */
function readiness(app: App, draining: boolean): Response {
  const ready = !draining && app.health().ready;
  return Response.json({ ready }, { status: ready ? 200 : 503 });
}

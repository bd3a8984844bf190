import {
  type AuthInfo,
  createMcpHandler,
  getOAuthProtectedResourceMetadataUrl,
  hostHeaderValidationResponse,
  isJsonContentType,
  isLegacyRequest,
  type McpServer,
  OAuthError,
  OAuthErrorCode,
  oauthMetadataResponse,
  originValidationResponse,
  requireBearerAuth,
  type ServerEvent,
} from "@modelcontextprotocol/server";
import type { App } from "../../../core/index.ts";
import { limits } from "../../../core/limits.ts";
import { LOCAL } from "../assemble.ts";
import { tellingOfChanges, whenKept } from "../list-changed.ts";
import { buildServer } from "../server.ts";
import { type Service, scopes } from "../service.ts";
import type { Log } from "../telemetry/log.ts";
import { withEnd } from "./ended.ts";
import type { OAuth } from "./oauth.ts";
import { OwnersBus } from "./owners-bus.ts";
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
  /** Null: nobody's tokens but ours are good. */
  readonly oauth: OAuth | null;
  readonly log: Log;
  readonly requestsPerMinute?: number;
  /** What a request meets; `changed` tells its principal's listening streams. Default: our own server. */
  readonly build?: (service: Service, changed: (event: ServerEvent) => void) => McpServer;
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
/** Of the documents that a client finds its way by. An issuer on this machine may be without TLS, as our own check of it allows. */
const about = { resourceName: "strategic-python", scopesSupported: [...scopes], dangerouslyAllowInsecureIssuerUrl: true };

/** `/mcp` for both eras of the protocol, `/healthz`, `/readyz`. Two principals share no jail, no store, no queue share and no word. */
export function endpoint({
  app,
  hosts,
  tokens,
  oauth,
  log,
  requestsPerMinute = limits.httpRequestsPerMinute,
  build = buildServer,
}: EndpointOptions): Endpoint {
  const names = [...hosts];
  const rate = new Rate(requestsPerMinute);
  const sessions = new Sessions({
    mostOfOne: limits.httpSessionsOfOne,
    idleMs: limits.httpSessionIdleMinutes * 60_000,
    bodyBytes: limits.lineBytes,
  });
  const serviceOf = (auth: AuthInfo | null | undefined): Service => {
    const principal = auth?.clientId ?? null;
    // No name that a token may have is that of the user whose process it is.
    const owner = principal === null ? LOCAL : `principal:${principal}`;
    const allowed = auth == null ? undefined : scopes.filter((scope) => auth.scopes.includes(scope));
    return { app, out: null, client: `http:${principal ?? LOCAL}`, owner, principal, scopes: allowed, transport: "tcp", log };
  };
  const bus = new OwnersBus((owner) => whenKept({ app }, owner, () => bus.publishTo(owner, { kind: "resources_list_changed" })));
  const built = (service: Service) => build(service, (event) => bus.publishTo(service.owner, event));
  const modern = createMcpHandler(({ authInfo }) => built(serviceOf(authInfo)), {
    legacy: "reject",
    bus,
    maxRequestBodySize: limits.lineBytes,
    onerror: (error) => log("protocol error", { level: "warn", "error.type": error.name }),
  });
  const authorized = requireBearerAuth({
    ...(oauth !== null && { resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(oauth.resource) }),
    verifier: {
      async verifyAccessToken(token) {
        const name = nameOf(token, tokens?.() ?? []);
        // It lives until it is revoked, and is looked up at each request.
        if (name !== null)
          return { token, clientId: name, scopes: [...scopes], expiresAt: Math.floor(Date.now() / 1000) + AN_HOUR_S };
        if (oauth !== null) return oauth.verify(token);
        throw new OAuthError(OAuthErrorCode.InvalidToken, "The token is unknown or was revoked.");
      },
    },
  });
  let [draining, busy] = [false, 0];

  async function mcp(request: Request): Promise<Response> {
    const strange = hostHeaderValidationResponse(request, names) ?? originValidationResponse(request, names);
    if (strange !== undefined) return strange;
    if (draining) return refusal(503, "The server is shutting down.", { "retry-after": "5" });
    const auth = tokens === null && oauth === null ? null : await authorized(request);
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
    // What may be done in a session is what could be done when it was opened.
    const opener = JSON.stringify([principal ?? LOCAL, auth?.scopes ?? []]);
    const service = serviceOf(auth);
    if (sessioned) return sessions.fetch(request, opener, () => tellingOfChanges(built(service), service));
    // The protocol's header, which the SDK holds to the message.
    const listens = request.headers.get("mcp-method") === "subscriptions/listen";
    if (listens && bus.openOf(service.owner) >= limits.httpSessionsOfOne)
      return refusal(429, `${limits.httpSessionsOfOne} streams of yours listen already. Close one first.`);
    return bus.serve(service.owner, () => modern.fetch(request, auth === null ? {} : { authInfo: auth }));
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
      const told =
        oauth === null
          ? undefined
          : oauthMetadataResponse(request, { ...about, oauthMetadata: oauth.metadata, resourceServerUrl: oauth.resource });
      if (told !== undefined) return told;
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

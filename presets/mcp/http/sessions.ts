import { randomUUID } from "node:crypto";
import { type McpServer, WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/server";
import { limits } from "../../../core/limits.ts";
import { MissedEvents } from "./missed-events.ts";
import { refusal } from "./refusal.ts";

interface Session {
  readonly owner: string;
  readonly transport: WebStandardStreamableHTTPServerTransport;
  usedAt: number;
  /** Requests that are being answered. */
  busy: number;
}

export interface SessionOptions {
  readonly mostOfOne: number;
  readonly idleMs: number;
  readonly bodyBytes: number;
  readonly clock?: () => number;
}

/** After so long a client whose stream broke asks for the rest. */
const RETRY_MS = 1000;

/** Sessions of clients that speak the protocol of 2025: by them a call can be cancelled, and its progress told. Each is one principal's. */
export class Sessions {
  readonly #options: SessionOptions;
  readonly #clock: () => number;
  readonly #open = new Map<string, Session>();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  get size(): number {
    return this.#open.size;
  }

  /** `build` makes the server of a new session. Another principal's session is not found. */
  async fetch(request: Request, owner: string, build: () => McpServer): Promise<Response> {
    const id = request.headers.get("mcp-session-id");
    await this.#dropIdle();
    if (id === null) return this.#opened(request, owner, build);
    const session = this.#open.get(id);
    if (session?.owner !== owner) return refusal(404, "There is no such session. Initialize a new one.");
    return this.#served(session, request);
  }

  async close(): Promise<void> {
    const all = [...this.#open.values()];
    this.#open.clear();
    await Promise.allSettled(all.map(({ transport }) => transport.close()));
  }

  async #opened(request: Request, owner: string, build: () => McpServer): Promise<Response> {
    const own = [...this.#open.values()].filter((session) => session.owner === owner);
    if (own.length >= this.#options.mostOfOne)
      return refusal(429, `${own.length} sessions of yours are open. Close one, or wait until one has been idle for a while.`);
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      maxRequestBodySize: this.#options.bodyBytes,
      eventStore: new MissedEvents(limits.httpMissedEventsBytes),
      retryInterval: RETRY_MS,
      onsessioninitialized: (id) => {
        this.#open.set(id, session);
      },
      onsessionclosed: (id) => {
        this.#open.delete(id);
      },
    });
    const session: Session = { owner, transport, usedAt: this.#clock(), busy: 0 };
    await build().connect(transport);
    const response = await this.#served(session, request);
    // What was no initialize opened nothing, and is held by nobody.
    if (transport.sessionId === undefined) await transport.close();
    return response;
  }

  async #served(session: Session, request: Request): Promise<Response> {
    session.usedAt = this.#clock();
    session.busy++;
    try {
      return await session.transport.handleRequest(request);
    } finally {
      session.busy--;
      session.usedAt = this.#clock();
    }
  }

  async #dropIdle(): Promise<void> {
    const before = this.#clock() - this.#options.idleMs;
    const idle = [...this.#open].filter(([, { usedAt, busy }]) => busy === 0 && usedAt < before);
    for (const [id] of idle) this.#open.delete(id);
    await Promise.allSettled(idle.map(([, { transport }]) => transport.close()));
  }
}

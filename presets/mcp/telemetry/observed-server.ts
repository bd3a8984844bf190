import type { JSONRPCMessage, McpServer, Transport } from "@modelcontextprotocol/server";
import { context } from "@opentelemetry/api";
import type { Log } from "./log.ts";
import { type RequestEnd, RequestSpan } from "./request-span.ts";

interface Options {
  readonly transport: "pipe" | "tcp";
  readonly log?: Log | undefined;
}

interface Message {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: { readonly _meta?: unknown; readonly name?: unknown; readonly requestId?: unknown };
  readonly result?: { readonly isError?: unknown; readonly protocolVersion?: unknown };
  readonly error?: { readonly code?: unknown };
}

const METHODS = new Set([
  ..."initialize ping server/discover completion/complete logging/setLevel prompts/get prompts/list".split(" "),
  ..."resources/list resources/read resources/subscribe resources/unsubscribe resources/templates/list".split(" "),
  ..."subscriptions/listen tools/call tools/list".split(" "),
]);
const PROTOCOL_KEY = "io.modelcontextprotocol/protocolVersion";

/**
 * A server whose every request is a span, from its arrival to its answer, and whose handlers run inside it. Between server and
 * transport, not in each tool: unknown methods, wrong arguments and cancelled requests are requests too.
 */
export function observed(server: McpServer, options: Options): McpServer {
  const tools = namesGivenTo(server, "registerTool");
  const prompts = namesGivenTo(server, "registerPrompt");
  const connect = server.connect.bind(server);
  server.connect = (transport) => {
    observe(transport, { ...options, tools, prompts });
    return connect(transport);
  };
  return server;
}

/** Names become span names and labels: only those that were registered. */
function namesGivenTo(server: McpServer, register: "registerTool" | "registerPrompt"): ReadonlySet<string> {
  const names = new Set<string>();
  const original = server[register].bind(server) as (name: string, ...rest: never[]) => never;
  server[register] = (name: string, ...rest: never[]) => {
    names.add(name);
    return original(name, ...rest);
  };
  return names;
}

type Names = { readonly tools: ReadonlySet<string>; readonly prompts: ReadonlySet<string> };

/** The very transport, not one around it: the SDK knows its own transports by identity. */
function observe(transport: Transport, { transport: network, log, tools, prompts }: Options & Names): void {
  const open = new Map<string | number, RequestSpan>();
  let protocol: string | null = null;

  const close = (id: string | number | undefined, end: RequestEnd) => {
    const span = id === undefined ? undefined : open.get(id);
    if (id === undefined || span === undefined) return;
    open.delete(id);
    if (span.end(end) && end.problem !== null) context.with(span.context, () => logFailure(span, end, log));
  };

  const begin = (message: Message & { id: string | number; method: string }): RequestSpan => {
    const { id, method, params } = message;
    // The protocol forbids an id that is still in use; the first one will not be told apart any more.
    close(id, cancelled);
    protocol = versionOf((params?._meta as Record<string, unknown> | undefined)?.[PROTOCOL_KEY]) ?? protocol;
    const span = new RequestSpan({
      method: METHODS.has(method) ? method : "_OTHER",
      tool: method === "tools/call" ? nameIn(tools, params?.name) : null,
      prompt: method === "prompts/get" ? nameIn(prompts, params?.name) : null,
      id,
      protocol,
      session: transport.sessionId ?? null,
      transport: network,
      meta: params?._meta,
    });
    open.set(id, span);
    return span;
  };

  const send = transport.send.bind(transport);
  transport.send = async (message: JSONRPCMessage, sendOptions) => {
    await send(message, sendOptions);
    const { id, method, result, error } = message as Message;
    if (method !== undefined) return;
    const agreed = versionOf(result?.protocolVersion);
    protocol = agreed ?? protocol;
    close(id, { ...endOf(result, error), protocol: agreed });
  };

  let deliver: Transport["onmessage"];
  Object.defineProperty(transport, "onmessage", {
    configurable: true,
    enumerable: true,
    get: () => deliver,
    set(handler: NonNullable<Transport["onmessage"]>) {
      deliver = (message, extra) => {
        const { id, method, params } = message as Message;
        if (id !== undefined && method !== undefined) {
          const span = begin({ ...(message as Message), id, method });
          context.with(span.context, () => handler(message, extra));
          return;
        }
        handler(message, extra);
        if (method === "notifications/cancelled") close(params?.requestId as string | number | undefined, cancelled);
      };
    },
  });

  const onclose = transport.onclose;
  transport.onclose = () => {
    for (const id of [...open.keys()]) close(id, cancelled);
    onclose?.();
  };
}

/** No answer goes out for it. */
const cancelled: RequestEnd = { problem: "cancelled", code: null };

function endOf(result: Message["result"], error: Message["error"]): RequestEnd {
  if (error !== undefined) {
    const code = typeof error.code === "number" ? error.code : null;
    return { problem: code === null ? "_OTHER" : String(code), code };
  }
  return { problem: result?.isError === true ? "tool_error" : null, code: null };
}

function logFailure({ facts, ms }: RequestSpan, { problem }: RequestEnd, log: Log | undefined): void {
  const { method, tool } = facts;
  log?.("request failed", {
    level: "warn",
    "mcp.method.name": method,
    "gen_ai.tool.name": tool ?? undefined,
    "error.type": problem ?? undefined,
    duration_ms: Math.round(ms),
  });
}

const nameIn = (names: ReadonlySet<string>, name: unknown): string =>
  typeof name === "string" && names.has(name) ? name : "_OTHER";

const versionOf = (value: unknown): string | null =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? value : null;

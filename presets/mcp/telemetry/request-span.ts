import {
  type Attributes,
  type Context,
  type Histogram,
  metrics,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";

/** What is known of a request before it is served: names that are ours or the protocol's, never a client's own. */
export interface RequestFacts {
  readonly method: string;
  readonly tool: string | null;
  readonly prompt: string | null;
  readonly id: string | number;
  readonly protocol: string | null;
  readonly session: string | null;
  readonly transport: "pipe" | "tcp";
  /** Where the client put its trace. */
  readonly meta: unknown;
}

/** How it ended: an error's class as the conventions name it, and the JSON-RPC code if there was one. */
export interface RequestEnd {
  readonly problem: string | null;
  readonly code: number | null;
  /** Agreed on by this very answer: `initialize` begins without one. */
  readonly protocol?: string | null;
}

export const operationDuration = {
  name: "mcp.server.operation.duration",
  unit: "s",
  description: "MCP request duration as observed on the receiver from the time it was received until the result or ack is sent.",
  buckets: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300],
} as const;

const scope = "strategic-python";

/** The server span of one request and its duration, by the semantic conventions for MCP. */
export class RequestSpan {
  readonly context: Context;
  readonly facts: RequestFacts;
  readonly #span: Span;
  readonly #labels: Attributes;
  readonly #started = performance.now();
  #over = false;

  constructor(facts: RequestFacts) {
    this.facts = facts;
    const { method, tool, prompt, id, protocol, session, transport } = facts;
    this.#labels = {
      "mcp.method.name": method,
      "network.transport": transport,
      ...(tool !== null && { "gen_ai.tool.name": tool, "gen_ai.operation.name": "execute_tool" }),
      ...(prompt !== null && { "gen_ai.prompt.name": prompt }),
      ...(protocol !== null && { "mcp.protocol.version": protocol }),
    };
    const target = tool ?? prompt;
    const parent = callersContext(facts.meta);
    const attributes = {
      ...this.#labels,
      // A client may put anything there: only what is a counter or a UUID is repeated.
      ...(/^(\d{1,16}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i.test(String(id)) && { "jsonrpc.request.id": String(id) }),
      ...(session !== null && { "mcp.session.id": session }),
    };
    this.#span = trace
      .getTracer(scope)
      .startSpan(target === null ? method : `${method} ${target}`, { kind: SpanKind.SERVER, attributes }, parent);
    this.context = trace.setSpan(parent, this.#span);
  }

  get ms(): number {
    return performance.now() - this.#started;
  }

  /** Once; a request that was cancelled may still be answered. */
  end({ problem, code, protocol = null }: RequestEnd): boolean {
    if (this.#over) return false;
    this.#over = true;
    const outcome: Attributes = {
      ...(protocol !== null && { "mcp.protocol.version": protocol }),
      ...(problem !== null && { "error.type": problem }),
      ...(code !== null && { "rpc.response.status_code": String(code) }),
    };
    this.#span.setAttributes(outcome);
    if (problem !== null) this.#span.setStatus({ code: SpanStatusCode.ERROR });
    this.#span.end();
    // Asking for health changes no metric: a probe every few seconds would drown what it looks for.
    if (this.facts.tool !== "get_health") this.#measure(outcome);
    return true;
  }

  #measure(outcome: Attributes): void {
    durations().record(this.ms / 1000, { ...this.#labels, ...outcome }, this.context);
  }
}

const byProvider = new WeakMap<object, Histogram>();

function durations(): Histogram {
  const provider = metrics.getMeterProvider();
  let found = byProvider.get(provider);
  if (found === undefined) {
    const { name, unit, description, buckets } = operationDuration;
    const advice = { explicitBucketBoundaries: [...buckets] };
    found = provider.getMeter(scope).createHistogram(name, { unit, description, advice });
    byProvider.set(provider, found);
  }
  return found;
}

/** W3C, from `_meta`, as SEP-414 has it. Only text is read, and nothing else of what a client put there. */
function callersContext(meta: unknown): Context {
  if (typeof meta !== "object" || meta === null) return ROOT_CONTEXT;
  return propagation.extract(ROOT_CONTEXT, meta as Record<string, unknown>, {
    keys: () => ["traceparent", "tracestate", "baggage"],
    get(carrier, key) {
      const value = Object.hasOwn(carrier, key) ? carrier[key] : undefined;
      return typeof value === "string" ? value : undefined;
    },
  });
}

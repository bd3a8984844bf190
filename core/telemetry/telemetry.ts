import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { isStrategicError } from "../errors.ts";

/**
 * Spans, through OpenTelemetry's API alone: without an SDK, registered by whoever runs the process, every call here does nothing.
 * Attributes are codes, registered ids and figures. Never code, data, results, titles, or the message of an error, which quotes them.
 */
export type Step = "queue" | "scope" | "execute" | "rewind" | "render" | "encode" | "audit";

/** Where a request stands, kept for work that goes on in another turn of the event loop. */
export type Trace = Context;

const tracer = (): Tracer => trace.getTracer("strategic-python");

/** One step of the request that is being served: a child of the active span. */
export function step<T>(
  name: Step,
  attributes: Attributes,
  work: () => Promise<T>,
  problemOf: (outcome: T) => string | null = () => null,
): Promise<T> {
  return tracer().startActiveSpan(name, { attributes }, (span) => ended(span, work, problemOf));
}

/** The caller's own span, where there is one; otherwise one of ours, so that the steps of a call stay together. */
export function operation<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (trace.getActiveSpan() !== undefined) return work();
  return tracer().startActiveSpan(name, (span) => ended(span, work, () => null));
}

/** A step that was timed where it happened, by `performance.now()` of this thread. */
export function timedStep(
  name: Step,
  parent: Trace,
  { from, to }: { readonly from: number; readonly to: number },
  { attributes = {}, problem = null }: { attributes?: Attributes; problem?: string | null } = {},
): void {
  const epoch = Date.now() - performance.now();
  const span = tracer().startSpan(name, { attributes, startTime: epoch + from }, parent);
  fail(span, problem);
  span.end(epoch + Math.max(from, to));
}

/** Said of the request as a whole: on the active span. */
export function describe(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

export const currentTrace = (): Trace => context.active();

/** Runs as part of the request that `bind` was called in, whatever calls it. */
export const inCurrentTrace = <F extends (...args: never[]) => unknown>(work: F): F => context.bind(context.active(), work);

/** W3C `traceparent`, for where only text can go. */
export function traceparent(of: Trace): string | null {
  const found = trace.getSpanContext(of);
  if (found === undefined || !isSpanContextValid(found)) return null;
  return `00-${found.traceId}-${found.spanId}-0${found.traceFlags & 1}`;
}

/** Runs in the trace that `traceparent` names; in none when it names none. */
export function inTrace<T>(text: string | null, work: () => T): T {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(text ?? "") ?? [];
  if (traceId === undefined || spanId === undefined) return work();
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags as string, 16), isRemote: true };
  return context.with(trace.setSpanContext(ROOT_CONTEXT, remote), work);
}

/** The class of an error: its code where it has one of ours. What it says stays out. */
const problemOf = (error: unknown): string => (isStrategicError(error) ? error.code : "_OTHER");

async function ended<T>(span: Span, work: () => Promise<T>, problem: (outcome: T) => string | null): Promise<T> {
  try {
    const outcome = await work();
    fail(span, problem(outcome));
    return outcome;
  } catch (error) {
    fail(span, problemOf(error));
    throw error;
  } finally {
    span.end();
  }
}

function fail(span: Span, problem: string | null): void {
  if (problem === null) return;
  span.setAttribute("error.type", problem);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

import { context, logs, metrics, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { CompositePropagator, hrTimeToMilliseconds, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from "@opentelemetry/sdk-logs";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

/** The SDK as a program that embeds the framework would register it, keeping everything. Once per test file. */
const spans = new InMemorySpanExporter();
const records = new InMemoryLogRecordExporter();
const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: measured })] });

context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(
  new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
);
trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }));
logs.setGlobalLoggerProvider(new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter: records })] }));
metrics.setGlobalMeterProvider(meters);

export interface Seen {
  readonly spans: {
    readonly name: string;
    /** Of the library that made it. */
    readonly scope: string;
    readonly id: string;
    readonly parent: string | null;
    readonly attributes: Record<string, unknown>;
    readonly events: unknown;
    readonly startedAt: number;
    readonly ms: number;
    readonly status: unknown;
  }[];
  readonly metrics: Record<string, { readonly attributes: Record<string, unknown>; readonly value: unknown }[]>;
  readonly units: Record<string, { readonly unit: string; readonly description: string }>;
  readonly logs: { readonly body: unknown; readonly attributes: unknown }[];
}

/** What was recorded; spans and logs since the last call, metrics since the start. */
export async function recorded(): Promise<Seen> {
  await meters.forceFlush();
  const seen: Seen = {
    spans: spans.getFinishedSpans().map((span) => ({
      name: span.name,
      scope: span.instrumentationScope.name,
      id: span.spanContext().spanId,
      parent: span.parentSpanContext?.spanId ?? null,
      attributes: span.attributes,
      events: [span.events, span.links],
      startedAt: hrTimeToMilliseconds(span.startTime),
      ms: hrTimeToMilliseconds(span.duration),
      status: span.status,
    })),
    metrics: Object.fromEntries(
      (measured.getMetrics().at(-1)?.scopeMetrics ?? []).flatMap((scope) =>
        scope.metrics.map(({ descriptor, dataPoints }) => [
          descriptor.name,
          dataPoints.map(({ attributes, value }) => ({ attributes, value })),
        ]),
      ),
    ),
    units: Object.fromEntries(
      (measured.getMetrics().at(-1)?.scopeMetrics ?? []).flatMap((scope) =>
        scope.metrics.map(({ descriptor: { name, unit, description } }) => [name, { unit, description }]),
      ),
    ),
    logs: records.getFinishedLogRecords().map(({ body, attributes }) => ({ body, attributes })),
  };
  spans.reset();
  records.reset();
  measured.reset();
  return seen;
}

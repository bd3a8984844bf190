import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-proto";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-proto";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import type { Resource } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";

export interface Provider {
  shutdown(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The exporters read `OTEL_EXPORTER_OTLP_*` themselves; what batches, samples and collects is told here what the environment says. */
export function tracerProvider(resource: Resource, env: Environment): TracerProvider & Provider {
  const processor = new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), ...batching(env, "OTEL_BSP") });
  return new TracerProvider({ resource, sampler: sampler(env), spanProcessors: [processor] });
}

export function meterProvider(resource: Resource, env: Environment): MeterProvider & Provider {
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(),
    ...given("exportIntervalMillis", env.OTEL_METRIC_EXPORT_INTERVAL),
    ...given("exportTimeoutMillis", env.OTEL_METRIC_EXPORT_TIMEOUT),
  });
  return new MeterProvider({ resource, readers: [reader] });
}

export function logProvider(resource: Resource, env: Environment): LoggerProvider & Provider {
  const processor = new BatchLogRecordProcessor({ exporter: new OTLPLogExporter(), ...batching(env, "OTEL_BLRP") });
  return new LoggerProvider({ resource, processors: [processor] });
}

function batching(env: Environment, prefix: string) {
  return {
    ...given("scheduledDelayMillis", env[`${prefix}_SCHEDULE_DELAY`]),
    ...given("maxQueueSize", env[`${prefix}_MAX_QUEUE_SIZE`]),
    ...given("maxExportBatchSize", env[`${prefix}_MAX_EXPORT_BATCH_SIZE`]),
    ...given("exportTimeoutMillis", env[`${prefix}_EXPORT_TIMEOUT`]),
  };
}

/** A setting that is a positive number; anything else leaves the SDK's default. */
function given<Key extends string>(key: Key, text: string | undefined): Partial<Record<Key, number>> {
  const value = Number(text);
  return text && value > 0 && Number.isFinite(value) ? ({ [key]: value } as Record<Key, number>) : {};
}

/** By the specification's names. Unset or unknown: as the caller decided, and every trace that begins here. */
function sampler(env: Environment): Sampler {
  const [, parent, base] = /^(parentbased_)?(.*)$/.exec(env.OTEL_TRACES_SAMPLER?.trim() ?? "") ?? [];
  const ratio = env.OTEL_TRACES_SAMPLER_ARG ? Number(env.OTEL_TRACES_SAMPLER_ARG) : 1;
  const samplers: Readonly<Record<string, () => Sampler>> = {
    always_on: () => new AlwaysOnSampler(),
    always_off: () => new AlwaysOffSampler(),
    traceidratio: () => new TraceIdRatioBasedSampler(ratio >= 0 && ratio <= 1 ? ratio : 1),
  };
  const root = samplers[base ?? ""]?.();
  if (root === undefined) return new ParentBasedSampler({ root: new AlwaysOnSampler() });
  return parent === undefined ? root : new ParentBasedSampler({ root });
}

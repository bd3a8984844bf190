import { randomUUID } from "node:crypto";
import { context, DiagLogLevel, diag, logs, metrics, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { CompositePropagator, setGlobalErrorHandler, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import { detectResources, envDetector, type Resource, resourceFromAttributes } from "@opentelemetry/resources";
import { version } from "../version.ts";
import type { Log } from "./log.ts";
import { logProvider, meterProvider, type Provider, tracerProvider } from "./providers.ts";
import type { Signal, TelemetrySettings } from "./settings.ts";
import type { RunningTelemetry } from "./start.ts";

/** An MCP client waits two seconds for a server whose stdin it closed; the sandbox takes some of them. */
const FLUSH_MS = 1500;
const REPEAT_MS = 60_000;

/** Registers providers for the signals wanted. In `providers.ts` and here, and nowhere else, the SDK is imported. */
export function startSdk({ signals }: TelemetrySettings, env: NodeJS.ProcessEnv, log: Log): RunningTelemetry {
  reportTo(log);
  const resource = ownResource();
  const create: Readonly<Record<Signal, () => Provider>> = {
    TRACES: () => {
      context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
      propagation.setGlobalPropagator(
        new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
      );
      const provider = tracerProvider(resource, env);
      trace.setGlobalTracerProvider(provider);
      return provider;
    },
    METRICS: () => {
      const provider = meterProvider(resource, env);
      metrics.setGlobalMeterProvider(provider);
      return provider;
    },
    LOGS: () => {
      const provider = logProvider(resource, env);
      logs.setGlobalLoggerProvider(provider);
      return provider;
    },
  };
  const providers = signals.map((signal) => create[signal]());
  return {
    async close() {
      const flushed = Promise.allSettled(providers.map((provider) => provider.shutdown())).then(() => true);
      const bound = new Promise<false>((resolve) => setTimeout(resolve, FLUSH_MS, false).unref());
      return Promise.race([flushed, bound]);
    },
  };
}

/** Of the machine and the process nothing is told but what the operator put into the environment: no command line, no user. */
function ownResource(): Resource {
  const own = { "service.name": "strategic-python", "service.version": version, "service.instance.id": randomUUID() };
  return resourceFromAttributes(own).merge(detectResources({ detectors: [envDetector] }));
}

/** The SDK's own troubles, each once a minute. Its sentences without what they quote; of an export that failed the code alone. */
function reportTo(log: Log): void {
  const said = new Map<string, number>();
  const report = (message: string, problem?: string) => {
    const now = performance.now();
    const key = `${message} ${problem}`;
    if (now - (said.get(key) ?? Number.NEGATIVE_INFINITY) < REPEAT_MS) return;
    said.set(key, now);
    log(`telemetry: ${message}`, { level: "warn", "error.type": problem });
  };
  setGlobalErrorHandler((error) => report("could not be exported", codeOf(error)));
  const quiet = () => {};
  const sentence = (text: string) => report(text.replace(/'[^']*'|"[^"]*"|\{.*\}/g, "…").slice(0, 200));
  diag.setLogger({ error: sentence, warn: sentence, info: quiet, debug: quiet, verbose: quiet }, DiagLogLevel.WARN);
}

/** `ECONNREFUSED`, `503`, or the error's class. What a collector answers may hold anything, and is not repeated. */
function codeOf(error: unknown): string {
  const { code, name, message } = error as { code?: unknown; name?: unknown; message?: unknown };
  const found = code ?? /\bE[A-Z]{4,15}\b/.exec(String(message))?.[0] ?? name;
  return /^\w{1,40}$/.test(String(found)) ? String(found) : "_OTHER";
}

import "reflect-metadata";
import { container, type DependencyContainer, type InjectionToken, instanceCachingFactory } from "tsyringe";
import { ProvenScope } from "./analysis/scope-canary.ts";
import { StrategicError } from "./errors.ts";
import type { Parts } from "./parts.ts";
import type { AdapterFactories, Plugin } from "./plugin.ts";
import type { AuditSink } from "./ports/audit-sink.ts";
import type { DatasetSource } from "./ports/dataset-source.ts";
import type { Renderer } from "./ports/renderer.ts";
import type { Sandbox } from "./ports/sandbox.ts";
import type { ScopeValidator } from "./ports/scope-validator.ts";
import { Registry } from "./registry.ts";
import { observedScope } from "./telemetry/observed-ports.ts";

/** The composition root: the only file that knows tsyringe. Typed tokens and factories, no decorators; one container per app. */
const token = <T>(name: string): InjectionToken<T> => Symbol(name);

const registryToken = token<Registry>("registry");
const ports = {
  sandbox: token<Sandbox>("sandbox"),
  scopeValidator: token<ScopeValidator>("scope-validator"),
  renderer: token<Renderer>("renderer"),
  auditSink: token<AuditSink>("audit-sink"),
  datasetSource: token<DatasetSource>("dataset-source"),
} as const;

const provenScope = token<ProvenScope>("proven-scope");

export function compose(plugins: readonly Plugin[]): Parts {
  const child: DependencyContainer = container.createChildContainer();
  child.register(registryToken, { useFactory: instanceCachingFactory(() => new Registry(plugins)) });
  const registry = child.resolve(registryToken);
  for (const port of Object.keys(ports) as (keyof AdapterFactories)[]) {
    const create = registry.adapter(port) ?? (port === "datasetSource" ? () => noDatasets : null);
    if (create === null)
      throw new StrategicError("PLUGIN_MISSING", `No plugin provides the port "${port}". Add one to createApp([...]).`, {
        details: { port },
      });
    const given = (of: DependencyContainer) => (port === "sandbox" ? [observedScope(of.resolve(provenScope))] : []);
    child.register(ports[port] as InjectionToken<unknown>, {
      useFactory: instanceCachingFactory((of) => (create as (...given: unknown[]) => unknown)(...given(of))),
    });
  }
  child.register(provenScope, {
    useFactory: instanceCachingFactory((of) => new ProvenScope(of.resolve(ports.scopeValidator))),
  });
  return {
    registry,
    sandbox: child.resolve(ports.sandbox),
    scope: child.resolve(provenScope),
    renderer: child.resolve(ports.renderer),
    audit: child.resolve(ports.auditSink),
    datasets: child.resolve(ports.datasetSource),
  };
}

/** Without a workspace, analyses see inline tables only. */
const noDatasets: DatasetSource = { list: async () => [], open: async () => null };

import "reflect-metadata";
import { container, type DependencyContainer, type InjectionToken, instanceCachingFactory } from "tsyringe";
import { SelfTestedValidator } from "./analysis/self-tested-validator.ts";
import { memoryArtifacts } from "./artifacts/memory-store.ts";
import { StrategicError } from "./errors.ts";
import type { Parts } from "./parts.ts";
import type { AdapterFactories, Made, Plugin } from "./plugin.ts";
import type { ArtifactStore } from "./ports/artifact-store.ts";
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
  scopeValidator: token<Made<ScopeValidator>>("scope-validator"),
  auditSink: token<Made<AuditSink>>("audit-sink"),
  artifactStore: token<Made<ArtifactStore>>("artifact-store"),
  datasetSource: token<Made<DatasetSource>>("dataset-source"),
  renderer: token<Made<Renderer>>("renderer"),
  sandbox: token<Made<Sandbox>>("sandbox"),
} as const;

export async function compose(plugins: readonly Plugin[]): Promise<Parts> {
  const child: DependencyContainer = container.createChildContainer();
  child.register(registryToken, { useFactory: instanceCachingFactory(() => new Registry(plugins)) });
  const registry = child.resolve(registryToken);
  const factories = complete(registry);
  const open: { close?(): Promise<void> }[] = [];
  const made = async <T extends object>(port: InjectionToken<Made<T>>, create: () => Made<T>): Promise<T> => {
    child.register(port, { useFactory: instanceCachingFactory(create) });
    const adapter = await child.resolve(port);
    open.push(adapter);
    return adapter;
  };
  try {
    const scope = new SelfTestedValidator(await made(ports.scopeValidator, factories.scopeValidator));
    return {
      registry,
      scope,
      audit: await made(ports.auditSink, factories.auditSink),
      artifacts: await made(ports.artifactStore, factories.artifactStore),
      datasets: await made(ports.datasetSource, () => factories.datasetSource(registry.datasetFormats)),
      renderer: await made(ports.renderer, factories.renderer),
      sandbox: await made(ports.sandbox, () => factories.sandbox(observedScope(scope), registry.guestModules)),
    };
  } catch (error) {
    // Nobody will hold an app by which they could be closed.
    await Promise.allSettled(open.map((adapter) => adapter.close?.()));
    throw error;
  }
}

/** A factory for every port, or an error that names the one which nobody provides. */
function complete(registry: Registry): AdapterFactories {
  const factory = <Port extends keyof AdapterFactories>(port: Port): AdapterFactories[Port] => {
    const create = registry.adapter(port);
    if (create !== null) return create;
    const message = `No plugin provides the port "${port}". Add one to createApp([...]).`;
    throw new StrategicError("PLUGIN_MISSING", message, { details: { port } });
  };
  return {
    sandbox: factory("sandbox"),
    scopeValidator: factory("scopeValidator"),
    renderer: factory("renderer"),
    auditSink: factory("auditSink"),
    artifactStore: registry.adapter("artifactStore") ?? (() => memoryArtifacts()),
    datasetSource: registry.adapter("datasetSource") ?? (() => noDatasets),
  };
}

/** Without a workspace, analyses see inline tables only. */
const noDatasets: DatasetSource = { list: async () => [], open: async () => null };

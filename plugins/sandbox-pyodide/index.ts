import type { PluginWith } from "../../core/plugin.ts";
import type { GuestModule, Sandbox } from "../../core/ports/sandbox.ts";
import type { ScopeValidator } from "../../core/ports/scope-validator.ts";
import { type PoolOptions, PyodideSandbox } from "./host/pool.ts";

export { type DoctorReport, doctor } from "./doctor.ts";
export type { PoolOptions } from "./host/pool.ts";
export { type ReadyEnvironment, type SetupOptions, setup } from "./setup.ts";

/** Pyodide in Piscina workers inside a jailed process: a fresh interpreter for every execution. */
export function sandboxPyodide(options: PoolOptions = {}): PluginWith<{
  sandbox: (judge: ScopeValidator, modules?: readonly GuestModule[]) => Sandbox;
}> {
  return {
    name: "strategic-python/plugins/sandbox-pyodide",
    adapters: { sandbox: (judge, modules) => new PyodideSandbox(judge, options, modules) },
  };
}

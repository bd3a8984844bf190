import type { ScopeValidator } from "../../core/index.ts";
import type { Plugin } from "../../core/plugin.ts";
import { type PoolOptions, sandboxPyodide } from "../../plugins/sandbox-pyodide/index.ts";
import { scopePython } from "../../plugins/scope-python/index.ts";
import { strategic } from "../../plugins/strategic/index.ts";

/** What the scope validator will run in the interpreter. */
const scopePrograms = (): readonly string[] => scopePython().adapters.scopeValidator().programs ?? [];

/** What the images are made with that `setup` makes and `doctor` looks for. */
export const inTheImage = () => ({ programs: scopePrograms(), modules: strategic().guestModules });

export interface WarmSandbox {
  readonly plugin: Plugin;
  /** For an app that could not be composed: else it is the app's to close, and its process would outlive the command. */
  close(): Promise<void>;
}

/**
 * The sandbox as a plugin whose interpreters are starting already: they boot in their own process while this one still loads
 * the protocol, the charts and the rest.
 */
export function warmSandbox(options: PoolOptions, brought: readonly Plugin[] = []): WarmSandbox {
  const plugin = sandboxPyodide(options);
  // The app brings it; no run can come before the app does.
  const judge = Promise.withResolvers<ScopeValidator>();
  const sandbox = plugin.adapters.sandbox(
    {
      programs: scopePrograms(),
      check: async (...given) => (await judge.promise).check(...given),
    },
    [strategic(), ...brought].flatMap(({ guestModules = [] }: Plugin) => guestModules),
  );
  // Whoever starts the app is told of a failure; here it must not end the process.
  sandbox.start().catch(() => {});
  const composed = (given: ScopeValidator) => {
    judge.resolve(given);
    return sandbox;
  };
  return { plugin: { ...plugin, adapters: { sandbox: composed } }, close: () => sandbox.close() };
}

/**
 * Layer 3, the JavaScript realm: takes the host out of the worker's realm before guest code runs. What Node itself needs it
 * holds in private references. Strings can't become code (`--disallow-code-generation-from-strings`), so what is deleted here
 * can't be had again.
 */
const GLOBALS = [
  "fetch",
  "require",
  "WebSocket",
  "EventSource",
  "XMLHttpRequest",
  "Request",
  "Response",
  "Headers",
  "FormData",
  "BroadcastChannel",
  "Worker",
  "navigator",
  "localStorage",
  "sessionStorage",
  "Storage",
] as const;

export function hardenRealm(realm: Record<string, unknown> = globalThis as unknown as Record<string, unknown>): void {
  for (const name of GLOBALS) delete realm[name];
  // Piscina asks for its standard streams after each task; nothing else of `process` is left.
  const stream = Object.freeze({ writableLength: 0 });
  const remains = Object.freeze({ stdout: stream, stderr: stream, env: Object.freeze({}), emitWarning() {} });
  Object.defineProperty(realm, "process", { value: remains, writable: false, configurable: false });
}

/** Pyodide asks for `process.binding("constants")` once, while it boots: it gets exactly that. */
export function withBindingStub<T>(constants: Record<string, number>, boot: () => Promise<T>): Promise<T> {
  const host = process as unknown as { binding?: unknown };
  host.binding = (name: string) => {
    if (name !== "constants") throw new Error(`process.binding(${JSON.stringify(name)}) is not available`);
    return { fs: constants };
  };
  return boot().finally(() => {
    delete host.binding;
  });
}

/** The runtime's own ways to a host shell and to JS evaluation. Returning keeps the interpreter alive where throwing would kill it. */
export function sealImports(env: Record<string, unknown>): void {
  answerWith(env, "_emscripten_system", -1);
  for (const name of ["emscripten_run_script", "emscripten_run_script_int", "emscripten_run_script_string"])
    answerWith(env, name, 0);
}

function answerWith(env: Record<string, unknown>, name: string, value: number): void {
  const original = env[name];
  if (typeof original !== "function") throw new Error(`the runtime does not import ${name}: another build than the one pinned`);
  env[name] = Object.assign(() => value, { sig: (original as { sig?: string }).sig });
}

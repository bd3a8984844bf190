import { Buffer } from "node:buffer";
import { freezeRealm } from "./frozen-realm.ts";

/**
 * Layer 3, the JavaScript realm, for the day on which a guest reaches it in spite of the closed surface: the host is taken out of
 * it, and what is left can't be changed. What Node itself needs it holds in private references. Strings can't become code
 * (`--disallow-code-generation-from-strings`), so what is deleted here can't be had again.
 */
const LANGUAGE = `Object Function Array Number Boolean String Symbol BigInt Math JSON Reflect Proxy Promise Iterator
  Map Set WeakMap WeakSet WeakRef FinalizationRegistry Date RegExp WebAssembly
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError
  ArrayBuffer SharedArrayBuffer DataView Atomics DisposableStack AsyncDisposableStack
  Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array
  Float16Array Float32Array Float64Array
  parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval
  globalThis undefined NaN Infinity`;
/** The clock and text decoding, for the runtime's file system; microtasks and `process`, for the pool. */
const HOST = "performance queueMicrotask TextDecoder TextEncoder process";

/** All that is left of the realm's names. */
export const GLOBALS: ReadonlySet<string> = new Set(`${LANGUAGE} ${HOST}`.split(/\s+/));

type Realm = Record<string | symbol, unknown>;

export function hardenRealm(realm: Realm = globalThis as typeof globalThis & Realm): void {
  // Piscina asks for its standard streams after each task; nothing else of `process` is left.
  const stream = Object.freeze({ writableLength: 0 });
  const remains = Object.freeze({ stdout: stream, stderr: stream, env: Object.freeze({}), emitWarning() {} });
  Object.defineProperty(realm, "process", { value: remains, writable: false, enumerable: false, configurable: false });
  // What Node and the runtime go on using by references of their own.
  const held = [Buffer, MessagePort, EventTarget, realm.console];
  for (const name of Reflect.ownKeys(realm)) if (typeof name === "symbol" || !GLOBALS.has(name)) delete realm[name];
  // Some of Node's names are accessors whose setter would still set when they are frozen.
  for (const name of GLOBALS) {
    const { get, enumerable = false } = Object.getOwnPropertyDescriptor(realm, name) ?? {};
    if (get) Object.defineProperty(realm, name, { value: realm[name], writable: false, enumerable, configurable: false });
  }
  freezeRealm(realm, held);
  Object.freeze(realm);
}

/** Pyodide asks for `process.binding("constants")` once, while it boots: it gets exactly that. */
export function withBindingStub<T>(constants: object, boot: () => Promise<T>): Promise<T> {
  const host = process as typeof process & { binding?: unknown };
  host.binding = (name: string) => {
    if (name !== "constants") throw new Error(`process.binding(${JSON.stringify(name)}) is not available`);
    return { fs: constants };
  };
  return boot().finally(() => {
    delete host.binding;
  });
}

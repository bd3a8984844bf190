import type { Layer } from "../protocol/messages.ts";
import { GLOBALS } from "./harden.ts";
import { findings } from "./probes.ts";
import { request } from "./rehearsal.ts";

/** One escape per layer, tried inside a ready worker as a guest would. */
type Call = (operation: string, payload: unknown) => string;

const AS_GUEST = `
reached = []
for name in ("js", "pyodide_js", "_pyodide_core", "ctypes", "socket", "subprocess"):
    try:
        __import__(name)
        reached.append("import " + name)
    except ImportError:
        pass
try:
    open(0).read()
    reached.append("read standard input")
except OSError:
    pass
result = reached
`;
const AS_HOST = 'import os\noutput = str(os.system("exit 3"))';

const TYPED_ARRAY = Object.getPrototypeOf(Uint8Array.prototype) as object;

/** Own methods that what runs after a guest relies on, each tried in every way that could change it. */
const RELIED_ON: readonly (readonly [object, string])[] = [
  [TYPED_ARRAY, "set"],
  [TYPED_ARRAY, "fill"],
  [Array.prototype, "push"],
  [Map.prototype, "get"],
  [Object.prototype, "toString"],
  [Function.prototype, "call"],
  [Promise.prototype, "then"],
  [Object, "entries"],
  [JSON, "parse"],
  [WebAssembly.Table.prototype, "set"],
];

/** The caller rewinds afterwards. */
export function selfTest(call: Call): readonly Layer[] {
  const { result } = JSON.parse(call("run", { ...request, code: AS_GUEST })) as { result?: unknown };
  const host = JSON.parse(call("inspect", { program: AS_HOST, input: "" })) as { output?: unknown };
  const realm: object = globalThis;
  const left = Reflect.get(realm, "process") as Record<string, unknown> | undefined;
  return [
    findings(
      "guest-runtime",
      Array.isArray(result) ? result.map((what) => `guest code could ${String(what)}`) : ["the self-test did not end"],
    ),
    findings("realm", [
      host.output === "-1" ? null : "os.system reached the host",
      ...Reflect.ownKeys(realm).map((name) => (GLOBALS.has(name as string) ? null : `${String(name)} is reachable`)),
      ...["binding", "getBuiltinModule", "dlopen", "kill", "exit"].map((name) =>
        left?.[name] === undefined ? null : `process.${name} is reachable`,
      ),
      ...RELIED_ON.map(([owner, name]) => (changes(owner, name) ? `${name} can be changed` : null)),
      changes(realm, "JSON") || changes(Object.getPrototypeOf(realm) as object, "JSON")
        ? "a name of the realm can be changed"
        : null,
    ]),
  ];
}

/** Overwrites, redefines, takes away and puts another prototype in: true when one of them had an effect. */
function changes(owner: object, name: string): boolean {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  const prototype = Object.getPrototypeOf(owner);
  const target = owner as Record<string, unknown>;
  const attempts = [
    () => Reflect.set(target, name, () => null),
    () => Reflect.defineProperty(target, name, { value: () => null }),
    () => before !== undefined && Reflect.deleteProperty(target, name),
    () => Reflect.setPrototypeOf(target, {}),
    () => Reflect.defineProperty(target, `${name}-more`, { value: 1 }),
  ];
  const changed = attempts.some((attempt) => {
    try {
      return attempt();
    } catch {
      return false;
    }
  });
  return (
    changed || Object.getOwnPropertyDescriptor(owner, name)?.value !== before?.value || Object.getPrototypeOf(owner) !== prototype
  );
}

import type { EmscriptenModule } from "../interpreter/pyodide-types.ts";

/**
 * Modules compiled into the interpreter that no analysis needs: the bridge to JavaScript, native calls, sockets, processes,
 * and what CPython's own tests and debuggers use. They are taken out of its table of built-in modules when the image is made.
 * What no table names can't be imported, whatever a guest does to finders and to `sys`.
 */
export const removedModules =
  `_pyodide_core _ctypes _socket _posixsubprocess _asyncio _sqlite3 _remote_debugging _lsprof _tracemalloc faulthandler termios
  _symtable _testbuffer _testcapi _testclinic _testclinic_limited _testinternalcapi _testlimitedcapi _xxtestfuzz xxsubtype`.split(
    /\s+/,
  );
const GONE = new Set(removedModules);

/** The last entry has no name. */
const ENTRY_WORDS = 2;

/** `table` is the address of C's `PyImport_Inittab`; CPython works with copies of what it points to, which are found by content. */
export function removeBuiltinModules(module: EmscriptenModule, table: number): readonly string[] {
  const words = module.HEAPU32;
  const first = (words[table >>> 2] as number) >>> 2;
  const entries: (readonly [name: number, init: number])[] = [];
  for (let at = first; words[at] !== 0; at += ENTRY_WORDS) entries.push([words[at] as number, words[at + 1] as number]);
  const kept = entries.filter(([name]) => !GONE.has(textAt(module, name)));
  const removed = entries.filter((entry) => !kept.includes(entry)).map(([name]) => textAt(module, name));
  const missing = [...GONE].filter((name) => !removed.includes(name));
  if (missing.length > 0) throw new Error(`not among the interpreter's built-in modules: ${missing.join(", ")}`);
  const wanted = entries.flat();
  let copies = 0;
  for (let at = words.indexOf(wanted[0] as number); at >= 0; at = words.indexOf(wanted[0] as number, at + 1)) {
    if (!wanted.every((word, index) => words[at + index] === word)) continue;
    words.fill(0, at, at + wanted.length);
    words.set(kept.flat(), at);
    copies++;
  }
  // The one that the C symbol names and the one that the import machinery asks.
  if (copies < 2) throw new Error("the import machinery's own table of built-in modules was not found");
  return removed;
}

function textAt({ HEAPU8 }: EmscriptenModule, at: number): string {
  return Buffer.from(HEAPU8.subarray(at, HEAPU8.indexOf(0, at))).toString("latin1");
}

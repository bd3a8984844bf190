import { keepExports } from "./wasm-exports.ts";

/** Two fifths of the script: each of the 4,900 exports that JavaScript may call is declared, assigned, and put into the public object. */
const ASSIGNED = /(var (?:[\w$]+,)*[\w$]+;)function assignWasmExports\(wasmExports\)\{([^{}]*)\}/g;
const EXPORT = /wasmExports\["([^"]+)"\]/;
const IDENTIFIER = /[\w$]+/g;

interface Runtime {
  /** `pyodide.asm.mjs`. */
  readonly script: string;
  /** `pyodide.asm.wasm`. */
  readonly wasm: Uint8Array;
}

/**
 * The runtime without the exports that nobody asks for: no text of its loaders names them, no library imports them, and they are
 * not `wanted`. A start makes an object of each export and a property or two, which took a tenth of it. What the toolchain names
 * itself, with two underscores, stays.
 */
export function leanRuntime({ script, wasm }: Runtime, loader: string, wanted: readonly string[]): Runtime {
  const [found, ...more] = script.matchAll(ASSIGNED);
  if (found === undefined || more.length > 0) throw new Error("the runtime does not assign its exports as it used to");
  const [text, declared, assigned] = found as unknown as [string, string, string];
  const others = identifiersIn(script.replace(text, "") + loader);
  const named = new Set([...others, ...wanted]);
  const isUsed = (name: string) => name.startsWith("__") || named.has(name) || named.has(`_${name}`);
  const kept = assigned.split(";").filter((statement) => {
    const name = EXPORT.exec(statement)?.[1];
    return name === undefined || isUsed(name);
  });
  const assigns = `function assignWasmExports(wasmExports){${kept.join(";")}}`;
  // A name that only the statements left out assigned is declared no more.
  const still = new Set([...others, ...identifiersIn(assigns)]);
  const names = declared.slice("var ".length, -1).split(",");
  const lean = `var ${names.filter((name) => still.has(name)).join(",")};${assigns}`;
  return { script: script.replace(text, () => lean), wasm: keepExports(wasm, isUsed) };
}

const identifiersIn = (text: string): Set<string> => new Set(text.match(IDENTIFIER));

/** What a library takes of the runtime: functions by name, and addresses. */
export const importsOf = (library: WebAssembly.Module): readonly string[] =>
  WebAssembly.Module.imports(library).map(({ name }) => name);

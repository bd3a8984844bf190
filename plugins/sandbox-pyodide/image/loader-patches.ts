/**
 * Every change to Pyodide's loader, in one table. Each must match exactly once in the one build whose hashes stand in
 * `packages/lock.json`; another build is refused, never half-patched. All other files are used as they are.
 */
export interface LoaderPatch {
  readonly file: "pyodide.asm.mjs" | "pyodide.mjs";
  readonly why: string;
  readonly find: string;
  readonly replace: string;
}

const asm = (why: string, find: string, replace: string): LoaderPatch => ({ file: "pyodide.asm.mjs", why, find, replace });
const outer = (why: string, find: string, replace: string): LoaderPatch => ({ file: "pyodide.mjs", why, find, replace });

const noHostModules = { n: 'await import("ws")', c: 'await import("node:child_process")' } as const;

export const loaderPatches: readonly LoaderPatch[] = [
  asm(
    "A library is put where it lay when the image was made.",
    "var memoryBase=metadata.memorySize?alignMemory(getMemory(metadata.memorySize+memAlign),memAlign):0;var tableBase=metadata.tableSize?wasmTable.length:0;",
    "var forced=Module.linkerForced?.(libName);var memoryBase=forced?forced.memoryBase:metadata.memorySize?alignMemory(getMemory(metadata.memorySize+memAlign),memAlign):0;var tableBase=forced?forced.tableBase:metadata.tableSize?wasmTable.length:0;Module.linkerOnBase?.({libName,memoryBase,tableBase,memorySize:metadata.memorySize,tableSize:metadata.tableSize});",
  ),
  asm(
    "The function table has room for it already.",
    "if(metadata.tableSize){wasmTable.grow(metadata.tableSize)}",
    "if(metadata.tableSize&&!forced){wasmTable.grow(metadata.tableSize)}",
  ),
  asm(
    "Addresses are known: looking each function up in the table has V8 make an object of all 26,000.",
    "var updateGOT=(exports,replace)=>{",
    "var linkerLeft=[];var updateGOT=(exports,replace)=>{if(Module.linkerReplaying){linkerLeft.push(exports);return}for(var left of linkerLeft.splice(0)){updateGOT(left)}",
  ),
  asm(
    "What the runtime itself exports, and where its part of the table ends.",
    "updateGOT(origExports);",
    "Module.linkerMain={exports:origExports,tableLength:wasmTable.length};updateGOT(origExports);",
  ),
  asm(
    "Relocations only write linear memory, which the image overwrites.",
    'var applyRelocs=moduleExports["__wasm_apply_data_relocs"];if(applyRelocs){',
    'var applyRelocs=moduleExports["__wasm_apply_data_relocs"];if(applyRelocs&&!Module.linkerReplaying){',
  ),
  asm(
    "Static constructors only write linear memory, which the image overwrites.",
    'var init=moduleExports["__wasm_call_ctors"];if(init){',
    'var init=moduleExports["__wasm_call_ctors"];if(init&&!Module.linkerReplaying){',
  ),
  asm(
    "Libraries come as modules compiled once for all workers.",
    "var preloaded=preloadedWasm[libName];",
    "var compiled=Module.linkerModules?.get(libName);if(compiled&&!flags.loadAsync){return loadWebAssemblyModule(compiled,flags,libName,localScope,handle)}var preloaded=preloadedWasm[libName];",
  ),
  asm(
    "Records each dlopen, in order.",
    "function loadDynamicLibrary(libName,flags={global:true,nodelete:true},localScope,handle){",
    'function loadDynamicLibrary(libName,flags={global:true,nodelete:true},localScope,handle){Module.linkerOnOp?.("load",PATH.normalize(libName),flags,localScope,handle);',
  ),
  asm(
    "Records each dlsym, in order.",
    "var result;var newSymIndex;var lib=LDSO.loadedLibsByHandle[handle];",
    'Module.linkerOnOp?.("sym",symbol,null,null,handle);var result;var newSymIndex;var lib=LDSO.loadedLibsByHandle[handle];',
  ),
  asm(
    "Only symbols added since the last library can be unresolved: looking at all of them again cost 300 ms of a start.",
    "var GOT={};",
    "var GOT={};var gotPending=[];",
  ),
  asm(
    "Notes a new symbol; in an image its address is known.",
    'var rtn=GOT[symName];if(!rtn){rtn=GOT[symName]=new WebAssembly.Global({value:"i32",mutable:true},-1)}',
    'Module.linkerImported?.add(symName);var rtn=GOT[symName];if(!rtn){rtn=GOT[symName]=new WebAssembly.Global({value:"i32",mutable:true},Module.linkerReplaying?Module.linkerAddress(symName):-1);gotPending.push(symName)}',
  ),
  asm(
    "Its place in the table is recorded, like that of any other function.",
    "return addFunction(trampolineInstance.exports.trampoline_call)",
    "Module.linkerMain.trampoline=trampolineInstance.exports.trampoline_call;return Module.linkerReplaying?0:addFunction(Module.linkerMain.trampoline)",
  ),
  asm(
    "Looks at the new symbols only.",
    "for(var[symName,entry]of Object.entries(GOT)){if(entry.value==-1){",
    "var pending=gotPending;gotPending=[];if(Module.linkerReplaying)return;for(var symName of pending){var entry=GOT[symName];if(entry.value==-1){",
  ),
  ...(["asm", "outer"] as const).flatMap((which) => {
    const make = which === "asm" ? asm : outer;
    return [
      make("No TCP for the guest, and no lookup of a package that is not ours.", noHostModules.n, "{}"),
      make("No processes for the guest.", noHostModules.c, "{}"),
    ];
  }),
  asm(
    "In brackets V8 compiles it at once; else it reads all 1.2 MB to find where it ends, and again when it is called.",
    "async function _createPyodideModule(moduleArg={}){",
    "const _createPyodideModule=(async function(moduleArg={}){",
  ),
  asm(
    "Closes that bracket, behind the end of the function.",
    "return moduleRtn}export default",
    "return moduleRtn});export default",
  ),
  outer(
    "The caller brings the compiled module: reading and compiling the 9.6 MB file a second time is waste.",
    'if(typeof WasmOffsetConverter<"u")return;',
    "return;",
  ),
];

/** Applies the table to one file. Throws when a patch does not match exactly once. */
export function patchLoader(file: LoaderPatch["file"], source: string): string {
  let text = source;
  for (const patch of loaderPatches) {
    if (patch.file !== file) continue;
    const parts = text.split(patch.find);
    if (parts.length !== 2) throw new Error(`loader patch matches ${parts.length - 1} times in ${file}: ${patch.why}`);
    text = parts.join(patch.replace);
  }
  return text;
}

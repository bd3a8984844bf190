/** The parts of Pyodide's and Emscripten's inside that boot, checkpoint and limits touch. Named in one place: none is public API. */
export interface MemfsNode {
  name: string;
  mode: number;
  parent: MemfsNode;
  atime: number;
  mtime: number;
  ctime: number;
  usedBytes: number;
  link?: string;
  contents: unknown;
  node_ops: unknown;
  id: number;
}

interface FsStream {
  fd: number;
  position: number;
  flags: number;
  shared?: Record<string, unknown>;
  node: MemfsNode;
}

interface EmscriptenFs {
  root: MemfsNode;
  currentPath: string;
  nextInode: number;
  streams: (FsStream | null)[];
  ErrnoError: new (errno: number) => Error;
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  isLink(mode: number): boolean;
  lookupPath(path: string, options?: { follow?: boolean }): { node: MemfsNode };
  mkdirTree(path: string): void;
  readFile(path: string): Uint8Array;
  unlink(path: string): void;
  writeFile(path: string, data: Uint8Array, options?: { canOwn?: boolean }): void;
  hashAddNode(node: MemfsNode): void;
  hashRemoveNode(node: MemfsNode): void;
}

type MemfsOps = Record<string, (...args: never[]) => unknown>;

interface EmscriptenMemfs {
  createNode(parent: MemfsNode, name: string, mode: number, dev: number): MemfsNode;
  ops_table: {
    dir: { node: MemfsOps; stream: MemfsOps };
    file: { node: MemfsOps; stream: MemfsOps };
    link: { node: MemfsOps; stream: MemfsOps };
    chrdev: { node: MemfsOps; stream: MemfsOps };
  };
}

interface LoadedLibrary {
  name: string;
  refcount: number;
  global: boolean;
  exports: Record<string, unknown>;
}

export interface EmscriptenModule {
  FS: EmscriptenFs;
  MEMFS: EmscriptenMemfs;
  HEAPU8: Uint8Array<ArrayBuffer>;
  HEAPU32: Uint32Array<ArrayBuffer>;
  wasmTable: WebAssembly.Table;
  freeTableIndexes: number[];
  GOT: Record<string, WebAssembly.Global>;
  LDSO: { loadedLibsByName: Record<string, LoadedLibrary>; loadedLibsByHandle: Record<string, LoadedLibrary> };
  growMemory(bytes: number): number | undefined;
  stackSave(): number;
  stackRestore(sp: number): void;
  _emscripten_get_sbrk_ptr(): number;
  loadDynamicLibrary(name: string, flags: object, scope: object | null, handle: number): unknown;
  getFunctionAddress(f: unknown): number;
  resolveGlobalSymbol(name: string): { sym: unknown };
  convertJsFunctionToWasm(f: unknown, sig: string): unknown;
  // Added by the loader patches.
  linkerReplaying?: boolean;
  linkerModules?: ReadonlyMap<string, WebAssembly.Module>;
  linkerMain: { exports: Record<string, unknown>; tableLength: number; trampoline?: unknown };
  linkerImported?: Set<string>;
  linkerAddress?: (symbol: string) => number;
  linkerForced?: ((name: string) => { memoryBase?: number; tableBase?: number } | undefined) | null;
  linkerOnBase?: ((base: LinkerBase) => void) | null;
  linkerOnOp?:
    | ((kind: "load" | "sym", name: string, flags: LinkerFlags | null, scope: object | null, handle: number) => void)
    | null;
}

interface LinkerFlags {
  global: boolean;
  nodelete: boolean;
}

interface LinkerBase {
  libName: string;
  memoryBase: number;
  tableBase: number;
  memorySize: number;
  tableSize: number;
}

export interface PyodideInstance {
  _module: EmscriptenModule;
  runPython(code: string, options?: { globals?: unknown }): unknown;
  globals: { get(name: string): unknown };
  setStdin(options: object): void;
  setStdout(options: { write(buffer: Uint8Array): number }): void;
  setStderr(options: { write(buffer: Uint8Array): number }): void;
  setInterruptBuffer(buffer: Uint8Array): void;
  unpackArchive(bytes: Uint8Array, format: string, options: { extractDir: string }): void;
  makeMemorySnapshot(): Uint8Array<ArrayBuffer>;
}

export type LoadPyodide = (options: Record<string, unknown>) => Promise<PyodideInstance>;
export type WasmImports = Record<string, Record<string, unknown>>;
export type CreateModule = (settings: Record<string, unknown>) => Promise<EmscriptenModule>;

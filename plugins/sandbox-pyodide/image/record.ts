import type { ImageMeta, LinkerOp } from "../interpreter/image-format.ts";
import type { EmscriptenModule } from "../interpreter/pyodide-types.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Recording = Pick<ImageMeta, "ops" | "tableStart" | "tableLength" | "free" | "nulls">;

/**
 * Records what the dynamic linker does while `during` runs: Pyodide's own snapshot holds linear memory only and loses the
 * linker's state on the JavaScript side. The free list matters: imports allocate and free table slots between loads.
 */
export function recordLinker(module: EmscriptenModule, during: () => void): Recording {
  const table = module.wasmTable;
  const ops: Mutable<LinkerOp>[] = [];
  const unplaced = (op: LinkerOp) => op.kind === "load" && op.again !== true && op.memoryBase === undefined;
  const tableStart = table.length;
  module.linkerOnOp = (kind, name, flags, scope, handle) => {
    const op: Mutable<LinkerOp> = { kind, name, handle, tableLength: table.length, free: [...module.freeTableIndexes] };
    if (kind === "load") {
      op.flags = { global: flags?.global ?? false, nodelete: flags?.nodelete ?? true };
      op.scoped = scope !== null && scope !== undefined;
      op.again = name in module.LDSO.loadedLibsByName;
      op.nested = ops.some(unplaced);
    }
    ops.push(op);
  };
  module.linkerOnBase = ({ libName, ...base }) => {
    const op = ops.findLast((candidate) => unplaced(candidate) && candidate.name === libName);
    if (op === undefined) throw new Error(`a library was placed that was never loaded: ${libName}`);
    Object.assign(op, base);
  };
  try {
    during();
  } finally {
    module.linkerOnOp = null;
    module.linkerOnBase = null;
  }
  const nulls: number[] = [];
  for (let index = tableStart; index < table.length; index++) if (table.get(index) === null) nulls.push(index);
  return { ops, tableStart, tableLength: table.length, free: [...module.freeTableIndexes], nulls };
}

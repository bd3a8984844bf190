import { readLeb, writeLeb } from "./leb.ts";
import { changeSection, sectionOf } from "./wasm-sections.ts";

/** A function's code: what it declares as locals, and its instructions up to and including `end`. */
export interface FunctionBody {
  readonly locals: readonly (readonly [count: number, type: number])[];
  readonly code: Uint8Array;
}

const IMPORTS = 2;
const CODE = 10;

/** Gives some functions of a module other bodies. Indices count imported functions, as everywhere in WebAssembly. */
export function changeFunctions(
  wasm: Uint8Array,
  changes: ReadonlyMap<number, (stock: FunctionBody) => FunctionBody>,
): Uint8Array {
  const imports = sectionOf(wasm, IMPORTS);
  const imported = imports === null ? 0 : countImportedFunctions(imports);
  let changed = 0;
  const module = changeSection(wasm, CODE, (body) => {
    const [count, first] = readLeb(body, 0);
    const parts: Uint8Array[] = [Uint8Array.from(writeLeb(count))];
    for (let index = imported, from = first; index < imported + count; index++) {
      const [length, start] = readLeb(body, from);
      const change = changes.get(index);
      if (change === undefined) parts.push(body.subarray(from, start + length));
      else {
        const bytes = writeBody(change(readBody(body.subarray(start, start + length))));
        parts.push(Uint8Array.from(writeLeb(bytes.length)), bytes);
        changed++;
      }
      from = start + length;
    }
    return Buffer.concat(parts);
  });
  if (changed !== changes.size) throw new Error(`the module has ${changed} of the ${changes.size} functions to change`);
  return module;
}

function readBody(bytes: Uint8Array): FunctionBody {
  const [groups, first] = readLeb(bytes, 0);
  const locals: [number, number][] = [];
  let at = first;
  for (let group = 0; group < groups; group++) {
    const [count, type] = readLeb(bytes, at);
    locals.push([count, bytes[type] as number]);
    at = type + 1;
  }
  return { locals, code: bytes.subarray(at) };
}

function writeBody({ locals, code }: FunctionBody): Uint8Array {
  const head = [...writeLeb(locals.length), ...locals.flatMap(([count, type]) => [...writeLeb(count), type])];
  return Buffer.concat([Uint8Array.from(head), code]);
}

function countImportedFunctions(body: Uint8Array): number {
  const [count, first] = readLeb(body, 0);
  let functions = 0;
  let at = first;
  const skip = () => {
    at = readLeb(body, at)[1];
  };
  const skipName = () => {
    const [length, start] = readLeb(body, at);
    at = start + length;
  };
  const skipLimits = () => {
    const flags = body[at++] as number;
    skip();
    if (flags & 1) skip();
  };
  for (let index = 0; index < count; index++) {
    skipName();
    skipName();
    const kind = body[at++];
    if (kind === 0) {
      functions++;
      skip();
    } else if (kind === 1) {
      at++;
      skipLimits();
    } else if (kind === 2) skipLimits();
    else if (kind === 3) at += 2;
    else if (kind === 4) {
      at++;
      skip();
    } else throw new Error(`unexpected kind of import: ${kind}`);
  }
  return functions;
}

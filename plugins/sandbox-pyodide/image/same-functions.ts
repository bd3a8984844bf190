import { restore } from "../interpreter/boot.ts";
import { compile } from "../interpreter/compile.ts";
import type { ImageMeta, Linking } from "../interpreter/image-format.ts";
import type { EmscriptenModule } from "../interpreter/pyodide-types.ts";
import { SharedHeap } from "../interpreter/shared-heap.ts";
import { ownPlaces } from "./record.ts";

/** What stands in each place of the function table: V8 names a function of WebAssembly by its number in its module. */
export function functionNames({ wasmTable }: Pick<EmscriptenModule, "wasmTable">): readonly (string | null)[] {
  return Array.from({ length: wasmTable.length }, (_, index) => (wasmTable.get(index) as { name: string } | null)?.name ?? null);
}

/**
 * Starts from an image once. Throws unless every function that linear memory may know by its place is the one that stood there
 * when the image was recorded: a call that reaches another one would answer, and wrongly.
 */
export async function checkFunctions(dir: string, meta: ImageMeta, recorded: readonly (string | null)[]): Promise<void> {
  const { module } = await restore({ dir, meta, heap: new SharedHeap(dir, meta) }, compile(dir, meta));
  const place = differing(meta.linking, recorded, functionNames(module));
  if (place !== null) throw new Error(`the image's function table differs from what was recorded, at ${place}`);
}

/** The first place where another function stands, or none where one must. Null: there is no such place. */
export function differing(
  { loads, tableStart, appended }: Pick<Linking, "loads" | "tableStart" | "appended">,
  recorded: readonly (string | null)[],
  restored: readonly (string | null)[],
): number | null {
  const must = new Set([...ownPlaces(loads), ...appended.map(([index]) => index)]);
  const place = recorded.findIndex((name, index) => {
    const found = restored[index] ?? null;
    return found !== name && (found !== null || index < tableStart || must.has(index));
  });
  if (place !== -1) return place;
  return restored.length > recorded.length ? recorded.length : null;
}

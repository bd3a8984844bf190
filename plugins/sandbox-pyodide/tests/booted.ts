import { constants } from "node:fs";
import { ensureImage } from "../image/store.ts";
import { type Interpreter, restore, type SharedImage } from "../interpreter/boot.ts";
import { compile } from "../interpreter/compile.ts";
import { readMeta } from "../interpreter/image-format.ts";
import { SharedHeap } from "../interpreter/shared-heap.ts";
import { installed } from "../packages/store.ts";
import { withBindingStub } from "../worker/harden.ts";

/** An interpreter of the image, in the test's own process and not in a jail: what it has inside can be looked at. */
export async function booted(): Promise<Interpreter & { readonly image: SharedImage }> {
  const { dir } = await ensureImage(await installed(undefined), { cache: undefined, progress: undefined, programs: [] });
  const meta = readMeta(dir);
  const heap = new SharedHeap(dir, meta);
  heap.read();
  const image = { dir, meta, heap: heap.bytes, heapState: heap.state };
  return { ...(await withBindingStub(constants as never, () => restore(image, compile(dir, meta)))), image };
}

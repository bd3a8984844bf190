import { constants } from "node:fs";
import { ensureImage } from "../image/store.ts";
import { type Restored, restore, type SharedImage } from "../interpreter/boot.ts";
import { compile } from "../interpreter/compile.ts";
import { readMeta } from "../interpreter/image-format.ts";
import { SharedHeap } from "../interpreter/shared-heap.ts";
import type { Environment } from "../packages/environments.ts";
import { installed } from "../packages/store.ts";
import { withBindingStub } from "../worker/harden.ts";
import { prepared } from "./prepared.ts";

const images = new Map<Environment, Promise<SharedImage>>();

/** An interpreter of an environment's image, in the test's own process and not in a jail: what it has inside can be looked at. */
export async function booted(environment: Environment = "standard"): Promise<Restored & { readonly image: SharedImage }> {
  const loading = images.get(environment) ?? load(environment);
  images.set(environment, loading);
  const image = await loading;
  return { ...(await withBindingStub(constants as never, () => restore(image, compile(image.dir, image.meta)))), image };
}

async function load(environment: Environment): Promise<SharedImage> {
  const { dir } = await ensureImage(environment, await installed(environment), prepared);
  const meta = readMeta(dir);
  const heap = new SharedHeap(dir, meta);
  await heap.read();
  return { dir, meta, heap };
}

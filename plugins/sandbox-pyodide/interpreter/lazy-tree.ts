import { openSync } from "node:fs";
import { readInto, type TreeEntry } from "./image-format.ts";
import type { EmscriptenModule, MemfsNode } from "./pyodide-types.ts";

const FOLDER_MODE = 0o40777;
const FILE_MODE = 0o100666;

/** Mounts the image's site-packages: 2,000 nodes whose contents are read from one file when first opened. */
export function mountTree(module: EmscriptenModule, tree: readonly TreeEntry[], blobPath: string): void {
  const { FS, MEMFS } = module;
  const folders = new Map<string, MemfsNode>();
  let fd = -1;
  const folder = (path: string): MemfsNode => {
    let node = folders.get(path);
    if (node === undefined) {
      FS.mkdirTree(path);
      node = FS.lookupPath(path).node;
      folders.set(path, node);
    }
    return node;
  };
  for (const [path, offset, length, mtime] of tree) {
    const slash = path.lastIndexOf("/");
    const parent = folder(path.slice(0, slash));
    const name = path.slice(slash + 1);
    if (offset < 0) {
      if (!(name in (parent.contents as object))) folders.set(path, MEMFS.createNode(parent, name, FOLDER_MODE, 0));
      continue;
    }
    const node = MEMFS.createNode(parent, name, FILE_MODE, 0);
    node.usedBytes = length;
    node.atime = node.mtime = node.ctime = mtime;
    const settle = (value: unknown) =>
      Object.defineProperty(node, "contents", { value, writable: true, configurable: true, enumerable: true });
    Object.defineProperty(node, "contents", {
      configurable: true,
      enumerable: true,
      get() {
        if (fd < 0) fd = openSync(blobPath, "r");
        const bytes = new Uint8Array(length);
        readInto(fd, bytes, offset);
        settle(bytes);
        return bytes;
      },
      set: settle,
    });
  }
}

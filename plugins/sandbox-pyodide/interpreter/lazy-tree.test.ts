import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mountTree } from "./lazy-tree.ts";

interface Node {
  mode: number;
  contents: Record<string, Node> & Uint8Array;
  usedBytes: number;
  atime: number;
  mtime: number;
  ctime: number;
}
const node = (mode: number) => ({ mode, contents: {}, usedBytes: 0, atime: 0, mtime: 0, ctime: 0 }) as unknown as Node;
const isFolder = ({ mode }: Node) => (mode & 0o170000) === 0o040000;

/** Emscripten's file system, as far as a mount needs it. */
function module() {
  const root = node(0o40777);
  const find = (path: string) =>
    path
      .split("/")
      .filter(Boolean)
      .reduce((at, name) => at.contents[name] as Node, root);
  const FS = {
    mkdirTree(path: string) {
      let at = root;
      for (const name of path.split("/").filter(Boolean)) at = at.contents[name] ??= node(0o40777);
    },
    lookupPath: (path: string) => ({ node: find(path) }),
  };
  const MEMFS = {
    createNode(parent: Node, name: string, mode: number) {
      parent.contents[name] = node(mode);
      return parent.contents[name];
    },
  };
  return { FS, MEMFS, find };
}

let folder: string;
let blob: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tree-"));
  blob = join(folder, "blob");
  writeFileSync(blob, "abcdefgh");
});
afterEach(() => rmSync(folder, { recursive: true }));

const tree = [
  ["/lib/a.py", 0, 3, 11],
  ["/lib/pkg", -1, 0, 0],
  ["/lib/pkg/b.py", 3, 5, 22],
  ["/lib/pkg/empty.py", 8, 0, 33],
  ["/lib/alone", -1, 0, 0],
] as const;
const text = (found: Node) => Buffer.from(found.contents).toString();

test("the tree has the image's folders and files, with their lengths and times, and each file its own bytes", () => {
  const { find, ...made } = module();
  mountTree(made as never, tree, blob);
  expect(Object.keys(find("/lib").contents)).toEqual(["a.py", "pkg", "alone"]);
  expect(Object.keys(find("/lib/pkg").contents)).toEqual(["b.py", "empty.py"]);
  expect([isFolder(find("/lib/pkg")), isFolder(find("/lib/alone")), isFolder(find("/lib/a.py"))]).toEqual([true, true, false]);
  expect(find("/lib/a.py")).toMatchObject({ usedBytes: 3, atime: 11, mtime: 11, ctime: 11 });
  expect([find("/lib/a.py"), find("/lib/pkg/b.py"), find("/lib/pkg/empty.py")].map(text)).toEqual(["abc", "defgh", ""]);
});

test("a folder that a file has made already is not made again", () => {
  const { find, ...made } = module();
  mountTree(made as never, [...tree, ["/lib/pkg", -1, 0, 0]], blob);
  expect(Object.keys(find("/lib/pkg").contents)).toEqual(["b.py", "empty.py"]);
});

test("nothing is read before a file is opened, and then once", () => {
  const { find, ...made } = module();
  mountTree(made as never, tree, join(folder, "later"));
  writeFileSync(join(folder, "later"), "ABCDEFGH");
  const found = find("/lib/a.py");
  expect(text(found)).toBe("ABC");
  writeFileSync(join(folder, "later"), "--------");
  expect(text(found)).toBe("ABC");
  expect(found.contents).toBe(found.contents);
});

test("what is written into a file that was never read is its contents, and both may be changed again", () => {
  const { find, ...made } = module();
  mountTree(made as never, tree, join(folder, "none"));
  const found = find("/lib/a.py");
  found.contents = Buffer.from("new") as never;
  expect(text(found)).toBe("new");
  found.contents = Buffer.from("newer") as never;
  expect(text(found)).toBe("newer");
  expect(Object.keys(found)).toContain("contents");
  expect(Object.getOwnPropertyDescriptor(found, "contents")?.configurable).toBe(true);
});

import type { EmscriptenModule, MemfsNode } from "../interpreter/pyodide-types.ts";

interface Saved {
  readonly mode: number;
  readonly atime: number;
  readonly mtime: number;
  readonly ctime: number;
  readonly usedBytes: number;
  /** The getter of a file whose contents have not been read yet. */
  readonly lazy: PropertyDescriptor | null;
  readonly contents: unknown;
  readonly children: Record<string, MemfsNode> | null;
}

/** More than this written by one run is refused: MEMFS lies outside the interpreter's own memory limit. */
const WRITTEN_MAX = 64 * 1_048_576;
/** What a file or folder costs by itself, besides its name. */
const NODE_BYTES = 1024;
/** Of a name or a link's target, which JavaScript keeps in two bytes at most. */
const CHARACTER_BYTES = 2;
const ENOSPC = 51;

/**
 * The in-memory file system, which lives in JavaScript and survives a rewind of linear memory. One walk at the checkpoint;
 * after that only the nodes that a run touches are looked at.
 */
export class FileSystemCheckpoint {
  readonly #module: EmscriptenModule;
  readonly #saved = new Map<MemfsNode, Saved>();
  readonly #dirty = new Set<MemfsNode>();
  readonly #copied = new Set<MemfsNode>();
  readonly #devices: readonly (readonly [MemfsNode, Saved])[];
  readonly #cwd: string;
  readonly #inode: number;
  readonly #streams: readonly (null | {
    stream: NonNullable<EmscriptenModule["FS"]["streams"][number]>;
    /** Its position and flags. */
    shared: object | undefined;
  })[];
  #written = 0;
  #counting = true;
  /** The run was refused space. */
  full = false;

  constructor(module: EmscriptenModule) {
    this.#module = module;
    const { FS } = module;
    this.#cwd = FS.currentPath;
    this.#inode = FS.nextInode;
    this.#streams = FS.streams.map((stream) => (stream ? { stream, shared: stream.shared && { ...stream.shared } } : null));
    this.#walk(FS.root);
    this.#devices = [...this.#saved].filter(([{ mode }]) => !FS.isDir(mode) && !FS.isFile(mode) && !FS.isLink(mode));
    this.#watch();
  }

  /** Whether a path leads to a file of the checkpoint whose contents nobody has written since. */
  pristine(path: string): boolean {
    const { FS } = this.#module;
    try {
      const { node } = FS.lookupPath(path, { follow: true });
      return FS.isFile(node.mode) && this.#saved.has(node) && !this.#dirty.has(node);
    } catch {
      return false;
    }
  }

  /** What the host writes for a run, its tables, is bounded elsewhere and no part of what the run may write. */
  uncounted<T>(work: () => T): T {
    this.#counting = false;
    try {
      return work();
    } finally {
      this.#counting = true;
    }
  }

  restore(): void {
    const { FS } = this.#module;
    for (const node of this.#dirty) {
      const children = this.#saved.get(node)?.children;
      if (!children) continue;
      for (const [name, child] of Object.entries(node.contents as Record<string, MemfsNode>))
        if (children[name] !== child) this.#drop(child);
    }
    for (const node of this.#dirty) this.#put(node);
    // Reading from a device sets its times, by a way of its own.
    for (const [node, saved] of this.#devices) Object.assign(node, timesAndMode(saved));
    this.#dirty.clear();
    this.#copied.clear();
    this.#written = 0;
    this.full = false;
    FS.currentPath = this.#cwd;
    FS.nextInode = this.#inode;
    FS.streams.length = this.#streams.length;
    for (const [fd, saved] of this.#streams.entries()) {
      FS.streams[fd] = saved?.stream ?? null;
      if (saved === null) continue;
      if (saved.shared) Object.assign(saved.stream.shared as object, saved.shared);
      saved.stream.fd = fd;
    }
  }

  #walk(node: MemfsNode): void {
    if (this.#saved.has(node)) return;
    const descriptor = Object.getOwnPropertyDescriptor(node, "contents");
    const lazy = descriptor?.get ? descriptor : null;
    const children = this.#isFolder(node) ? { ...(node.contents as Record<string, MemfsNode>) } : null;
    const { mode, atime, mtime, ctime, usedBytes } = node;
    this.#saved.set(node, { mode, atime, mtime, ctime, usedBytes, lazy, contents: lazy ? null : node.contents, children });
    for (const child of Object.values(children ?? {})) this.#walk(child);
  }

  /** Marks what changes, and copies a checkpointed file before its first write. */
  #watch(): void {
    const { FS } = this.#module;
    const { file, dir, link, chrdev } = this.#module.MEMFS.ops_table;
    const before = (ops: Record<string, unknown>, name: string, note: (...args: never[]) => void): void => {
      const original = ops[name];
      if (typeof original !== "function") return;
      ops[name] = function (this: unknown, ...args: never[]) {
        note(...args);
        return original.apply(this, args);
      };
    };
    const touch = (node: MemfsNode | undefined) => node && this.#dirty.add(node);
    const count = (bytes: number) => {
      if (!this.#counting) return;
      this.#written += bytes;
      if (this.#written <= WRITTEN_MAX) return;
      this.full = true;
      throw new FS.ErrnoError(ENOSPC);
    };
    before(file.stream, "write", (stream: { node: MemfsNode }, _buffer: Uint8Array, _offset: number, length: number) => {
      const { node } = stream;
      count(length);
      touch(node);
      if (!this.#saved.has(node) || this.#copied.has(node)) return;
      this.#copied.add(node);
      node.contents = (node.contents as Uint8Array).slice();
    });
    for (const ops of [file.node, dir.node, link.node, chrdev.node]) {
      before(ops, "setattr", (node: MemfsNode, attributes: { size?: number }) => {
        if (attributes.size !== undefined && attributes.size > node.usedBytes) count(attributes.size - node.usedBytes);
        touch(node);
      });
    }
    for (const name of ["unlink", "rmdir"]) before(dir.node, name, (parent: MemfsNode) => touch(parent));
    const weigh = (...names: string[]) =>
      count(NODE_BYTES + CHARACTER_BYTES * names.reduce((sum, { length }) => sum + length, 0));
    before(dir.node, "mknod", (parent: MemfsNode, name: string) => {
      weigh(name);
      touch(parent);
    });
    before(dir.node, "symlink", (parent: MemfsNode, name: string, target: string) => {
      weigh(name, target);
      touch(parent);
    });
    before(dir.node, "rename", (node: MemfsNode, target: MemfsNode, name: string) => {
      weigh(name);
      touch(node.parent);
      touch(target);
      touch(node);
    });
  }

  /** That holds its own nodes: those of `/proc` are made when somebody looks. */
  #isFolder(node: MemfsNode): boolean {
    const { FS, MEMFS } = this.#module;
    return FS.isDir(node.mode) && node.node_ops === MEMFS.ops_table.dir.node;
  }

  #drop(node: MemfsNode): void {
    const { FS } = this.#module;
    FS.hashRemoveNode(node);
    if (this.#saved.has(node) || !this.#isFolder(node)) return;
    for (const child of Object.values(node.contents as Record<string, MemfsNode>)) if (!this.#saved.has(child)) this.#drop(child);
  }

  #put(node: MemfsNode): void {
    const saved = this.#saved.get(node);
    if (saved === undefined) return;
    const { FS } = this.#module;
    const { children } = saved;
    Object.assign(node, timesAndMode(saved));
    if (children) {
      const now = node.contents as Record<string, MemfsNode>;
      for (const [name, child] of Object.entries(children)) {
        if (now[name] === child && child.parent === node && child.name === name) continue;
        FS.hashRemoveNode(child);
        child.parent = node;
        child.name = name;
        FS.hashAddNode(child);
      }
      node.contents = { ...children };
      return;
    }
    if (saved.lazy) Object.defineProperty(node, "contents", saved.lazy);
    else node.contents = saved.contents;
    node.usedBytes = saved.usedBytes;
  }
}

const timesAndMode = ({ mode, atime, mtime, ctime }: Saved) => ({ mode, atime, mtime, ctime });

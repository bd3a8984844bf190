import { beforeAll, describe, expect, test } from "vitest";
import type { Interpreter } from "../interpreter/boot.ts";
import type { EmscriptenModule, MemfsNode } from "../interpreter/pyodide-types.ts";
import { environments } from "../packages/environments.ts";
import { booted } from "../tests/booted.ts";
import { FileSystemCheckpoint } from "./file-system.ts";

/** An interpreter of the image, here and not in a jail: its own file system, of which Python changes and JavaScript sees all. */
const MIB = 1_048_576;
const UNREAD = '"lazy":true';
const SIX = "/lib/python3.14/site-packages/six.py";
describe.each(environments)("%s:", (environment) => {
  let py: Interpreter["py"];
  let module: EmscriptenModule;
  let checkpoint: FileSystemCheckpoint;
  let unread: number;
  let before: Map<string, string>;
  let around: ReturnType<typeof elsewhere>;

  beforeAll(async () => {
    ({ py, module } = await booted(environment));
    py.runPython(`
import os, errno
os.makedirs("/tmp/kept/inner")
for name, text in {"a": "first", "b": "second", "inner/c": "third"}.items():
    with open("/tmp/kept/" + name, "w") as file: file.write(text)
os.symlink("/tmp/kept/a", "/tmp/kept/link")
held = os.open("/tmp/kept/b", os.O_RDWR)
os.lseek(held, 2, os.SEEK_SET)
def refused(act):
    try: act()
    except OSError as error: return errno.errorcode[error.errno]
def write(path, size):
    with open(path, "wb") as file: file.write(bytes(size))
`);
    unread = [...seen().values()].filter((node) => node.includes(UNREAD)).length;
    checkpoint = new FileSystemCheckpoint(module);
    expect(checkpoint.full).toBe(false);
    [before, around] = [seen(), elsewhere()];
  });

  /** Every node that a path leads to, by its place: what it is, holds and says of itself. */
  function seen(): Map<string, string> {
    const { FS, MEMFS } = module;
    const found = new Map<string, string>();
    const look = (node: MemfsNode, path: string) => {
      const { name, mode, atime, mtime, ctime, usedBytes, id, link } = node;
      const lazy = Object.getOwnPropertyDescriptor(node, "contents")?.get !== undefined;
      const isFolder = FS.isDir(mode) && node.node_ops === MEMFS.ops_table.dir.node;
      const text =
        isFolder || lazy || !path.startsWith("/tmp/")
          ? null
          : String(node.contents && Buffer.from(node.contents as never).subarray(0, usedBytes));
      found.set(
        path,
        JSON.stringify({ name, mode, atime, mtime, ctime, usedBytes, id, link, lazy, text, parent: node.parent.id }),
      );
      if (isFolder)
        for (const [name, child] of Object.entries(node.contents as Record<string, MemfsNode>)) look(child, `${path}/${name}`);
    };
    look(FS.root, "");
    return found;
  }
  const elsewhere = () => {
    const { FS } = module;
    return {
      folder: FS.currentPath,
      next: FS.nextInode,
      streams: FS.streams.map((stream) => stream && [stream.fd, stream.node.id, { ...stream.shared }]),
      // By the table of names, in which every look-up begins.
      paths: ["/tmp/kept/a", "/tmp/kept/b", "/tmp/kept/inner/c", SIX, "/tmp/new", "/tmp/kept/new"].map((path) => {
        try {
          return FS.lookupPath(path).node.id;
        } catch {
          return null;
        }
      }),
    };
  };
  const differences = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) =>
    [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));

  describe("what a run does to files is gone after it, and the next run does the same:", () => {
    test.each([
      ["it writes over a file", `open("/tmp/kept/a", "w").write("other and longer")`],
      ["it writes into a file", `os.pwrite(held, b"XX", 0)`],
      ["it appends to a file of the image that nobody has read", `open("${SIX}", "a").write("more")`],
      [
        "it makes files and folders",
        `os.makedirs("/tmp/new/deep"); open("/tmp/new/deep/file", "w").write("x"); open("/tmp/kept/new", "w")`,
      ],
      ["it makes a folder with a link", `os.mkdir("/tmp/new"); os.symlink("/tmp/kept", "/tmp/new/link")`],
      ["it takes a file away", `os.remove("/tmp/kept/a")`],
      ["it takes a file and its folder away", `os.remove("/tmp/kept/inner/c"); os.rmdir("/tmp/kept/inner")`],
      ["it takes a file away and makes another of its name", `os.remove("/tmp/kept/a"); open("/tmp/kept/a", "w").write("other")`],
      ["it renames a file", `os.rename("/tmp/kept/a", "/tmp/kept/new")`],
      ["it moves a file over another", `os.rename("/tmp/kept/a", "/tmp/kept/b")`],
      [
        "it moves a file away and another into its place",
        `os.rename("/tmp/kept/a", "/tmp/new"); os.rename("/tmp/kept/b", "/tmp/kept/a")`,
      ],
      ["it moves a folder", `os.rename("/tmp/kept/inner", "/tmp/new")`],
      ["it moves a folder into a new one", `os.mkdir("/tmp/new"); os.rename("/tmp/kept/inner", "/tmp/new/inner")`],
      ["it shortens a file", `os.truncate("/tmp/kept/b", 1)`],
      ["it lengthens a file", `os.truncate("/tmp/kept/b", 1000)`],
      ["it sets modes and times", `os.chmod("/tmp/kept/a", 0); os.utime("/tmp/kept/inner", (1, 2)); os.chmod("/tmp", 0o700)`],
      ["it points a link elsewhere", `os.remove("/tmp/kept/link"); os.symlink("/", "/tmp/kept/link")`],
      ["it reads from a device", `open("/dev/urandom", "rb").read(8)`],
      ["it writes to a device", `open("/dev/null", "w").write("x")`],
      ["it goes to another folder", `os.chdir("/tmp/kept")`],
      ["it leaves files open", `more = [os.open("/tmp/kept/a", os.O_RDONLY) for _ in range(3)]`],
      ["it closes what was open", `os.close(held)`],
      ["it moves where an open file stands", `os.read(held, 3)`],
      ["it opens another file in an old one's place", `os.close(held); again = os.open("/tmp/kept/a", os.O_RDONLY)`],
    ])("%s", (_, code) => {
      for (let runs = 0; runs < 2; runs++) {
        py.runPython(`${code}\nNone`);
        checkpoint.restore();
        expect(elsewhere()).toEqual(around);
      }
      expect(differences(before, seen())).toEqual([]);
    });
  });

  test("whatever names a file had in between, every file is found by its own", () => {
    for (let times = 0; times < 60; times++) {
      py.runPython(`os.rename("/tmp/kept/a", "/tmp/kept/other${times}")`);
      checkpoint.restore();
      py.runPython(`os.mkdir("/tmp/new"); os.rename("/tmp/kept/a", "/tmp/new/other${times}")`);
      checkpoint.restore();
    }
    // `/proc` is mounted: what is found there is made when somebody looks.
    for (const [path, node] of before)
      if (!path.startsWith("/proc"))
        expect([path, module.FS.lookupPath(path || "/").node.id]).toEqual([path, JSON.parse(node).id]);
  });

  test("a checkpoint reads no file of the image", () => {
    expect(unread).toBeGreaterThan(1000);
    expect([...before.values()].filter((node) => node.includes(UNREAD))).toHaveLength(unread);
  });

  describe("space for files", () => {
    const refused = (code: string) => py.runPython(`refused(lambda: ${code})`) as string | undefined;

    test("is given up to 64 MB a run, and refused above with the error that says so; the next run has as much", () => {
      for (let runs = 0; runs < 2; runs++) {
        expect([refused(`write("/tmp/big", ${63 * MIB})`), checkpoint.full]).toEqual([undefined, false]);
        expect([refused(`write("/tmp/big", ${2 * MIB})`), checkpoint.full]).toEqual(["ENOSPC", true]);
        checkpoint.restore();
        expect(checkpoint.full).toBe(false);
      }
    });

    test("is 64 MB to the last byte", () => {
      const held = "first".length;
      expect(refused(`os.truncate("/tmp/kept/a", ${64 * MIB + held})`)).toBeUndefined();
      checkpoint.restore();
      expect(refused(`os.truncate("/tmp/kept/a", ${64 * MIB + held + 1})`)).toBe("ENOSPC");
      checkpoint.restore();
    });

    test("is taken by lengthening a file, not by shortening it", () => {
      expect(refused(`os.truncate("/tmp/kept/a", ${60 * MIB})`)).toBeUndefined();
      for (let times = 0; times < 3; times++) expect(refused(`os.truncate("/tmp/kept/a", ${58 * MIB})`)).toBeUndefined();
      expect(refused(`os.truncate("/tmp/kept/a", ${61 * MIB})`)).toBeUndefined();
      expect(refused(`os.truncate("/tmp/kept/a", ${63 * MIB})`)).toBe("ENOSPC");
      checkpoint.restore();
    });

    test.each([
      ["files", "[open('/tmp/new%d' % i, 'w').close() for i in range(N)]"],
      ["folders", "[os.mkdir('/tmp/new%d' % i) for i in range(N)]"],
      ["links", "[os.symlink('x', '/tmp/new%d' % i) for i in range(N)]"],
      ["links with long targets", "[os.symlink('x' * 1500, '/tmp/new%d' % i) for i in range(N // 4)]"],
      ["long names", "[os.mkdir('/tmp/%0200d' % i) for i in range(N * 10 // 14)]"],
      [
        "new names",
        "[os.rename('/tmp/kept/a', '/tmp/kept/b') or os.rename('/tmp/kept/b', '/tmp/kept/a') for i in range(N // 2)]",
      ],
    ])("is taken by %s: two bytes for each character, and one kilobyte besides", (_, code) => {
      for (const [times, error] of [
        [360, undefined],
        [440, "ENOSPC"],
      ] as const) {
        // Room for 400 things of one kilobyte and a short name.
        py.runPython(`open("/tmp/big", "wb").truncate(${64 * MIB - 400 * 1044})`);
        expect(refused(code.replace("N", String(times)))).toBe(error);
        checkpoint.restore();
      }
    });
  });

  test("a file is pristine as long as nobody wrote it; what is no file, is not there, or was made by the run is not", () => {
    py.runPython(`os.symlink("${SIX}", "/tmp/new")`);
    expect([SIX, "/tmp/new", "/tmp/kept", "/dev/null", "/tmp/none"].map((path) => checkpoint.pristine(path))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    py.runPython(`open("/tmp/kept/new", "w").write("x"); open("${SIX}", "a").write("x"); None`);
    expect([checkpoint.pristine("/tmp/kept/new"), checkpoint.pristine(SIX), checkpoint.pristine("/tmp/new")]).toEqual([
      false,
      false,
      false,
    ]);
    checkpoint.restore();
    expect(checkpoint.pristine(SIX)).toBe(true);
  });
});

import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { doctor } from "../doctor.ts";
import { files } from "../interpreter/image-format.ts";
import { exclusive } from "../packages/exclusive.ts";
import { cacheFolder } from "../packages/folders.ts";
import { type InstalledPackages, installed } from "../packages/store.ts";
import { prepared } from "../tests/prepared.ts";
import { unjudged } from "../tests/unjudged.ts";
import { imageKey } from "./key.ts";
import { markUsed, prune } from "./prune.ts";
import { conditionOf, ensureImage, findImage, isSetUp } from "./store.ts";
import { remember } from "./witness.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cache-"));
  vi.stubEnv("XDG_STATE_HOME", join(folder, "state"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** An image as small as can be: an index, and one file that it names. */
function image(dir: string, heap: string): void {
  mkdirSync(dir, { recursive: true });
  const sha256 = createHash("sha256").update(heap).digest("hex");
  writeFileSync(join(dir, files.heap), heap);
  writeFileSync(join(dir, files.meta), JSON.stringify({ contents: { [files.heap]: { bytes: heap.length, sha256 } } }));
}

describe("an image that was changed", () => {
  test("is found by its hash, and with the new hash in its index by the one in the state folder", async () => {
    const dir = join(folder, "image");
    image(dir, "pi = 3.14");
    expect(await conditionOf(dir)).toBe("whole");
    remember(dir);
    expect(await conditionOf(dir)).toBe("whole");
    writeFileSync(join(dir, files.heap), "pi = 3.00");
    expect(await conditionOf(dir)).toBe("changed");
    image(dir, "pi = 3.00");
    expect(await conditionOf(dir)).toBe("changed");
    expect(statSync(join(folder, "state", "strategic-python", "images")).mode & 0o777).toBe(0o700);
  });

  test.each([
    ["that is gone is not taken for a changed one", (dir: string) => rmSync(dir, { recursive: true }), "gone"],
    ["that is being cleared away is as good as gone", (dir: string) => rmSync(join(dir, files.heap)), "gone"],
    ["whose index went first is too", (dir: string) => rmSync(join(dir, files.meta)), "gone"],
    ["whose index is cut off is a changed one", (dir: string) => writeFileSync(join(dir, files.meta), "{"), "changed"],
  ])("%s", async (_name, damage, condition) => {
    const dir = join(folder, "image");
    image(dir, "pi = 3.14");
    remember(dir);
    damage(dir);
    expect(await conditionOf(dir)).toBe(condition);
  });

  test("ends everything soon after the start, whatever its index says, and `doctor` says so", async () => {
    const cache = join(folder, "cache");
    mkdirSync(cache, { mode: 0o700 });
    const { wheels } = (await installed("standard", cacheFolder())) as InstalledPackages;
    for (const wheel of wheels) cpSync(wheel, join(cache, "packages", basename(wheel)));
    const source = findImage("standard", true, prepared, cacheFolder()) as string;
    const dir = join(cache, "images", source.split("/").at(-1) as string);
    cpSync(source, dir, { recursive: true });
    remember(dir);
    const meta = JSON.parse(readFileSync(join(dir, files.meta), "utf8"));
    const heap = readFileSync(join(dir, files.heap));
    // In the padding behind the last object: the interpreter starts, and nobody would notice.
    heap[heap.length - 1] = (heap.at(-1) as number) ^ 1;
    writeFileSync(join(dir, files.heap), heap);
    meta.contents[files.heap].sha256 = createHash("sha256").update(heap).digest("hex");
    writeFileSync(join(dir, files.meta), JSON.stringify(meta));

    const sandbox = unjudged({ cache, workers: 1 });
    try {
      await sandbox.start();
      await expect.poll(() => sandbox.stats().reason, { timeout: 15_000 }).toMatch(/not the one that was made/);
      expect(sandbox.stats().ready).toBe(false);
      await expect(sandbox.start()).rejects.toMatchObject({ code: "SANDBOX_UNSAFE" });
    } finally {
      await sandbox.close();
    }
    const { ok, lines } = await doctor({ cache, ...prepared });
    expect(ok).toBe(false);
    expect(lines.find(({ what }) => what.startsWith("interpreter image"))).toMatchObject({ ok: false });
    // Which others there are is no fault of this one, and that they are not there is none.
    expect(lines.find(({ what }) => what.startsWith("science"))).toEqual({
      ok: true,
      what: "science: not set up (optional: strategic-python setup brings it)",
      fix: null,
    });
  });
});

describe("the images of several environments", () => {
  const whole = (images: string, name: string, seconds: number) => {
    const dir = join(images, name);
    image(dir, "heap");
    utimesSync(dir, seconds, seconds);
  };

  test("are named by what goes into them, and never alike", () => {
    expect(imageKey("science", true, {})).toMatch(/^science-[0-9a-f]{24}$/);
    expect(imageKey("standard", true, {})).toMatch(/^[0-9a-f]{24}$/);
    expect(imageKey("science", true, { programs: ["p"] })).not.toBe(imageKey("science", true, {}));
  });

  const names = () => readdirSync(folder).filter((name) => !name.endsWith(".lock") && name !== "state");

  test("stay while somebody uses them, however many; of the others the last used of each environment", () => {
    for (let at = 1; at <= 4; at++) whole(folder, `standard${at}`, at);
    for (let at = 1; at <= 3; at++) whole(folder, `science-${at}`, 100 + at);
    writeFileSync(join(folder, "science-3.lock"), "");
    for (const name of ["standard1", "science-1"]) markUsed(join(folder, name));
    prune(folder);
    expect(names().toSorted()).toEqual(["science-1", "science-3", "standard1", "standard3", "standard4"]);
    for (const name of names()) markUsed(join(folder, name));
    for (let at = 5; at <= 8; at++) whole(folder, `standard${at}`, Date.now() / 1000 - 3600 * at);
    prune(folder);
    expect(names()).toHaveLength(9);
  });

  test("are in use once they are looked for", () => {
    const cache = join(folder, "cache");
    const dir = join(cache, "images", imageKey("standard", true, {}));
    whole(dir, ".", 1);
    chmodSync(cache, 0o700);
    findImage("standard", true, {}, cache);
    expect(Date.now() - statSync(dir).mtimeMs).toBeLessThan(60_000);
  });

  test("one that is half written is none, and the other is there all the same", () => {
    const cache = join(folder, "cache");
    for (const environment of ["standard", "science"] as const)
      image(join(cache, "images", imageKey(environment, true, {})), "heap");
    chmodSync(cache, 0o700);
    const science = join(cache, "images", imageKey("science", true, {}));
    writeFileSync(join(science, files.heap), "he");
    expect([findImage("standard", true, {}, cache) === null, findImage("science", true, {}, cache)]).toEqual([false, null]);
    // Nor can runs be sent there: what it would be made from is not there either.
    expect(isSetUp("science", {}, cache)).toBe(false);
    writeFileSync(join(science, files.heap), "heap");
    expect(isSetUp("science", {}, cache)).toBe(true);
    rmSync(join(science, files.meta));
    expect(findImage("science", true, {}, cache)).toBeNull();
  });

  test("one in a cache that a link leads to is named by its own path, which is all that the jail may read", () => {
    const cache = join(folder, "cache");
    const dir = join(cache, "images", imageKey("standard", true, {}));
    image(dir, "heap");
    chmodSync(cache, 0o700);
    symlinkSync(cache, join(folder, "link"), "dir");
    expect(findImage("standard", true, {}, join(folder, "link"))).toBe(realpathSync(dir));
  });

  test("without its packages the science one can't be made, which is said with the command that brings them", async () => {
    await expect(ensureImage("science", null, { cache: join(folder, "cache") })).rejects.toMatchObject({
      code: "PACKAGES_MISSING",
      message: expect.stringMatching(/science packages.*strategic-python setup/),
    });
  });
});

describe.skipIf(process.platform === "win32")("a cache folder", () => {
  test.each([
    ["that everybody may write", 0o777],
    ["that a group may write", 0o770],
  ])("%s is refused with what to do", async (_name, mode) => {
    const cache = join(folder, "cache");
    mkdirSync(cache);
    chmodSync(cache, mode);
    const refused = expect.objectContaining({
      code: "CACHE_UNSAFE",
      message: expect.stringMatching(/by others .*strategic-python setup/),
    });
    await expect(installed("standard", cache)).rejects.toEqual(refused);
    expect(() => findImage("standard", true, {}, cache)).toThrow(refused);
    expect((await doctor({ cache })).ok).toBe(false);
    const sandbox = unjudged({ cache, workers: 1 });
    await expect(sandbox.start()).rejects.toEqual(refused);
    await sandbox.close();
  });

  test("whose folder of images others may write is refused too", () => {
    const images = join(folder, "cache", "images");
    mkdirSync(images, { recursive: true });
    chmodSync(images, 0o777);
    expect(() => findImage("standard", true, {}, join(folder, "cache"))).toThrow(
      expect.objectContaining({ code: "CACHE_UNSAFE" }),
    );
  });

  test.runIf(process.getuid?.() === 0)("of somebody else is refused", async () => {
    const cache = join(folder, "cache");
    mkdirSync(cache, { mode: 0o700 });
    chownSync(cache, 12_345, 12_345);
    await expect(installed("standard", cache)).rejects.toMatchObject({
      code: "CACHE_UNSAFE",
      message: expect.stringMatching(/user 12345/),
    });
  });

  test("is made for its user alone", async () => {
    const cache = join(folder, "new", "cache");
    await exclusive(
      cache,
      "x",
      () => null,
      async () => {},
    );
    expect(statSync(cache).mode & 0o777).toBe(0o700);
  });
});

import { beforeEach, describe, expect, test, vi } from "vitest";
import { PreparedImage } from "./prepared-image.ts";

/** The cache and what makes images are played by the test. */
const store = vi.hoisted(() => ({
  found: null as string | null,
  kept: true,
  condition: "whole" as "whole" | "changed" | "gone",
  used: [] as string[],
  failure: null as Error | null,
  made: [] as unknown[],
  looked: [] as unknown[],
  removed: [] as string[],
  setUp: [] as boolean[],
}));
vi.mock("../packages/store.ts", () => ({
  installed: async (environment: string, cache: string) => `${environment} packages of ${cache}`,
}));
vi.mock("../interpreter/image-format.ts", () => ({ readMeta: (dir: string) => ({ packages: { [dir]: "1" } }) }));
vi.mock("../image/store.ts", () => ({
  findImage: (...args: unknown[]) => {
    store.looked.push(args);
    return store.found;
  },
  ensureImage: async (...args: unknown[]) => {
    store.made.push(args);
    if (store.failure !== null) throw store.failure;
    return { dir: `/made-${store.made.length}`, kept: store.kept };
  },
  conditionOf: async () => store.condition,
  isSetUp: () => store.setUp.shift() ?? false,
}));
vi.mock("../image/prune.ts", () => ({
  removeImage: (dir: string) => void store.removed.push(dir),
  markUsed: (dir: string) => void store.used.push(dir),
}));

const lines: string[] = [];
const progress = (line: string) => void lines.push(line);
let image: PreparedImage;
beforeEach(() => {
  Object.assign(store, {
    found: null,
    kept: true,
    condition: "whole",
    failure: null,
    made: [],
    looked: [],
    removed: [],
    used: [],
  });
  lines.length = 0;
  image = new PreparedImage("/cache", progress);
});

test("the image is that of the environment which is asked for", async () => {
  image = new PreparedImage("/cache", progress, "science");
  await image.ready();
  expect(store).toMatchObject({
    looked: [["science", true, {}, "/cache"]],
    made: [["science", "science packages of /cache", {}]],
  });
});

describe("an image", () => {
  test("that lies in the cache is taken as it is, with the programs that it must hold", async () => {
    store.found = "/found";
    image.brought = { programs: ["p"] };
    expect([image.state, image.packages]).toEqual(["none", {}]);
    expect(await image.ready()).toEqual({ dir: "/found", kept: true, programs: ["p"] });
    expect(store).toMatchObject({ looked: [["standard", true, { programs: ["p"] }, "/cache"]], made: [] });
    expect([image.state, image.packages]).toEqual(["ready", { "/found": "1" }]);
    await image.discard();
    expect(store.removed).toEqual([]);
  });

  test("that lies nowhere is made once, of the packages in the cache, however many wait for it", async () => {
    image.brought = { programs: ["p"] };
    const waiting = [image.ready(), image.ready()];
    expect(image.state).toBe("building");
    expect(await Promise.all(waiting)).toMatchObject([{ dir: "/made-1" }, { dir: "/made-1" }]);
    expect(store.made).toEqual([["standard", "standard packages of /cache", { cache: "/cache", progress, programs: ["p"] }]]);
    expect(image.state).toBe("ready");
  });

  test("that could not be made is tried again by whoever asks next", async () => {
    store.failure = new Error("no space");
    await expect(image.ready()).rejects.toThrow("no space");
    expect(image.state).toBe("none");
    await image.discard();
    store.failure = null;
    expect(await image.ready()).toMatchObject({ dir: "/made-2" });
  });

  test("that could not be kept goes with this process", async () => {
    await image.discard();
    store.kept = false;
    await image.ready();
    await image.discard();
    expect(store.removed).toEqual(["/made-1"]);
  });

  test("is used by every start, the first and the later ones", async () => {
    for (let starts = 0; starts < 3; starts++) await image.ready();
    expect(store.used).toEqual(["/made-1", "/made-1", "/made-1"]);
  });

  test.each([
    ["damaged", "changed"],
    ["gone", "gone"],
  ] as const)("that is %s is made again, once for all starts from it, and whoever runs this is told", async (word, condition) => {
    const first = await image.ready();
    expect([await image.removedDamaged(first), lines, store.removed]).toEqual([false, [], []]);
    store.condition = condition;
    expect([await image.removedDamaged(first), image.state, store.removed]).toEqual([true, "none", ["/made-1"]]);
    expect(lines).toEqual([`the interpreter image is ${word}: making it again`]);
    const second = await image.ready();
    expect(second).toMatchObject({ dir: "/made-2" });
    store.condition = "whole";
    expect([await image.removedDamaged(first), await image.removedDamaged(second), lines.length]).toEqual([true, false, 1]);
  });

  test("is changed by its hash; one that is not made yet, or that is gone, is no finding", async () => {
    store.condition = "changed";
    expect(await image.isChanged()).toBe(false);
    await image.ready();
    expect(await image.isChanged()).toBe(true);
    store.condition = "gone";
    expect(await image.isChanged()).toBe(false);
  });
});

test("whether an environment is there is looked at again every two seconds until it is, and then no more", () => {
  store.setUp = [false, true, false];
  expect([0, 1999, 2001, 2002, 9999].map((now) => image.isThere(now))).toEqual([false, false, true, true, true]);
  expect(store.setUp).toEqual([false]);
});

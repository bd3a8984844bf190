import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../../../core/ports/sandbox.ts";
import { answerOf, type FlatOutcome, sandboxJob } from "../../../core/testing/index.ts";
import { build, type Variant } from "../layers/variants.ts";

/**
 * A build in which Python's guards are gone and the surface is open: guest code imports `js` and holds the realm itself. What
 * runs after it must find every method as it was.
 */
let variant: Variant;
let sandbox: Sandbox;
beforeAll(async () => {
  variant = await build(["guest-runtime", "surface"], { selfTests: false });
  sandbox = await variant.sandbox({ workers: 1 });
  await sandbox.start();
});
afterAll(async () => {
  await sandbox.close();
  variant.remove();
});

const run = (code: string): Promise<FlatOutcome> => answerOf(sandbox, sandboxJob(code));

test("the control: guest code holds JavaScript objects in this build", async () => {
  expect((await run("import js\n[js.Math.max(1, 2), js.JSON.stringify(js.Array.of(1))]")).result).toEqual([2, "[1]"]);
});

test("every name of the realm and every method behind it resists being written, redefined, taken away and given a prototype", async () => {
  const changed = await run(`
import js
changed, seen = [], 0
def tries(owner, name, value):
    for act in (lambda: setattr(owner, name, value), lambda: delattr(owner, name),
                lambda: js.Object.defineProperty(owner, name, js.Object.fromEntries([["value", value]])),
                lambda: js.Object.setPrototypeOf(owner, js.Object.new()), lambda: js.Reflect.set(owner, name, value)):
        try:
            act()
        except Exception:
            pass
    after = js.Reflect.getOwnPropertyDescriptor(owner, name)
    if after is None or js.Reflect.get(after, "configurable") is not False or js.Reflect.get(after, "writable") is True: changed.append(name)
for name in list(js.Reflect.ownKeys(js.globalThis)):
    if not isinstance(name, str): continue
    owners = []
    # A few prototypes can't be held by Python at all: they answer a question of the bridge with an error.
    for get in (lambda: getattr(js, name), lambda: getattr(js, name).prototype):
        try:
            owners.append(get())
        except Exception:
            pass
    for owner in owners:
        if owner is None or isinstance(owner, (int, float, str, bool)): continue
        for key in list(js.Reflect.ownKeys(owner)):
            if not isinstance(key, str) or not key.isidentifier(): continue
            seen += 1
            tries(owner, key, 7)
[changed, seen > 500]`);
  expect(changed.reason).toBeNull();
  expect(changed.result).toEqual([[], true]);
});

test.each([
  ["the hook that made π three for every later run", "proto = js.Uint8Array.prototype\nproto.set = to_js(lambda *a: None)"],
  [
    "the method that writes memory back, replaced",
    "js.Object.getPrototypeOf(js.Uint8Array.prototype).set = js.Object.prototype.hasOwnProperty",
  ],
  ["entries and iterators", "js.Object.entries = to_js(lambda *a: js.Array.new())\njs.Array.prototype.values = None"],
  ["names of the realm", "js.globalThis.Uint8Array = None\njs.performance = 7\njs.newName = 1"],
  ["error classes", "js.Error.prototype.toString = 7\njs.Error.captureStackTrace = to_js(lambda *a: 1 / 0)"],
])("%s: refused, and the next run computes what it should", async (_, attack) => {
  const before = `import js\nfrom pyodide.ffi import to_js\nbad = 0\n${attack
    .split("\n")
    .map((line) => `try:\n    ${line}\nexcept Exception:\n    bad += 1`)
    .join("\n")}\nbad > 0`;
  expect(await run(before)).toMatchObject({ result: true, reason: null });
  for (let i = 0; i < 3; i++)
    expect((await run("import math, pandas as pd\n[math.pi * 100, float(pd.Series([20, 22]).sum())]")).result).toEqual([
      Math.PI * 100,
      42,
    ]);
});

test("no way from JavaScript objects to code, host or Node", async () => {
  const reached = await run(`
import js
reached = []
for name in ("process.exit", "process.binding", "require", "fetch", "WebSocket", "Worker", "navigator", "Buffer", "setTimeout", "console", "crypto", "structuredClone"):
    value = js
    for part in name.split("."): value = getattr(value, part, None)
    if value is not None: reached.append(name)
for make in (lambda: js.Function.new("return 1"), lambda: js.eval("1 + 1") == 2 or 1 / 0, lambda: js.Object.constructor("return process")()):
    try:
        make()
        reached.append("code from a string")
    except Exception:
        pass
reached`);
  expect(reached.result).toEqual([]);
});

test("memory that JavaScript holds is bounded, and the next run has it all again", async () => {
  const kept = await run("import js\nkept = [js.Uint8Array.new(500_000_000).fill(1) for _ in range(8)]\nlen(kept)");
  expect(kept.result).toBeNull();
  await expect.poll(async () => (await run("6 * 7")).result, { timeout: 20_000, interval: 100 }).toBe(42);
});

import { afterEach, expect, test } from "vitest";
import { inARealm } from "../../../test/security/in-a-realm.ts";
import { withBindingStub } from "./harden.ts";

const module = JSON.stringify(new URL("./harden.ts", import.meta.url).href);
/** What `code` returns in a hardened realm. */
const hardened = (code: string) =>
  inARealm(`const { Buffer } = await import("node:buffer"); const { GLOBALS, hardenRealm } = await import(${module}); ${code}`);

test("of the host's names only those remain that are needed, and of the process nothing that acts", async () => {
  const found = await hardened(`hardenRealm();
    return {
      more: Reflect.ownKeys(globalThis).map(String).filter((name) => !GLOBALS.has(name)),
      process: Reflect.ownKeys(process).sort(),
      values: [Reflect.ownKeys(process.env), process.stdout.writableLength, process.stderr.writableLength, typeof process.emitWarning("w")],
      works: [typeof performance.now(), new TextDecoder().decode(new TextEncoder().encode("ü")), typeof queueMicrotask],
    };`);
  expect(found).toEqual({
    more: [],
    process: ["emitWarning", "env", "stderr", "stdout"],
    values: [[], 0, 0, "undefined"],
    works: ["number", "ü", "function"],
  });
});

test("no name of the realm can be changed, taken away or added", async () => {
  const found = await hardened(`const before = Object.fromEntries([...GLOBALS].map((name) => [name, globalThis[name]]));
    hardenRealm();
    const process_ = globalThis.process;
    const changed = [];
    for (const name of [...GLOBALS, "fetch", "secret"]) {
      const was = globalThis[name];
      for (const act of [
        () => { globalThis[name] = 1; },
        () => Object.defineProperty(globalThis, name, { value: 1 }),
        () => delete globalThis[name],
      ]) try { act(); } catch {}
      if (!Object.is(globalThis[name], was)) changed.push(name);
      const own = Object.getOwnPropertyDescriptor(globalThis, name);
      if (own && (own.get || own.writable || own.configurable)) changed.push(name + " is open");
      if (name !== "process" && name in before && !Object.is(before[name], was)) changed.push(name + " is another");
    }
    return [changed, Object.isFrozen(globalThis), Object.isFrozen(process_), Object.isFrozen(process_.env), Object.isFrozen(process_.stdout)];`);
  expect(found).toEqual([[], true, true, true, true]);
});

test("what programs commonly assign on an object of their own they may, though the prototype is frozen", async () => {
  const found = await hardened(`hardenRealm();
    const errors = [Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];
    const commonly = [
      [Object.prototype, ["constructor", "toString", "valueOf", "toLocaleString", "hasOwnProperty"]],
      [Function.prototype, ["constructor", "toString"]], [Array.prototype, ["constructor", "toString"]],
      ...errors.map(({ prototype }) => [prototype, ["constructor", "name", "message", "toString"]]),
    ];
    const refused = [];
    for (const [prototype, names] of commonly) for (const name of names) {
      const own = Object.create(prototype);
      try { own[name] = 7; } catch {}
      if (own[name] !== 7 || !Object.hasOwn(own, name) || prototype[name] === 7) refused.push(name);
    }
    return refused;`);
  expect(found).toEqual([]);
});

test("all that any name or syntax leads to is frozen, and what Node goes on using too", async () => {
  const found = await hardened(`const { console } = globalThis;
    const held = { Buffer, MessagePort, EventTarget, console };
    const generator = function* () {}, asyncGenerator = async function* () {};
    const syntax = {
      async: Object.getPrototypeOf(async () => {}),
      generator: Object.getPrototypeOf(generator), generators: Object.getPrototypeOf(generator.prototype),
      asyncGenerator: Object.getPrototypeOf(asyncGenerator), asyncGenerators: Object.getPrototypeOf(asyncGenerator.prototype),
      array: Object.getPrototypeOf([][Symbol.iterator]()), map: Object.getPrototypeOf(new Map().entries()),
      set: Object.getPrototypeOf(new Set().values()), string: Object.getPrototypeOf(""[Symbol.iterator]()),
      matches: Object.getPrototypeOf("".matchAll(/x/g)), helper: Object.getPrototypeOf([].values().map(() => 1)),
      wrapped: Object.getPrototypeOf(Iterator.from({ next: () => ({ done: true }) })),
    };
    hardenRealm();
    const open = [];
    const seen = new Set();
    const look = (value, path) => {
      if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
      seen.add(value);
      if (!ArrayBuffer.isView(value) && !Object.isFrozen(value)) open.push(path);
      look(Object.getPrototypeOf(value), path + ".[[Prototype]]");
      for (const key of Reflect.ownKeys(value)) {
        const own = Object.getOwnPropertyDescriptor(value, key);
        for (const part of ["value", "get", "set"]) look(own[part], path + "." + String(key));
      }
    };
    for (const [name, value] of [...Object.entries(held), ...Object.entries(syntax)]) look(value, name);
    for (const name of Reflect.ownKeys(globalThis)) look(globalThis[name], String(name));
    return { open: open.slice(0, 5), enough: seen.size > 1000 };`);
  expect(found).toEqual({ open: [], enough: true });
});

test("an object may still have for itself what a frozen prototype has", async () => {
  const found = await hardened(`hardenRealm();
    const plain = {};
    plain.toString = () => "own";
    plain.constructor = 1;
    class Special extends RangeError { constructor() { super("m"); this.name = "Special"; this.message = "other"; } }
    const special = new Special();
    special.constructor = 2;
    const list = [];
    list.toString = () => "list";
    const call = () => 1;
    call.toString = () => "call";
    const own = Object.getOwnPropertyDescriptor(plain, "toString");
    let refused = "no";
    try { Object.prototype.toString = 1; } catch (error) { refused = error.constructor.name + ": " + error.message; }
    return {
      own: [String(plain), plain.constructor, special.constructor, Object.keys(plain), String(special), String(list), String(call)],
      kind: [own.writable, own.enumerable, own.configurable],
      others: [String({}), String([1, 2]), new TypeError("x").toString(), new TypeError("x").name, Object.keys(Object.prototype)],
      refused,
      bytes: new Uint8Array([1, 2]).map((x) => x + 1).join(),
    };`);
  expect(found).toEqual({
    own: ["own", 1, 2, ["toString", "constructor"], "Special: other", "list", "call"],
    kind: [true, true, true],
    others: ["[object Object]", "1,2", "TypeError: x", "TypeError", []],
    refused: "TypeError: toString can't be changed",
    bytes: "2,3",
  });
});

const host = process as unknown as { binding?: (name: string) => unknown };
const { binding } = host;
afterEach(() => {
  if (binding !== undefined) host.binding = binding;
});

test("while it boots the runtime gets the constants of files and nothing else of Node's inside, and afterwards nothing", async () => {
  const constants = { O_RDONLY: 0 };
  const booted = await withBindingStub(constants, async () => {
    expect(host.binding?.("constants")).toEqual({ fs: constants });
    for (const name of ["fs", "spawn_sync", ""]) expect(() => host.binding?.(name)).toThrow("is not available");
    return "booted";
  });
  expect([booted, Object.hasOwn(host, "binding")]).toEqual(["booted", false]);
  await expect(withBindingStub(constants, () => Promise.reject(new Error("no boot")))).rejects.toThrow("no boot");
  expect(Object.hasOwn(host, "binding")).toBe(false);
});

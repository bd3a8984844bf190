import { expect, test } from "vitest";
import { inARealm } from "../../../test/security/in-a-realm.ts";

const at = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
const modules = `const { selfTest } = await import(${at("./self-test.ts")}); const { hardenRealm } = await import(${at("./harden.ts")});`;

interface Told {
  readonly name: string;
  readonly active: boolean;
  readonly detail: string | null;
}

const [RUN, INSPECT] = ['{"result":[]}', '{"output":"-1"}'];

/** What the self-test finds in a realm prepared by `before`, once for each pair of answers of its interpreter. */
const found = async (before: string, ...answers: (readonly [run: string, inspect: string])[]) =>
  (await inARealm(`${modules} ${before}
    return ${JSON.stringify(answers)}.map(([run, inspect]) => selfTest((operation) => operation === "run" ? run : inspect));`)) as [
    Told,
    Told,
  ][];
const holds = (name: string): Told => ({ name, active: true, detail: null });
const open = (name: string, detail: string): Told => ({ name, active: false, detail });

test("in a hardened realm what the interpreter answers decides: an escape, no answer and an answer of another kind are findings", async () => {
  const unended = [
    "{}",
    '{"fault":"SystemExit"}',
    '{"result":null}',
    '{"result":"none"}',
    '{"result":null,"error":{"type":"KeyError"}}',
  ];
  const unsaid = ['{"output":"768"}', "{}", '{"fault":"x"}'];
  expect(
    await found(
      "hardenRealm();",
      [RUN, INSPECT],
      ['{"result":["import js","read standard input"]}', INSPECT],
      ...unended.map((run) => [run, INSPECT] as const),
      ...unsaid.map((inspect) => [RUN, inspect] as const),
    ),
  ).toEqual([
    [holds("guest-runtime"), holds("realm")],
    [open("guest-runtime", "guest code could import js; guest code could read standard input"), holds("realm")],
    ...unended.map(() => [open("guest-runtime", "the self-test did not end"), holds("realm")]),
    ...unsaid.map(() => [holds("guest-runtime"), open("realm", "os.system reached the host")]),
  ]);
});

test("in a realm that was never hardened every name and every method that is relied on is found", async () => {
  const [[, realm] = []] = await found("", [RUN, INSPECT]);
  expect(realm?.active).toBe(false);
  const told = String(realm?.detail).split("; ");
  for (const name of [
    "fetch",
    "Buffer",
    "process.binding",
    "process.getBuiltinModule",
    "process.dlopen",
    "process.kill",
    "process.exit",
  ])
    expect(told).toContain(`${name} is reachable`);
  for (const name of ["set", "fill", "push", "get", "toString", "call", "then", "entries", "parse"])
    expect(told).toContain(`${name} can be changed`);
  expect(told.filter((one) => one === "set can be changed")).toHaveLength(2);
  expect(told).toContain("a name of the realm can be changed");
});

/** Everything frozen but one method of one object, left open in one way. */
const butOne = (owner: string, name: string, way: string) => `
  const frozen = [Object.getPrototypeOf(Uint8Array.prototype), Array.prototype, Map.prototype, Object.prototype, Function.prototype,
    Promise.prototype, Object, JSON, WebAssembly.Table.prototype].filter((one) => one !== ${owner});
  for (const one of frozen) Object.freeze(one);
  const [owner, name] = [${owner}, "${name}"];
  for (const key of Reflect.ownKeys(owner)) if (key !== name) Object.defineProperty(owner, key, { configurable: false });
  ${way}`;
const lock = "Object.defineProperty(owner, name, { writable: false, configurable: false });";

test.concurrent.each([
  ["overwritten", "Object.defineProperty(owner, name, { configurable: false }); Object.preventExtensions(owner);"],
  ["redefined, or taken away", "Object.defineProperty(owner, name, { writable: false }); Object.preventExtensions(owner);"],
  ["hidden behind another prototype, or joined by another method", lock],
])("a method that can only be %s is found", async (_, way) => {
  const [[, realm] = []] = await found(butOne("Map.prototype", "get", way), [RUN, INSPECT]);
  const changeable = String(realm?.detail)
    .split("; ")
    .filter((one) => one.endsWith(" can be changed") && !one.startsWith("a name"));
  expect(changeable).toEqual(["get can be changed"]);
});

import { expect, test } from "vitest";
import { pathOf, preparedModules } from "./brought.ts";
import { imageKey } from "./key.ts";

const module = (name: string, source = "x = 1", prepared = true) => ({ name, source, prepared });
const placed = (...names: string[]) => {
  const all = preparedModules({ modules: names.map((name) => module(name)) });
  return all.map((one) => [one.name, pathOf(one, all), one.source]);
};

test("a module lies under its name; one with others below it is a package, and a package that nobody wrote is an empty one", () => {
  expect(placed("acme")).toEqual([["acme", "acme.py", "x = 1"]]);
  expect(placed("acme.flow.deep", "acme")).toEqual([
    ["acme", "acme/__init__.py", "x = 1"],
    ["acme.flow", "acme/flow/__init__.py", ""],
    ["acme.flow.deep", "acme/flow/deep.py", "x = 1"],
  ]);
  // Neither is below the other.
  expect(placed("acme", "acme_more")).toEqual([
    ["acme", "acme.py", "x = 1"],
    ["acme_more", "acme_more.py", "x = 1"],
  ]);
});

test("the sandbox's own package stays where a plugin only adds to it, and gives way to one of its name", () => {
  expect(placed("strategic.acme")).toEqual([["strategic.acme", "strategic/acme.py", "x = 1"]]);
  expect(placed("strategic")).toEqual([["strategic", "strategic/__init__.py", "x = 1"]]);
});

test("what is not prepared is nothing of the image's, and leaves its key as it is", () => {
  const sent = module("acme", "x = 1", false);
  expect(preparedModules({ modules: [sent] })).toEqual([]);
  const key = (...modules: (typeof sent)[]) => imageKey("standard", true, { modules });
  expect(key(sent)).toBe(key());
  expect(new Set([key(), key(module("acme")), key(module("acme", "x = 2")), key(module("other"))]).size).toBe(4);
});

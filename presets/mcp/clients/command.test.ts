import { expect, test } from "vitest";
import { detour, entryFor } from "./command.ts";

const stable = { node: "/opt/node/bin/node", launcher: "/opt/sp/bin/strategic-python.js", platform: "linux" } as const;
const cached = "/home/jane/.npm/_npx/0a1b/node_modules/strategic-python/bin/strategic-python.js";

test("an entry starts this Node with this package by their paths", () => {
  expect(entryFor(stable, ["--out", "/o"])).toEqual({
    command: "/opt/node/bin/node",
    args: ["/opt/sp/bin/strategic-python.js", "serve", "--out", "/o"],
  });
  expect(detour(stable)).toBeNull();
});

test("what lies in npx's cache is started by npx, and whoever asked is told what to install", () => {
  const installation = { ...stable, launcher: cached };
  expect(entryFor(installation, [])).toEqual({ command: "npx", args: ["-y", "strategic-python", "serve"] });
  expect(detour(installation)).toContain("npm install --global strategic-python");
});

test("with only its Node from there, this package is started, by a Node that npx brings", () => {
  const installation = { ...stable, node: "/home/jane/.npm/_npx/9/node_modules/node/bin/node" };
  expect(entryFor(installation, [])).toEqual({
    command: "npx",
    args: ["-y", "--package=node@26", "--", "node", "/opt/sp/bin/strategic-python.js", "serve"],
  });
  expect(detour(installation)).toContain("install Node 26");
});

test("on Windows npx is started by a shell", () => {
  const launcher =
    "C:\\Users\\jane\\AppData\\Local\\npm-cache\\_npx\\1\\node_modules\\strategic-python\\bin\\strategic-python.js";
  expect(entryFor({ ...stable, launcher, platform: "win32" }, [])).toEqual({
    command: "cmd",
    args: ["/c", "npx", "-y", "strategic-python", "serve"],
  });
});

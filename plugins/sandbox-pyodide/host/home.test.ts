import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeHome, sweepHomes } from "./home.ts";

let tmp: string;
beforeEach(() => {
  tmp = realpathSync(mkdtempSync(join(tmpdir(), "home-")));
  vi.stubEnv("TMPDIR", tmp);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(tmp, { recursive: true });
});

test("a jail's home is a new folder each time: nothing lies where it works, and its canary lies outside, for the server alone", () => {
  const [one, other] = [makeHome(), makeHome()];
  expect(one.dir).not.toBe(other.dir);
  expect(dirname(one.dir)).toBe(tmp);
  expect(readdirSync(one.cwd)).toEqual([]);
  expect([dirname(one.cwd), dirname(one.canary)]).toEqual([one.dir, one.dir]);
  expect(readFileSync(one.canary, "utf8")).not.toBe("");
  expect(statSync(one.canary).mode & 0o777).toBe(0o600);
});

test("what a process that is gone left behind is removed, and nothing else", () => {
  const { pid: gone } = spawnSync(process.execPath, ["--version"]);
  const own = makeHome();
  const folder = (name: string) => {
    mkdirSync(join(tmp, name, "cwd"), { recursive: true });
    return join(tmp, name);
  };
  const left = folder(`strategic-python-jail-${gone}-abc`);
  const others = [
    folder("strategic-python-jail-1-abc"),
    folder(`strategic-python-${gone}-abc`),
    folder(`other-strategic-python-jail-${gone}-abc`),
    folder(`strategic-python-jail-x${gone}-abc`),
    folder(`strategic-python-jail-${gone}`),
  ];
  sweepHomes();
  expect(existsSync(left)).toBe(false);
  expect([own.dir, ...others].filter((path) => !existsSync(path))).toEqual([]);
});

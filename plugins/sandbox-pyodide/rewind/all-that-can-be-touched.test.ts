import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json, Sandbox } from "../../../core/ports/sandbox.ts";
import { answerOf, sandboxJob } from "../../../core/testing/index.ts";
import { unjudged } from "../tests/unjudged.ts";

/** One worker: what a run leaves behind, the next one meets. As the host's own preamble, so no guard of Python's is in the way. */
let sandbox: Sandbox;
let before: Map<string, string>;
beforeAll(async () => {
  sandbox = unjudged({ workers: 1 });
  await sandbox.start();
  before = await seen();
});
afterAll(() => sandbox.close());

const program = readFileSync(new URL("all-that-can-be-touched.py", import.meta.url), "utf8");

async function run(last: string): Promise<Json> {
  const job = sandboxJob("", { preamble: `${program}\nresult = ${last}`, limits: { wallSeconds: 60, memoryMb: 512 }, seed: 1 });
  const { status, reason, result, error } = await answerOf(sandbox, job);
  if (status !== "ok") throw new Error(`${reason} ${JSON.stringify(error)}`);
  return result;
}

async function seen(): Promise<Map<string, string>> {
  return new Map((await run("[[name, str(value)[:200]] for name, value in seen().items()]")) as [string, string][]);
}

function changes(after: ReadonlyMap<string, string>): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names]
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => `${name}: ${before.get(name)} → ${after.get(name)}`);
}

test("nothing differs between two runs of which nobody touched anything", async () => {
  expect(before.size).toBeGreaterThan(10_000);
  expect(changes(await seen())).toEqual([]);
});

test.each([
  "modules",
  "descriptors",
  "their modes",
  "their times",
  "their beginnings",
  "their ends",
  "their lengths",
  "their names",
  "their folders",
  "whether they are",
  "empty folders",
  "new folders",
  "new links",
  "links that lead elsewhere",
  "what is read",
])("whatever a run touches is for the next one as it was: %s", async (way) => {
  expect(await run(`touch("${way}")`)).toBeGreaterThan(10);
  expect(changes(await seen())).toEqual([]);
});

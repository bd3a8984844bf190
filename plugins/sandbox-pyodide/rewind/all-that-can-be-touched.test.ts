import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerOf, sandboxJob } from "../../../core/testing/index.ts";
import type { Environment } from "../packages/environments.ts";
import { guestSession } from "../tests/guest-session.ts";
import { unjudged } from "../tests/unjudged.ts";

/**
 * One interpreter: what a run leaves behind, the next one meets. As the host's own preamble, so no guard of Python's is in the way.
 * The standard one as runs have it, in its jail; the other as it is in a worker, which is all that differs.
 */
const program = readFileSync(new URL("all-that-can-be-touched.py", import.meta.url), "utf8");
const sandbox = unjudged({ workers: 1 });
afterAll(() => sandbox.close());

type Run = (preamble: string) => Promise<unknown>;
const start: Readonly<Record<Environment, () => Promise<Run>>> = {
  async standard() {
    await sandbox.start();
    return async (preamble) => {
      const job = sandboxJob("", { preamble, limits: { wallSeconds: 60, memoryMb: 512 }, seed: 1 });
      const { status, reason, result, error } = await answerOf(sandbox, job);
      if (status !== "ok") throw new Error(`${reason} ${JSON.stringify(error)}`);
      return result;
    };
  },
  async science() {
    const run = await guestSession("science");
    return async (preamble) => {
      const { result, error, spent } = await run("", { preamble, seed: 1 });
      if (error !== null || spent) throw new Error(JSON.stringify({ error, spent }));
      return result;
    };
  },
};

/** All of it at once would be larger than an answer may be. */
const parts: Readonly<Record<Environment, number>> = { standard: 1, science: 4 };

describe.each(["standard", "science"] as const)("%s:", (environment) => {
  let run: Run;
  let before: Map<string, string>;
  let whole: unknown;
  beforeAll(async () => {
    const started = await start[environment]();
    run = (last) => started(`${program}\nresult = ${last}`);
    before = await seen();
    whole = await run("told_whole()");
  });

  async function seen(): Promise<Map<string, string>> {
    const found: [string, string][] = [];
    for (let part = 0; part < parts[environment]; part++)
      found.push(
        ...((await run(
          `[[name, str(value)[:200]] for name, value in list(seen().items())[${part}::${parts[environment]}]]`,
        )) as typeof found),
      );
    return new Map(found);
  }

  /** Looked for one by one where the whole differs. */
  async function changes(): Promise<string[]> {
    if ((await run("told_whole()")) === whole) return [];
    const after = await seen();
    const names = new Set([...before.keys(), ...after.keys()]);
    return [...names]
      .filter((name) => before.get(name) !== after.get(name))
      .map((name) => `${name}: ${before.get(name)} → ${after.get(name)}`)
      .concat("something differs");
  }

  test("nothing differs between two runs of which nobody touched anything", async () => {
    expect(before.size).toBeGreaterThan(10_000);
    expect(await changes()).toEqual([]);
    // Within one run what was touched is seen.
    expect(await run(`(touch("new folders"), told_whole())[1]`)).not.toBe(whole);
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
    expect(await changes()).toEqual([]);
  });
});

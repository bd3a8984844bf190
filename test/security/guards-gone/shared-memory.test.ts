import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../../../core/ports/sandbox.ts";
import { answerOf, type FlatOutcome, sandboxJob } from "../../../core/testing/index.ts";
import { build, type Variant } from "../layers/variants.ts";

/** A build in which a run did reach the memory that all runs start from: only the look at the image's file is left to notice. */
let variant: Variant;
beforeAll(async () => {
  variant = await build(["shared-memory"], { selfTests: true });
});
afterAll(() => variant.remove());

const run = (sandbox: Sandbox, code: string): Promise<FlatOutcome> =>
  answerOf(sandbox, sandboxJob(code, { limits: { wallSeconds: 0.5, memoryMb: 512 } }));

async function withSandbox(act: (sandbox: Sandbox) => Promise<void>): Promise<void> {
  const sandbox = await variant.sandbox({ workers: 1 });
  await sandbox.start();
  await setTimeout(UNTIL_SHARED_MS);
  try {
    await act(sandbox);
  } finally {
    await sandbox.close();
  }
}
/** It is read when nobody has asked for a while; until then each rewind reads the file, which nobody can change. */
const UNTIL_SHARED_MS = 1500;
const FOUND = /memory that runs start from was found changed/;

test("runs that end well look at it part by part: in one round it is found, health says so, and the process is replaced", async () => {
  await withSandbox(async (sandbox) => {
    let runs = 0;
    for (; runs < 70 && !FOUND.test(sandbox.stats().reason ?? ""); runs++) await run(sandbox, "1 + 1").catch(() => null);
    expect(runs).toBeLessThan(70);
    await expect.poll(async () => (await run(sandbox, "1 + 1")).result, { timeout: 20_000, interval: 100 }).toBe(2);
  });
});

test("after a run that had to be cut off all of it is looked at", async () => {
  await withSandbox(async (sandbox) => {
    await run(sandbox, "1 + 1");
    expect(sandbox.stats().reason).toBeNull();
    // Swallows the interrupt: its thread is ended.
    await run(sandbox, "while True:\n    try:\n        while True: pass\n    except BaseException: pass");
    await expect.poll(() => sandbox.stats().reason, { timeout: 30_000, interval: 50 }).toMatch(FOUND);
  });
});

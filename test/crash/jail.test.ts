import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Sandbox } from "../../core/ports/sandbox.ts";
import type { ScopeValidator } from "../../core/ports/scope-validator.ts";
import { answerOf, type FlatOutcome, fakeScope, sandboxJob } from "../../core/testing/index.ts";
import { unjudged } from "../../plugins/sandbox-pyodide/tests/unjudged.ts";
import { alive, jailsOf } from "./processes.ts";

/** Linux only: the jail is found through /proc. */
const onLinux = existsSync("/proc/self/stat");

/** Looks at the program when it is told to; else it lets everything through. */
let look: ScopeValidator["check"] | null = null;
const judge: ScopeValidator = { check: (...given) => (look ?? fakeScope().check)(...given) };

async function withSandbox(body: (sandbox: Sandbox, jail: () => number) => Promise<void>): Promise<void> {
  const before = new Set(jailsOf(process.pid));
  look = null;
  const sandbox = unjudged({ workers: 2 }, judge);
  await sandbox.start();
  try {
    await body(sandbox, () => jailsOf(process.pid).find((pid) => !before.has(pid)) as number);
  } finally {
    await sandbox.close();
  }
  expect(jailsOf(process.pid).filter((pid) => !before.has(pid))).toEqual([]);
}

const submit = (sandbox: Sandbox, code: string, preamble = "") =>
  answerOf(sandbox, sandboxJob(code, { preamble, limits: { wallSeconds: 5, memoryMb: 512 } }));

async function answersAgain(sandbox: Sandbox): Promise<void> {
  await expect.poll(async () => (await submit(sandbox, "6 * 7")).result, { timeout: 20_000, interval: 100 }).toBe(42);
}

describe.runIf(onLinux)("the jail is killed", () => {
  test.each([0, 3, 8, 20, 60])("%i ms after ten jobs were accepted: each gets one outcome", async (delay) => {
    await withSandbox(async (sandbox, jail) => {
      const outcomes: FlatOutcome[] = [];
      const jobs = Array.from({ length: 10 }, async (_, index) => {
        const outcome = await submit(sandbox, `sum(range(200_000)) * 0 + ${index}`);
        if (outcome.status === "ok") expect(outcome.result).toBe(index);
        outcomes.push(outcome);
      });
      await new Promise((resolve) => setTimeout(resolve, delay));
      process.kill(jail(), "SIGKILL");
      await Promise.all(jobs);
      expect(outcomes).toHaveLength(10);
      for (const { status } of outcomes) expect(status).toMatch(/^(ok|crashed)$/);
      await answersAgain(sandbox);
    });
  });

  test("while the scope is looking at the code: it never runs unchecked", async () => {
    await withSandbox(async (sandbox, jail) => {
      look = async (code, policy, inspect) => {
        look = null;
        process.kill(jail(), "SIGKILL");
        await inspect("output = input", "text");
        return judge.check(code, policy, inspect);
      };
      const outcome = await submit(sandbox, "1 + 1");
      expect(outcome).toMatchObject({ status: "crashed", result: null });
      await answersAgain(sandbox);
    });
  });

  test("between the scope's yes and the run", async () => {
    await withSandbox(async (sandbox, jail) => {
      look = async (...given) => {
        look = null;
        const pid = jail();
        process.kill(pid, "SIGKILL");
        await expect.poll(() => alive(pid) && jailsOf(process.pid).includes(pid)).toBe(false);
        return judge.check(...given);
      };
      const outcome = await submit(sandbox, "1 + 1");
      expect(outcome.status).toBe("crashed");
      await answersAgain(sandbox);
    });
  });

  test("six times in a row: starts are spaced out, health says so, callers learn when to come back", async () => {
    await withSandbox(async (sandbox, jail) => {
      for (let i = 0; i < 6; i++) {
        await expect.poll(jail, { timeout: 20_000 }).toBeTypeOf("number");
        await expect.poll(() => sandbox.stats().pool.ready, { timeout: 20_000 }).toBeGreaterThan(0);
        process.kill(jail(), "SIGKILL");
        await expect.poll(() => sandbox.stats().pool.ready).toBe(0);
        if (sandbox.stats().reason?.includes("in a row")) break;
      }
      const { ready, reason } = sandbox.stats();
      expect(ready).toBe(false);
      expect(reason).toMatch(/ended \d times in a row; it is started again in \d+ s/);
      const outcome = await submit(sandbox, "1 + 1");
      expect(outcome.status).toBe("busy");
      expect(outcome.retryAfterMs).toBeGreaterThan(500);
      // No storm: nothing is started while it rests.
      const seen = new Set<number>();
      for (let i = 0; i < 10; i++) {
        for (const pid of jailsOf(process.pid)) seen.add(pid);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(seen.has(jail())).toBe(false);
      await answersAgain(sandbox);
      expect(sandbox.stats().reason).toBe(null);
    });
  });
});

describe.runIf(onLinux)("a worker is lost", () => {
  // As the host's preamble: guest code has no such function. What a fatal error does is the same.
  const exits = "import os\nos._exit(1)";

  /** From the second job on all interpreters stand. */
  const whole = async (sandbox: Sandbox) => {
    for (let jobs = 0; jobs < 2; jobs++) await submit(sandbox, "1");
    await expect.poll(() => sandbox.stats().pool.ready, { timeout: 20_000 }).toBe(2);
  };

  test("while it is missing, health says so; then the pool is whole again, and not larger", async () => {
    await withSandbox(async (sandbox) => {
      const ready = () => sandbox.stats().pool.ready;
      await whole(sandbox);
      for (let i = 0; i < 3; i++) {
        const seen = new Set<number>();
        const look = setInterval(() => seen.add(ready()), 1);
        await submit(sandbox, "1", exits);
        await expect.poll(() => seen.has(1), { timeout: 5000, interval: 5 }).toBe(true);
        await expect.poll(ready, { timeout: 20_000 }).toBe(2);
        clearInterval(look);
      }
    });
  });

  test("its job crashes, the others go on, and the pool is whole again", async () => {
    await withSandbox(async (sandbox) => {
      await whole(sandbox);
      const [lost, ...others] = await Promise.all([
        submit(sandbox, "1", exits),
        ...Array.from({ length: 6 }, (_, index) => submit(sandbox, `${index}`)),
      ]);
      expect(lost?.status).toBe("crashed");
      expect(others.map(({ result }) => result)).toEqual([0, 1, 2, 3, 4, 5]);
      await expect.poll(() => sandbox.stats().pool.ready, { timeout: 10_000 }).toBe(2);
    });
  });

  test("ten in a row: each job gets its outcome and the sandbox goes on", async () => {
    await withSandbox(async (sandbox) => {
      const lost = await Promise.all(Array.from({ length: 10 }, () => submit(sandbox, "1", exits)));
      expect(lost.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => "crashed"));
      await answersAgain(sandbox);
    });
  });
});

import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../../../core/ports/sandbox.ts";
import { answerOf, type FlatOutcome, sandboxJob } from "../../../core/testing/index.ts";
import { unjudged } from "../../../plugins/sandbox-pyodide/tests/unjudged.ts";
import { availability, host, leaks, numbers, withEverything } from "./attacks.ts";

/** Hostile runs among honest ones whose answers are known, of two clients, over all workers. `npm run test:full` has ten times as many. */
const [HOSTILE, HONEST] = process.env.TEST_FULL ? [500, 5000] : [50, 500];
/** A start that is under way when the next attack comes. */
const AT_ONCE = 6;
const attacks = [...numbers, ...leaks, ...host, ...availability];
const words = { attacker: "WORD-OF-ATTACKER", victim: "WORD-OF-VICTIM" } as const;
type Client = keyof typeof words;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = unjudged({ workers: 2 });
  await sandbox.start();
});
afterAll(() => sandbox.close());

function run(client: Client, code: string, preamble: string, wallSeconds: number): Promise<FlatOutcome> {
  const contextJson = JSON.stringify({ word: words[client] });
  return answerOf(sandbox, sandboxJob(code, { client, preamble, contextJson, limits: { wallSeconds, memoryMb: 256 } }));
}

/** Answers with what it was given, what it computed, and whatever it can find of the other client's word in all of its memory. */
const honest = (n: number) => `
import math, pandas as pd
t = pd.DataFrame({"k": ["a", "b"] * 50, "v": range(${n}, ${n} + 100)})
[math.pi * ${n}, -float(${n}), int(t.groupby("k").v.sum()["b"]), strategic_context["word"]]`;
const known = (n: number, client: Client) => [Math.PI * n, -n, 50 * n + 2500, words[client]];

test(`${HOSTILE} hostile runs among ${HONEST} honest ones: no wrong number, no word of the other, none lost`, async () => {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const jobs: (() => Promise<void>)[] = [];
  for (let n = 0; n < HONEST; n++) {
    const client: Client = n % 2 === 0 ? "victim" : "attacker";
    jobs.push(async () => {
      const { status, result, reason, tripwires } = await run(client, honest(n), "", 20);
      expect({ status, result, reason, tripwires }).toEqual({
        status: "ok",
        result: known(n, client),
        reason: null,
        tripwires: [],
      });
    });
  }
  for (let n = 0; n < HOSTILE; n++) {
    const attack = attacks[n % attacks.length] as (typeof attacks)[number];
    const at = Math.floor((n + 0.5) * (jobs.length / HOSTILE));
    jobs.splice(at, 0, async () => {
      const outcome = await run("attacker", "None", withEverything(attack), 1);
      expect(JSON.stringify(outcome)).not.toContain(words.victim);
    });
  }
  const next = jobs[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const job of next) await job();
    }),
  );
  delay.disable();
  // What waits on this process, a client's question about its health among it, is not kept waiting (the bench has the figure).
  expect(delay.percentile(99) / 1e6).toBeLessThan(2_000);
  expect(sandbox.stats().ready).toBe(true);
}, 1_200_000);

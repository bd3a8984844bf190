import assert from "node:assert/strict";
import type { Sandbox, SandboxJob } from "../ports/sandbox.ts";
import type { ScopeValidator } from "../ports/scope-validator.ts";
import { answerOf } from "./answer.ts";
import type { TestFunction } from "./contract.ts";

/** What the judge of the contract is told to do, as the job's policy. */
const policies = {
  allow: { imports: null },
  refuse: { imports: ["refuse"] },
  inspect: { imports: ["inspect"] },
  fail: { imports: ["fail"] },
} as const;

function contractJudge(seen: string[]): ScopeValidator {
  return {
    async check(code, { imports }, inspect) {
      const summary = { lines: code.split("\n").length, imports: [] };
      if (imports === null) return { allowed: true, summary };
      if (imports[0] === "fail") throw new Error("judge failed");
      if (imports[0] === "inspect") seen.push(await inspect("output = input.upper()", "text"));
      if (imports[0] !== "refuse") return { allowed: true, summary };
      return { allowed: false, violations: [{ rule: "contract", line: 1, column: 1, message: "refused", hint: "" }] };
    },
  };
}

let count = 0;

/** A job with everything defaulted but its code. */
export function sandboxJob(code: string, rest: Partial<SandboxJob> = {}): SandboxJob {
  return {
    id: `job-${++count}`,
    client: "contract",
    code,
    persona: "diego",
    role: "Engineering Leadership",
    environment: "standard",
    policy: policies.allow,
    preamble: "",
    contextJson: "{}",
    datasets: [],
    limits: { wallSeconds: 10, memoryMb: 512 },
    seed: null,
    ...rest,
  };
}

/**
 * What every sandbox must do. `create` is called once, and gives back one that was started; the caller closes it. The jobs are
 * Python; a fake may answer these programs by rote.
 */
export function sandboxContract(test: TestFunction, create: (judge: ScopeValidator) => Promise<Sandbox>): void {
  const seen: string[] = [];
  let made: Promise<Sandbox> | undefined;
  const run = async (code: string, rest: Partial<SandboxJob> = {}, signal = new AbortController().signal) => {
    made ??= create(contractJudge(seen));
    return answerOf(await made, sandboxJob(code, rest), signal);
  };

  test("the answer is the last expression", async () => {
    const outcome = await run("1 + 1");
    assert.equal(outcome.status, "ok");
    assert.equal(outcome.result, 2);
  });

  test("stdout is exactly what was printed", async () => {
    assert.equal((await run("print('a')\nprint('b', end='')")).stdout, "a\nb");
  });

  test("an exception is data with line and source", async () => {
    const { status, error } = await run("x = 1\nx / 0");
    assert.equal(status, "guest-error");
    assert.equal(error?.type, "ZeroDivisionError");
    assert.equal(error?.line, 2);
    assert.equal(error?.source, "x / 0");
  });

  test("what the judge refuses does not run, and the outcome says why", async () => {
    const { status, stdout, scope } = await run("print('ran')", { policy: policies.refuse });
    assert.deepEqual({ status, stdout }, { status: "rejected", stdout: "" });
    assert.equal(scope?.allowed, false);
  });

  test("what the judge allows says so, with what it found, and where the time went", async () => {
    const { scope, timings } = await run("1\n2");
    assert.deepEqual(scope, { allowed: true, summary: { lines: 2, imports: [] } });
    for (const ms of Object.values(timings)) assert.ok(ms >= 0);
    assert.ok(timings.executeMs > 0);
  });

  test("who waits is told that it is checked, and then that it runs; what is refused does not run", async () => {
    made ??= create(contractJudge(seen));
    const sandbox = await made;
    const phasesOf = async (job: SandboxJob) => {
      const told: string[] = [];
      await sandbox.run(job, { signal: new AbortController().signal, onPhase: ({ kind }) => void told.push(kind) });
      return told.filter((kind) => kind !== "queued");
    };
    assert.deepEqual(await phasesOf(sandboxJob("1")), ["checking", "running"]);
    assert.deepEqual(await phasesOf(sandboxJob("1", { policy: policies.refuse })), ["checking"]);
  });

  test("the judge can inspect the code in the interpreter that will run it", async () => {
    await run("1", { policy: policies.inspect });
    assert.deepEqual(seen, ["TEXT"]);
  });

  test("a judge that throws rejects the run", async () => {
    await assert.rejects(run("1", { policy: policies.fail }), /judge failed/);
    assert.equal((await run("1 + 1")).result, 2);
  });

  test("a job is data: what went through JSON is answered the same", async () => {
    const job = JSON.parse(JSON.stringify(sandboxJob("1 + 1"))) as SandboxJob;
    assert.equal((await run(job.code, job)).result, 2);
  });

  test("an environment that it does not have is refused by name", async () => {
    await assert.rejects(run("1", { environment: "no such" }), /no such/);
  });

  test("a table that is read when the job's turn comes is there, and one that can't be read then rejects the run", async () => {
    const late = (bytes: () => Promise<Uint8Array>) => ({ datasets: [{ name: "t", format: "csv", bytes }] });
    const { status, datasets } = await run(
      "1",
      late(async () => Buffer.from("a,b\n1,2\n3,4\n")),
    );
    assert.deepEqual({ status, rows: datasets[0]?.rows, columns: datasets[0]?.columns }, { status: "ok", rows: 2, columns: 2 });
    await assert.rejects(
      run(
        "1",
        late(async () => {
          throw new Error("the table is gone");
        }),
      ),
      /the table is gone/,
    );
    assert.equal((await run("1 + 1")).result, 2);
  });

  test("nothing of one run is visible to the next", async () => {
    await run("import builtins\nbuiltins.leak = 1\nleak_global = 2");
    const { result } = await run("import builtins\n[hasattr(builtins, 'leak'), 'leak_global' in globals()]");
    assert.deepEqual(result, [false, false]);
  });

  test("two clients at once: neither finds anything of the other, nor waits for what the other does wrong", async () => {
    const leave = "import builtins\nbuiltins.left = 'secret'\nmine = 'secret'\n'left'";
    const look = "import builtins\n[hasattr(builtins, 'left'), 'mine' in globals()]";
    const [left, found, over, fine] = await Promise.all([
      run(leave, { client: "one" }),
      run(look, { client: "two" }),
      run("while True: pass", { client: "one", limits: { wallSeconds: 0.5, memoryMb: 512 } }),
      run("1 + 1", { client: "two" }),
    ]);
    assert.deepEqual([left.result, found.result, over.limit, fine.result], ["left", [false, false], "wall", 2]);
    assert.deepEqual((await run(look, { client: "two" })).result, [false, false]);
    const controller = new AbortController();
    const [cancelled, other] = [run("while True: pass", { client: "one" }, controller.signal), run("2 + 2", { client: "two" })];
    setTimeout(() => controller.abort(), 50);
    assert.deepEqual([(await cancelled).status, (await other).result], ["aborted", 4]);
  });

  test("the wall limit ends a loop, and the sandbox goes on", async () => {
    const outcome = await run("while True: pass", { limits: { wallSeconds: 0.5, memoryMb: 512 } });
    assert.equal(outcome.status, "limit");
    assert.equal(outcome.limit, "wall");
    assert.equal((await run("1 + 1")).result, 2);
  });

  test("an aborted signal ends the run", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const outcome = await run("while True: pass", {}, controller.signal);
    assert.equal(outcome.status, "aborted");
  });

  test("a signal that was aborted before runs nothing", async () => {
    assert.equal((await run("1", {}, AbortSignal.abort())).status, "aborted");
  });

  test("ten at once all come back with their own answers", async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, index) => run(`${index} + 100`)));
    assert.deepEqual(
      outcomes.map(({ result }) => result),
      Array.from({ length: 10 }, (_, index) => index + 100),
    );
  });
}

import assert from "node:assert/strict";
import type { Gate, Sandbox, SandboxJob, SandboxOutcome } from "../ports/sandbox.ts";
import type { TestFunction } from "./contract.ts";

export interface SandboxContractOptions {
  /** Started once; closed by the caller. */
  readonly sandbox: () => Sandbox;
}

const open: Gate = async () => ({ allowed: true });
let count = 0;

/** A job with everything defaulted but its code. */
export function sandboxJob(code: string, rest: Partial<SandboxJob> = {}): SandboxJob {
  return {
    id: `job-${++count}`,
    client: "contract",
    code,
    persona: "diego",
    role: "Engineering Leadership",
    capability: "strategic_data_analysis",
    preamble: "",
    contextJson: "{}",
    datasets: [],
    limits: { wallSeconds: 10, memoryMb: 512 },
    seed: null,
    ...rest,
  };
}

/** What every sandbox must do. The jobs are Python; a fake may answer these programs by rote. */
export function sandboxContract(test: TestFunction, { sandbox }: SandboxContractOptions): void {
  const run = (
    code: string,
    rest: Partial<SandboxJob> = {},
    gate: Gate = open,
    signal = new AbortController().signal,
  ): Promise<SandboxOutcome> => sandbox().run(sandboxJob(code, rest), { gate, signal });

  test("the answer is the last expression", async () => {
    const outcome = await run("1 + 1");
    assert.equal(outcome.status, "ok");
    assert.equal(outcome.result, 2);
    assert.equal(outcome.error, null);
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

  test("a closed gate runs nothing", async () => {
    const outcome = await run("print('ran')", {}, async () => ({ allowed: false }));
    assert.equal(outcome.status, "rejected");
    assert.equal(outcome.stdout, "");
  });

  test("a gate can inspect the code in the interpreter that will run it", async () => {
    let seen = "";
    await run("1", {}, async (inspect) => {
      seen = await inspect("output = input.upper()", "text");
      return { allowed: true };
    });
    assert.equal(seen, "TEXT");
  });

  test("a gate that throws rejects the run", async () => {
    await assert.rejects(
      run("1", {}, async () => {
        throw new Error("gate failed");
      }),
      /gate failed/,
    );
    assert.equal((await run("1 + 1")).result, 2);
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
    const [cancelled, other] = [
      run("while True: pass", { client: "one" }, open, controller.signal),
      run("2 + 2", { client: "two" }),
    ];
    setTimeout(() => controller.abort(), 50);
    assert.deepEqual([(await cancelled).status, (await other).result], ["aborted", 4]);
  });

  test("the wall limit ends a loop, and the sandbox goes on", async () => {
    const outcome = await run("while True: pass", { limits: { wallSeconds: 0.5, memoryMb: 512 } });
    assert.equal(outcome.status, "limit");
    assert.equal(outcome.limit, "wall");
    const { status, reason, result } = await run("1 + 1");
    assert.deepEqual({ status, reason, result }, { status: "ok", reason: null, result: 2 });
  });

  test("an aborted signal ends the run", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const outcome = await run("while True: pass", {}, open, controller.signal);
    assert.equal(outcome.status, "aborted");
  });

  test("a signal that was aborted before runs nothing", async () => {
    assert.equal((await run("1", {}, open, AbortSignal.abort())).status, "aborted");
  });

  test("ten at once all come back with their own answers", async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, index) => run(`${index} + 100`)));
    assert.deepEqual(
      outcomes.map(({ result }) => result),
      Array.from({ length: 10 }, (_, index) => index + 100),
    );
  });
}

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analysis, type RunningServer, startServer } from "./server.ts";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
  // From the second job on all interpreters stand.
  for (let jobs = 0; jobs < 2; jobs++) await run("1");
});
afterAll(() => server.close());

interface Run {
  readonly status: string;
  readonly limit: string | null;
  readonly result: unknown;
  readonly truncated: readonly string[];
  readonly stdout: string;
  readonly error: {
    readonly code: string;
    readonly type: string | null;
    readonly message: string;
    readonly hint: string | null;
  } | null;
  readonly usage: { readonly wallMs: number; readonly peakMemoryMb: number };
}

async function run(code: string, rest: Record<string, unknown> = {}): Promise<Run> {
  return (await server.call("run_analysis", analysis(code, rest))).data as unknown as Run;
}

/** Whole again: as many ready interpreters as there are workers, and right answers. The ceiling is generous: the machine is shared. */
async function wholeAgain(): Promise<void> {
  const pool = async () => ((await server.call("get_health", {})).data as { pool: { workers: number; ready: number } }).pool;
  await expect.poll(async () => ((p) => p.workers - p.ready)(await pool()), { timeout: 5000, interval: 50 }).toBe(0);
  expect((await run("6 * 7")).result).toBe(42);
}

describe("limits bite, say which and by how much, and leave the pool whole", () => {
  const wall = { limits: { wallSeconds: 1 } };
  test.each([
    ["a loop", "while True: pass"],
    ["a loop that swallows the interrupt", "while True:\n    try:\n        while True: pass\n    except BaseException: pass"],
    ["a sleep", "import time\ntime.sleep(1000)"],
    ["a regular expression that backtracks for ever", "import re\nre.match(r'(a+)+$', 'a' * 60 + 'b')"],
    ["a huge integer", "len(str(7 ** 7 ** 9))"],
    ["a loop in C that looks at no interrupt", "import numpy as np\na = np.ones((3000, 3000))\nfor _ in range(10**6): a = a @ a"],
    ["sorting", "for _ in range(10**6): sorted(range(10**5), key=lambda x: -x)"],
    ["a generator without end", "sum(1 for _ in iter(int, 1))"],
  ])("wall: %s", async (_name, code) => {
    const { status, limit, error, usage, result } = await run(code, wall);
    expect({ status, limit, result }).toEqual({ status: "limit", limit: "wall", result: null });
    expect(error?.message).toContain("1 s");
    expect(usage.wallMs).toBeGreaterThanOrEqual(990);
    expect(usage.wallMs).toBeLessThan(20_000);
    await wholeAgain();
  });

  test.each([
    ["bytes", "b = bytearray(900 * 2**20)", {}],
    ["doubling text", "s = 'x'\nwhile True: s += s", {}],
    ["a numpy array", "import numpy as np\nnp.ones(200_000_000)", {}],
    ["an array past the address space", "import numpy as np\nnp.ones(10**9)", {}],
    ["a cross join", "import pandas as pd\na = pd.DataFrame({'a': range(20_000)})\na.merge(a, how='cross')", {}],
    ["a limit of the caller's own, below the server's", "b = bytearray(150 * 2**20)", { limits: { memoryMb: 128 } }],
  ])("memory: %s", async (_name, code, rest) => {
    const { status, limit, error } = await run(code, rest);
    expect({ status, limit }).toEqual({ status: "limit", limit: "memory" });
    expect(error?.hint ?? "").not.toBe("");
    await wholeAgain();
  });

  test("memory under the limit is there, and a MemoryError that the code caught is its own affair", async () => {
    expect(await run("len(bytearray(380 * 2**20))")).toMatchObject({ status: "ok", result: 380 * 2 ** 20 });
    expect(await run("try:\n    bytearray(900 * 2**20)\nexcept MemoryError:\n    r = 'handled'\nr")).toMatchObject({
      status: "ok",
      result: "handled",
    });
  });

  test.each([50, 150, 300])("the measured peak of %i MiB more is right within ten per cent", async (mib) => {
    const idle = (await run("1")).usage.peakMemoryMb;
    const { usage } = await run(`b = bytearray(${mib} * 2**20)\nb[::4096] = b'x' * len(b[::4096])\ndel b\n1`);
    const more = usage.peakMemoryMb - idle;
    expect(more).toBeGreaterThan(mib * 0.9);
    expect(more).toBeLessThan(mib * 1.1 + 8);
  });

  test("deep recursion is the guest's own error, in Python and in C", async () => {
    for (const code of [
      "def f(n): return f(n + 1)\nf(0)",
      "import json\na = []\nfor _ in range(10**6): a = [a]\nlen(json.dumps(a))",
      "class A:\n    def __repr__(self): return repr(self)\nrepr(A())",
    ]) {
      const { status, error } = await run(code);
      expect({ status, type: error?.type }).toEqual({ status: "guest-error", type: "RecursionError" });
    }
    await wholeAgain();
  });

  test("result: too large an answer is refused with what to do, before its text is made", async () => {
    for (const code of ["'x' * (200 * 2**20)", "list(range(3_000_000))", "import numpy as np\nnp.arange(4_000_000)"]) {
      const { status, limit, error } = await run(code);
      expect({ status, limit, type: error?.type }).toEqual({ status: "limit", limit: "result", type: "ResultLimit" });
      expect(error?.hint).toContain("head");
    }
  });

  test("output: the first megabyte is kept, the rest is counted as cut, and the run is ok", async () => {
    const flood = await run("for _ in range(300_000): print('0123456789')\n'done'");
    expect(flood).toMatchObject({ status: "ok", result: "done", truncated: ["stdout"] });
    expect(flood.stdout.startsWith("0123456789\n")).toBe(true);
  });

  test("charts: the sixty-fifth is refused", async () => {
    const code = (n: number) =>
      `import strategic\nfor i in range(${n}): strategic.chart("bar", {"labels": ["a"], "values": [1]}, title=str(i))\n${n}`;
    expect(await run(code(65), { charts: ["png"] })).toMatchObject({ status: "limit", limit: "charts" });
  });

  test("code and context: too much of either is refused before anything starts", async () => {
    expect(await run(`"""${"x".repeat(1_100_000)}"""`)).toMatchObject({ status: "limit", limit: "code" });
    expect(await run("1", { context: { text: "x".repeat(1_100_000) } })).toMatchObject({ status: "limit", limit: "context" });
  });

  test("a caller can lower the limits, never raise them", async () => {
    const { usage, status } = await run("import time\ntime.sleep(0.1)\n1", {
      limits: { wallSeconds: 10_000, memoryMb: 100_000 },
    });
    expect(status).toBe("ok");
    expect(usage.wallMs).toBeGreaterThan(90);
    expect((await run("bytearray(700 * 2**20)", { limits: { memoryMb: 100_000 } })).limit).toBe("memory");
  });
});

import { afterAll, beforeAll, expect } from "vitest";
import type { Sandbox } from "../../core/ports/sandbox.ts";
import { answerOf, type FlatOutcome, sandboxJob } from "../../core/testing/index.ts";
import { unjudged } from "../../plugins/sandbox-pyodide/tests/unjudged.ts";
import { jailsOf } from "../crash/processes.ts";
import { IN_HAND, numbers, withEverything } from "../security/guards-gone/attacks.ts";
import { proves } from "./proves.ts";

/** Guest code that starts with everything a guard in Python would keep from it. `test/security/guards-gone` has the whole matrix. */
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = unjudged({ workers: 1 });
  await sandbox.start();
});
afterAll(() => sandbox.close());

const run = (code: string, preamble = "", client = "one"): Promise<FlatOutcome> =>
  answerOf(sandbox, sandboxJob(code, { preamble, client }));

proves("security.realm", "whichever of the known ways was taken", async () => {
  for (const attack of numbers) {
    await run("None", withEverything(attack));
    const { result, reason } = await run(
      "import math, pandas as pd\n[math.pi, -125.0, 2 + 3 * 7, float(pd.Series([20, 22]).sum())]",
    );
    expect(result ?? reason, attack.name).toEqual([Math.PI, -125, 23, 42]);
  }
});

proves("security.rewind", "neither in memory nor in files nor in modules", async () => {
  await run(
    "None",
    `${IN_HAND}\nbuiltins.kept = "THE-WORD" * 100_000\nsys.kept = builtins.kept\nopen("/tmp/kept", "w").write("THE-WORD")`,
  );
  const look = `${IN_HAND}\nresult = [memory(0, 78_000_000).raw.count(bytes(reversed(b"DROW-EHT"))), hasattr(sys, "kept"), os.path.exists("/tmp/kept")]`;
  expect((await run("result", look)).result).toEqual([0, false, false]);
});

proves("security.surface", "a pipe, a native call, JavaScript", async () => {
  for (const [code, name] of [
    ["os.pipe()", "__syscall_pipe"],
    ["ct.pythonapi.Py_GetVersion()", "_dlsym_js"],
    ["ct.CFUNCTYPE(ct.c_int)(lambda: 1)", "ffi_closure_alloc_js"],
  ])
    expect(await run("None", `${IN_HAND}\n${code}`)).toMatchObject({ status: "crashed", tripwires: [name] });
  expect((await run("6 * 7")).result).toBe(42);
});

proves("security.client-process", "a client who comes later has a process of its own, and the first one keeps its", async () => {
  const before = jailsOf(process.pid);
  expect((await run("6 * 7", "", "two")).result).toBe(42);
  const after = jailsOf(process.pid);
  expect(after).toEqual(expect.arrayContaining([...before]));
  expect(after.length).toBeGreaterThan(before.length);
});

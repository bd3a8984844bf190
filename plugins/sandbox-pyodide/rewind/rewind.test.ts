import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sandbox, SandboxJob } from "../../../core/ports/sandbox.ts";
import { answerOf, sandboxJob } from "../../../core/testing/index.ts";
import { unjudged } from "../tests/unjudged.ts";

/** One worker and an open gate: each pair of runs shares an interpreter, and nothing but the rewind is between them. */
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = unjudged({ workers: 1 });
  await sandbox.start();
});
afterAll(() => sandbox.close());

/** As the host's own preamble: with the real builtins and modules, which guest code is kept from. */
function unconfined(code: string): Promise<unknown> {
  const [, before = "", last = ""] = /^(.*?)([^;\n]*)$/s.exec(code) ?? [];
  return run("", { preamble: /^ *(import|for|def|with) |[^=!<>]=[^=]/.test(last) ? code : `${before}result = ${last.trim()}` });
}

async function run(code: string, rest: Partial<SandboxJob> = {}): Promise<unknown> {
  const outcome = await answerOf(sandbox, sandboxJob(code, rest));
  return outcome.status === "ok" ? outcome.result : `${outcome.status}: ${outcome.reason}`;
}

describe("nothing of one run is visible to the next", () => {
  test.each([
    ["globals", "leak = 1", "'leak' in globals()"],
    ["builtins", "import builtins; builtins.leak = 1", "import builtins; hasattr(builtins, 'leak')"],
    ["module attributes", "import math; math.pi = 3", "import math; math.pi == 3"],
    ["pandas methods", "import pandas as pd; pd.DataFrame.sum = None", "import pandas as pd; pd.DataFrame.sum is None"],
    ["sys.modules", "import xml.dom.minidom", "import sys; 'xml.dom.minidom' in sys.modules"],
    ["new files", "open('/tmp/leak', 'w').write('x')", "import os; os.path.exists('/tmp/leak')"],
    [
      "changed files",
      "open('/lib/python3.14/site-packages/six.py', 'a').write('#leak')",
      "'#leak' in open('/lib/python3.14/site-packages/six.py').read()",
    ],
    [
      "deleted files",
      "import os; os.remove('/lib/python3.14/site-packages/six.py')",
      "import os; not os.path.exists('/lib/python3.14/site-packages/six.py')",
    ],
    ["the working directory", "import os; os.makedirs('/tmp/d'); os.chdir('/tmp/d')", "import os; os.getcwd() == '/tmp/d'"],
    ["descriptors", "held = [open('/tmp/f%d' % i, 'w') for i in range(5)]", "open('/tmp/g', 'w').fileno() > 3"],
    ["the environment", "import os; os.environ['LEAK'] = '1'", "import os; 'LEAK' in os.environ"],
    [
      "warning filters",
      "import warnings; warnings.simplefilter('error')",
      "import warnings; any(f[0] == 'error' and f[2] is Warning for f in warnings.filters)",
    ],
    [
      "pandas options",
      "import pandas as pd; pd.set_option('display.max_rows', 3)",
      "import pandas as pd; pd.get_option('display.max_rows') == 3",
    ],
    [
      "numpy error handling",
      "import numpy as np; np.seterr(all='raise')",
      "import numpy as np; np.geterr()['divide'] == 'raise'",
    ],
    ["the recursion limit", "import sys; sys.setrecursionlimit(99)", "import sys; sys.getrecursionlimit() == 99"],
    ["the decimal context", "import decimal; decimal.getcontext().prec = 3", "import decimal; decimal.getcontext().prec == 3"],
    ["standard output", "import sys; sys.stdout = None", "import sys; sys.stdout is None"],
    ["a closed descriptor 1", "import os; os.close(1)", "print('still'); False"],
    ["the last exception", "1 / 0", "import sys; getattr(sys, 'last_exc', None) is not None"],
    [
      "unfreed memory",
      "import builtins; builtins.block = bytearray(b'SECRET-CANARY' * 3_000_000)",
      "import numpy as np; b'SECRET-CANARY' in np.empty(40_000_000, 'u1').tobytes()",
    ],
  ])("%s", async (_, first, second) => {
    await unconfined(first);
    expect(await unconfined(second)).toBe(false);
  });
});

test("a library first imported after the checkpoint can be imported again", async () => {
  for (let i = 0; i < 3; i++) expect(await run("import pandas._libs.sas\n'fine'")).toBe("fine");
});

test("what one run wrote is not counted against the next, whether it was allowed or refused", async () => {
  const write = (mb: number) =>
    run(`with open('/tmp/table', 'wb') as file:\n    for _ in range(${mb}): file.write(bytes(1_000_000))\n'written'`);
  expect(await write(40)).toBe("written");
  expect(await write(40)).toBe("written");
  expect(await write(90)).toMatch(/^limit: /);
  expect(await run("raise MemoryError")).toMatch(/^guest-error: /);
  expect(await write(40)).toBe("written");
});

test("os.urandom, uuid4 and unseeded generators differ from run to run", async () => {
  const code =
    "import os, uuid, random, numpy as np\n[os.urandom(8).hex(), str(uuid.uuid4()), random.random(), float(np.random.rand()), float(np.random.default_rng().random())]";
  const [one, two] = (await Promise.all([run(code), run(code)])) as unknown[][];
  for (const [index, value] of (one ?? []).entries()) expect(value).not.toBe(two?.[index]);
});

test("five hundred mixed runs answer right, and memory stays flat", async () => {
  const codes = [
    "1 + 1",
    "import pandas as pd\nint(pd.DataFrame({'a': [1, 2]}).a.sum()) - 1",
    "try:\n  1/0\nexcept ZeroDivisionError: pass\n2",
    "x = bytearray(30_000_000)\n2",
  ];
  for (let i = 0; i < 100; i++) expect(await run(codes[i % codes.length] as string)).toBe(2);
  const settled = process.memoryUsage().rss;
  for (let i = 0; i < 400; i++) expect(await run(codes[i % codes.length] as string)).toBe(2);
  expect(process.memoryUsage().rss - settled).toBeLessThan(60 * 1_048_576);
});

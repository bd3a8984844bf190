import { afterAll, beforeAll, expect, test } from "vitest";
import { answerOf, sandboxJob } from "../../core/testing/index.ts";
import { unjudged } from "../../plugins/sandbox-pyodide/tests/unjudged.ts";

const sandbox = unjudged({ workers: 1 });
beforeAll(() => sandbox.start());
afterAll(() => sandbox.close());

/** Compiled code that looks at nothing meanwhile, needs no memory, and takes hours. */
const FOREVER = "max(range(10**13))";

test.each([
  ["on a line of its own", `a = 1\nb = ${FOREVER}\nc = 2`, 2],
  ["as the last line, which is the result", `a = 1\n\n${FOREVER}`, 3],
  ["in a function, called below", `def f(n):\n    n += 1\n    return ${FOREVER}\n\nf(1)`, 3],
  ["in a method of a class", `class A:\n    def f(self):\n        return ${FOREVER}\n\nx = A()\nx.f()`, 3],
  ["in a lambda on a line of its own", `f = (\n    lambda:\n    ${FOREVER}\n)\nf()`, 3],
  ["in a comprehension", `a = [\n    n and\n    ${FOREVER}\n    for n in [0, 1]\n]`, 3],
  [
    "in a later round of a loop whose lines have all begun before",
    `import time
for step in range(9):
    top = max(range(9 if step < 2 else 10**13))
    began = time.perf_counter()
    while time.perf_counter() - began < 0.4:
        pass
    last = step`,
    3,
  ],
  [
    "in code that catches every interrupt",
    "while True:\n    try:\n        while True:\n            a = 1\n    except BaseException:\n        pass",
    4,
  ],
  [
    "in code that catches the interrupt and ends well",
    "try:\n    while True: pass\nexcept KeyboardInterrupt:\n    pass\nb = 2\nb",
    2,
  ],
])("whoever waits in vain is told the line of a call that never came back: %s", async (_name, code, line) => {
  const wallSeconds = code.includes("range(9)") ? 3 : 1;
  const outcome = await answerOf(sandbox, sandboxJob(code, { limits: { wallSeconds, memoryMb: 512 } }));
  expect(outcome).toMatchObject({ status: "limit", limit: "wall", error: { line, source: code.split("\n")[line - 1] } });
  expect(outcome.error?.hint).toMatch(/^This line is the last that was seen to begin/);
});

test("lines that are told cost a run nothing that could be seen in its result, and the next run starts from none", async () => {
  const code = "t = 0\nfor i in range(200_000):\n    t += i\n    t -= 1\nt";
  for (const _again of [1, 2])
    expect(await answerOf(sandbox, sandboxJob(code))).toMatchObject({
      status: "ok",
      result: 19_999_700_000,
      stdout: "",
      tripwires: [],
    });
});

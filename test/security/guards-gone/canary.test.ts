import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../../../core/ports/sandbox.ts";
import { answerOf, type FlatOutcome, sandboxJob } from "../../../core/testing/index.ts";
import { build, type Variant } from "../layers/variants.ts";

/** A build that does not rewind: what one run does to the interpreter, the next one meets. Only the canary is left to notice. */
let variant: Variant;
let sandbox: Sandbox;
beforeAll(async () => {
  variant = await build(["rewind"], { selfTests: false });
  sandbox = await variant.sandbox({ workers: 1 });
  await sandbox.start();
});
afterAll(async () => {
  await sandbox.close();
  variant.remove();
});

const run = (code: string, preamble = ""): Promise<FlatOutcome> => answerOf(sandbox, sandboxJob(code, { preamble }));

test.each([
  ["π", "import math\nmath.pi = 3"],
  ["the square root", "import math\nmath.sqrt = lambda x: 1.0"],
  ["sums of pandas", "import pandas as pd\npd.Series.sum = lambda self: 1.0"],
  ["numpy's arrays", "import numpy as np\nnp.mean = lambda values: 1.0"],
  ["dates", "import datetime\nclass D(datetime.date):\n    def __add__(self, other): return self\ndatetime.date = D"],
])("%s computed wrongly: no answer of the next run leaves, health says why, and the process is replaced", async (_, attack) => {
  expect((await run("math.pi", "import math")).result).toBe(Math.PI);
  await run("None", attack);
  const next = await run("2 + 2");
  expect(next).toMatchObject({ status: "unsafe", result: null });
  expect(next.reason).toMatch(/answered known questions wrongly/);
  await expect.poll(async () => (await run("import math\nmath.pi")).result, { timeout: 20_000, interval: 100 }).toBe(Math.PI);
  expect(sandbox.stats().reason).toMatch(/answered known questions wrongly/);
});

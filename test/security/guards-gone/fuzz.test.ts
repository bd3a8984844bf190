import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sandbox } from "../../../core/ports/sandbox.ts";
import { answerOf, okOutcome, sandboxJob } from "../../../core/testing/index.ts";
import { fromAnswer } from "../../../plugins/sandbox-pyodide/host/outcome.ts";
import { fromJail, workerReport } from "../../../plugins/sandbox-pyodide/protocol/answers.ts";
import { encodeFrame, FrameReader } from "../../../plugins/sandbox-pyodide/protocol/frames.ts";
import { quietReport } from "../../../plugins/sandbox-pyodide/tests/guest-report.ts";
import { unjudged } from "../../../plugins/sandbox-pyodide/tests/unjudged.ts";
import { withEverything } from "./attacks.ts";

const CALLS = process.env.TEST_FULL ? 1000 : 40;
const TABLE = 25_855;

describe("entries of the function table, called as methods of the guest's own type", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = unjudged({ workers: 2 });
    await sandbox.start();
  });
  afterAll(() => sandbox.close());

  const run = (code: string, preamble = "") =>
    answerOf(sandbox, sandboxJob(code, { preamble, limits: { wallSeconds: 2, memoryMb: 256 } }));

  test(`${CALLS} of them: later runs compute what they should`, async () => {
    // Spread over the whole table, with a step that has no factor in common with its length.
    const indexes = Array.from({ length: CALLS }, (_, n) => (n * 7919 + 13) % TABLE);
    for (let at = 0; at < indexes.length; at += 2) {
      await Promise.all(
        indexes.slice(at, at + 2).map((index) =>
          run(
            "None",
            withEverything({
              name: "",
              code: `class A:\n    def __neg__(self): return 7\nword(word(id(A) + 48).value + 24).value = ${index}\nattempt(lambda: -A())`,
            }),
          ),
        ),
      );
      if (at % 10 !== 0) continue;
      const honest = await Promise.all(
        [1, 2].map(() => run("import math, pandas as pd\n[math.pi, -125.0, float(pd.Series([20, 22]).sum())]")),
      );
      for (const { result, reason } of honest) expect(result ?? reason).toEqual([Math.PI, -125, 42]);
    }
  }, 3_600_000);
});

describe("what the server reads of a jail", () => {
  const job = sandboxJob("1");
  const { usage, timings, layers } = okOutcome;
  const known = { usage, timings, layers, scope: null };
  const given = (text: string) => ({ text, peakMb: 1, refused: false, interrupted: false, line: null, tripwires: [] });
  const report = { ...quietReport, wallMs: 1, canary: [] };

  test("any text, any JSON and any answer with one part replaced has one defined outcome", () => {
    const part = fc.constantFrom(...Object.keys({ ...report, result: null }));
    const answers = fc.oneof(
      fc.string(),
      fc.json(),
      fc.tuple(part, fc.jsonValue()).map(([name, value]) => JSON.stringify({ ...report, result: 1, [name]: value })),
    );
    fc.assert(
      fc.property(answers, (text) => {
        const { outcome } = fromAnswer(job, given(text), known);
        expect(["ok", "guest-error", "limit", "crashed"]).toContain(outcome.status);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["a list", "[", "]"],
    ["an object", '{"a":', "}"],
  ])("%s nested a million deep is no answer, and costs no stack", (_, open, close) => {
    const deep = open.repeat(1_000_000) + (close === "}" ? "1" : "") + close.repeat(1_000_000);
    const text = `${JSON.stringify({ ...report, result: 0 }).slice(0, -2)}${deep}}`;
    expect(fromAnswer(job, given(text), known).outcome).toMatchObject({ status: "crashed" });
  });

  test("frames cut anywhere give the same frames; bytes that are none throw or wait, and hand nothing out", () => {
    const heads = fc.array(fc.record({ op: fc.string(), n: fc.integer() }), { maxLength: 5 });
    fc.assert(
      fc.property(
        heads,
        fc.uint8Array({ maxLength: 50 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (all, body, cuts) => {
          const bytes = Buffer.concat(all.flatMap((head) => encodeFrame(head, [body])));
          const read: unknown[] = [];
          const reader = new FrameReader({ head: 10_000, body: 10_000 }, (head, found) => read.push([head, [...found]]));
          for (let at = 0, n = 0; at < bytes.length; n++) {
            const size = cuts[n % cuts.length] as number;
            reader.push(bytes.subarray(at, at + size));
            at += size;
          }
          expect(read).toEqual(all.map((head) => [head, [...body]]));
        },
      ),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const read: unknown[] = [];
        const reader = new FrameReader({ head: 1000, body: 0 }, (head) => read.push(fromJail.parse(head)));
        try {
          reader.push(Buffer.from(bytes));
        } catch {
          // The process is taken for lost.
        }
        expect(read).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test("messages and reports of any shape are refused or exactly what the schema names", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const schema of [fromJail, workerReport]) {
          const parsed = schema.safeParse(value);
          if (parsed.success) expect(Object.keys(value as object)).toEqual(expect.arrayContaining(Object.keys(parsed.data)));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

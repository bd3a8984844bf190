import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { analysis, type RunningServer, startServer } from "./server.ts";

const folder = mkdtempSync(join(tmpdir(), "bad-input-"));
const workspace = join(folder, "workspace");
mkdirSync(workspace);
writeFileSync(join(workspace, "sales.csv"), "region,revenue\nnorth,10\nsouth,20\n");
writeFileSync(join(folder, "secret.csv"), "a\n1\n");
symlinkSync(join(folder, "secret.csv"), join(workspace, "linked.csv"));

let server: RunningServer;
beforeAll(async () => {
  server = await startServer(["--workspace", workspace]);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Each is told what, where and what to do, and leaves the server serving. */
async function serves(): Promise<void> {
  expect((await server.call("run_analysis", analysis("1 + 1"))).data).toMatchObject({ status: "ok", result: 2 });
}

test.each([
  ["a syntax error", "x = 1\ny = (", { status: "guest-error", error: { type: "SyntaxError", line: 2 } }],
  [
    "an unknown column",
    "df = datasets['sales']\ndf['revenu'].sum()",
    { status: "guest-error", error: { type: "KeyError", line: 2, hint: "Did you mean 'revenue'?" } },
  ],
  ["a forbidden import", "import os\nos.listdir('/')", { status: "rejected", error: { code: "SCOPE_VIOLATION" } }],
  ["an endless loop", "while True: pass", { status: "limit", limit: "wall" }],
  ["a 600 MB array", "np.ones(75_000_000)", { status: "limit", limit: "memory" }],
  ["a flood of print", "for i in range(100_000): print('x' * 50)", { status: "ok", truncated: ["stdout"] }],
  ["an early exit", "raise SystemExit", { status: "guest-error", error: { type: "SystemExit" } }],
  ["an answer of 5 MB", "'x' * 5_000_000", { status: "limit", limit: "result" }],
])("%s has a clear outcome", async (_, code, expected) => {
  const { data, isError } = await server.call(
    "run_analysis",
    analysis(code, { datasets: ["sales"], limits: { wallSeconds: 2 } }),
  );
  expect(data).toMatchObject(expected);
  expect(isError).toBe((data as { status: string }).status !== "ok");
  expect(JSON.stringify(data)).not.toContain("node_modules");
  await serves();
});

test("a rejection names the rule, the line, the column and what to do instead", async () => {
  const { data } = await server.call("run_analysis", analysis("x = 1\nfrom subprocess import run"));
  const [violation] = (data as { violations: { line: number; column: number; hint: string; rule: string }[] }).violations;
  expect(violation).toMatchObject({ line: 2, column: 1 });
  expect(violation?.hint.length).toBeGreaterThan(10);
  expect(violation?.rule).not.toBe("");
});

test.each([
  ["a missing dataset", "sale", "UNKNOWN_DATASET"],
  ["a path outside the workspace", "../secret", "DATASET_OUTSIDE"],
  ["a link that leads outside", "linked", "DATASET_OUTSIDE"],
])("%s is refused before anything runs", async (_, name, code) => {
  const { data } = await server.call("run_analysis", analysis("1", { datasets: [name] }));
  expect(data).toMatchObject({ status: "rejected", error: { code } });
  await serves();
});

test("an unknown persona is told the known ones, nearest first", async () => {
  const { data } = await server.call("run_analysis", { ...analysis("1"), persona: "alvar" });
  expect(data).toMatchObject({ status: "rejected", error: { code: "UNKNOWN_PERSONA" } });
  expect((data as { error: { known: string[] } }).error.known[0]).toBe("alvaro");
});

test("NaN, infinities, Decimal, dates, large integers and duplicate columns come back without loss", async () => {
  const code = `
from decimal import Decimal
import datetime
twice = pd.DataFrame([[1, float("nan")]], columns=["a", "a"])
{"nan": float("nan"), "inf": -float("inf"), "money": Decimal("1.10"), "day": datetime.date(2026, 1, 2), "big": 2**63, "np": np.int64(3),
 "stamp": pd.Timestamp("2026-01-02 03:04", tz="UTC"), "twice": twice, "set": {3, 1, 2}, "nat": pd.NaT, 1: "key"}`;
  const { data } = await server.call("run_analysis", analysis(code));
  // Entries: an object would put the name 1 first.
  const { type, entries } = data.result as { type: string; entries: [string, unknown][] };
  expect([type, entries.at(-1)]).toEqual(["dict", ["1", "key"]]);
  expect(Object.fromEntries(entries)).toEqual({
    nan: null,
    inf: { type: "float", value: "-Infinity" },
    money: { type: "decimal", value: "1.10" },
    day: "2026-01-02",
    big: { type: "int", value: "9223372036854775808" },
    np: 3,
    stamp: "2026-01-02T03:04:00+00:00",
    twice: {
      type: "table",
      columns: [
        { name: "a", dtype: "int64" },
        { name: "a", dtype: "float64" },
      ],
      rows: [[1, null]],
      index: [],
      rowsTotal: 1,
    },
    set: [1, 2, 3],
    nat: null,
    "1": "key",
  });
});

test("a table's floats are those of the file, to the last digit", async () => {
  const content = "v\n0.30000000000000004\n1e-7\n123456789.12345679\n0.1\n";
  const { data } = await server.call(
    "run_analysis",
    analysis("datasets['t']['v'].tolist()", { datasets: [{ name: "t", format: "csv", content }] }),
  );
  expect(data.result).toEqual([0.30000000000000004, 1e-7, 123456789.12345679, 0.1]);
});

test("a cancelled call frees its worker", async () => {
  const controller = new AbortController();
  const call = server.call("run_analysis", analysis("while True: pass"), { signal: controller.signal });
  setTimeout(() => controller.abort(), 300);
  await expect(call).rejects.toThrow();
  await serves();
});

test("ten at once all come back with their own answers", async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => server.call("run_analysis", analysis(`pd.Series([${i}, 1]).sum()`))),
  );
  expect(answers.map(({ data }) => (data as { result: number }).result)).toEqual(Array.from({ length: 10 }, (_, i) => i + 1));
});

import { expect, test } from "vitest";
import { limits } from "../limits.ts";
import type { SandboxJob } from "../ports/sandbox.ts";
import { type FakeAnswer, fakeEnding } from "../testing/index.ts";
import { analysis, fakeApp } from "../tests/fake-app.ts";

test.each([
  ["code", limits.codeBytes, (bytes: number) => ({ code: "#".repeat(bytes) })],
  ["context", limits.contextBytes, (bytes: number) => ({ context: "é".repeat(bytes / 2) + "e".repeat(bytes % 2) })],
] as const)("%s of %i bytes runs; a byte more is told as that limit, and what to do", async (limit, most, given) => {
  await using app = await fakeApp();
  expect((await app.analyze({ ...analysis, ...given(most) })).status).toBe("ok");
  const refused = await app.analyze({ ...analysis, ...given(most + 1) });
  expect(refused).toMatchObject({
    status: "limit",
    limit,
    result: null,
    seed: null,
    error: {
      code: "LIMIT_EXCEEDED",
      message: expect.stringContaining(`${most} bytes`),
      hint: expect.stringContaining("datasets"),
    },
  });
});

test("a rejection is told by the first rule that was broken; one that names none says so in general", async () => {
  const violation = (message: string) => ({ rule: "import", line: 1, column: 1, message, hint: `instead of ${message}` });
  const violations = [violation("os is not allowed"), violation("sys is not allowed")];
  await using app = await fakeApp({ scope: { check: async () => ({ allowed: false, violations }) } });
  expect((await app.analyze(analysis)).error).toMatchObject({
    code: "SCOPE_VIOLATION",
    message: "os is not allowed",
    hint: "instead of os is not allowed",
  });
  await using other = await fakeApp({ answer: () => fakeEnding("rejected", "outside the scope") });
  expect((await other.analyze(analysis)).error).toMatchObject({ message: "outside the scope", hint: null });
});

test("a table that was read is told with its size and what was assumed of it; one that was not, with its hash alone", async () => {
  const notes = [{ column: "v", kind: "percent", message: "m", fix: null }];
  const fields = [{ name: "v", type: "number" }];
  const datasets = [{ name: "sales", rows: 3, columns: 2, assumed: { delimiter: ";" }, notes, fields }];
  const answer = ({ code }: SandboxJob): FakeAnswer => (code === "read" ? { datasets } : {});
  await using app = await fakeApp({ answer });
  const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect((await app.analyze({ ...analysis, code: "read", datasets: ["sales"] })).datasets).toEqual([{ ...datasets[0], sha256 }]);
  expect((await app.analyze({ ...analysis, datasets: ["sales"] })).datasets).toEqual([
    { name: "sales", rows: null, columns: null, sha256, assumed: null, notes: [], fields: [] },
  ]);
});

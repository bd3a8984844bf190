import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../ports/sandbox.ts";
import type { KeptRun } from "./kept.ts";
import { memoryArtifacts } from "./memory-store.ts";
import { Results } from "./results.ts";

const run = (executionId: string, result: Json): KeptRun => ({
  executionId,
  startedAt: "2026-03-01T10:00:00.000Z",
  persona: "alvaro",
  capability: "roi_calculations",
  first: "bar",
  code: "1",
  codeSha256: "c",
  contextJson: "{}",
  seed: null,
  limits: { wallSeconds: 30, memoryMb: 512 },
  formats: ["png"],
  wanted: ["sales", { brought: "inline" }],
  datasets: [],
  result,
  environment: "standard",
  versions: { pandas: "3" },
});

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

test("a run comes back as it was, from this app and from the next one over the same store", async () => {
  await fc.assert(
    fc.asyncProperty(json, async (result) => {
      const store = memoryArtifacts();
      const results = new Results(store);
      // What JSON can't say comes back as JSON says it.
      const kept = JSON.parse(JSON.stringify(run("e1", result))) as KeptRun;
      await results.keepRun("jane", kept);
      expect(await results.run("jane", "e1")).toEqual(kept);
      expect(await new Results(store).run("jane", "e1")).toEqual(kept);
      expect(await results.run("jack", "e1")).toBeNull();
      expect(await new Results(store).run("jack", "e1")).toBeNull();
    }),
    { numRuns: 50 },
  );
});

test("a result is at hand although the store can't take it, and the fault is told", async () => {
  const full = { ...memoryArtifacts(), put: () => Promise.reject(new Error("the disk is full")) };
  const results = new Results(full);
  await expect(results.keepRun("jane", run("e1", [1]))).rejects.toThrow("the disk is full");
  expect((await results.run("jane", "e1"))?.result).toEqual([1]);
});

test("what is not kept is an error that says what to do", async () => {
  const results = new Results(memoryArtifacts());
  await expect(results.runOf("jane", "e1", "from.executionId")).rejects.toMatchObject({
    code: "UNKNOWN_EXECUTION",
    details: { path: "from.executionId" },
    message: "No result of that execution is kept. Run the analysis again.",
  });
});

test("charts of a run come in the order of their numbers: the tenth after the ninth", async () => {
  const results = new Results(memoryArtifacts());
  const chart = (chartId: string, executionId: string | null) =>
    ({ chartId, executionId, title: "t", headline: null, template: "bar", drawn: null, png: "AAAA", asked: null }) as const;
  for (const n of [10, 2, 1, 9]) await results.keepChart("jane", "2026-03-01T10:00:00.000Z", chart(`e1-${n}`, "e1"));
  await results.keepChart("jane", "2026-03-01T11:00:00.000Z", chart("0-later", "e1"));
  await results.keepChart("jane", "2026-03-01T09:00:00.000Z", chart("other", null));
  expect((await results.chartsOf("jane", "e1")).map(({ chartId }) => chartId)).toEqual([
    "e1-1",
    "e1-2",
    "e1-9",
    "e1-10",
    "0-later",
  ]);
  expect(await results.chartsOf("jack", "e1")).toEqual([]);
});

test("fifty results of many small objects take little memory", async () => {
  const results = new Results(memoryArtifacts(8 * 1_048_576));
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < 50; n++)
    await results.keepRun(
      "client",
      run(
        String(n),
        Array.from({ length: 100_000 }, () => ({})),
      ),
    );
  globalThis.gc?.();
  expect((await results.run("client", "49"))?.result).toHaveLength(100_000);
  expect(await results.run("another", "49")).toBeNull();
  // As objects they would be 280 MB.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(120e6);
});

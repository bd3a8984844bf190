import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limits } from "../../core/limits.ts";
import { analysis, type RunningServer, startServer } from "./server.ts";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer(["--workers", "2"]);
});
afterAll(() => server.close());

const healthMs = async (): Promise<number> => {
  const began = performance.now();
  expect((await server.call("get_health", {})).data).toMatchObject({ ready: true });
  return performance.now() - began;
};

describe("large requests", () => {
  test("three inline tables of four megabytes, which the schema allows, are read", async () => {
    const content = `a,b\n${"1,2\n".repeat(1_000_000)}`;
    const datasets = ["x", "y", "z"].map((name) => ({ name, format: "csv", content }));
    const { data } = await server.call("run_analysis", analysis("[len(datasets[name]) for name in 'xyz']", { datasets }));
    expect(data).toMatchObject({ status: "ok", result: [1_000_000, 1_000_000, 1_000_000] });
  });

  test("what the schema allows in all fits into a line, quotes and line breaks escaped", () => {
    expect(2 * (limits.inlineDatasetsBytes + limits.codeBytes + limits.contextBytes)).toBeLessThan(limits.lineBytes);
  });

  test("a line beyond the limit is answered with an error that says so, and the server goes on", async () => {
    const code = "x".repeat(limits.lineBytes + 1000);
    await expect(server.call("run_analysis", analysis(code))).rejects.toThrow(/longer than 48 MiB/);
    await expect(server.call("run_analysis", analysis(code))).rejects.toMatchObject({ code: -32600 });
    await healthMs();
    expect((await server.call("run_analysis", analysis("6 * 7"))).data).toMatchObject({ result: 42 });
  });
});

test("three thousand calls at once: each gets its outcome, each is recorded, and get_health is answered meanwhile", async () => {
  const began = performance.now();
  const calls = Array.from({ length: 3000 }, () => server.call("run_analysis", analysis("1")));
  let done = false;
  const all = Promise.all(calls).finally(() => {
    done = true;
  });
  const waits: number[] = [];
  while (!done) {
    waits.push(await healthMs());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const answered = await all;
  const took = performance.now() - began;
  const statuses = answered.map(({ data }) => data.status as string);
  expect(new Set(statuses)).toEqual(new Set(["ok", "busy"]));
  waits.sort((a, b) => a - b);
  expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(took / 10);
  // The first stands behind the three thousand in the pipe.
  expect(waits.at(-1)).toBeLessThan(took / 2);
  const { data } = await server.call("get_audit_trail", { verify: true, limit: 200, status: "busy" });
  expect(data).toMatchObject({ verified: true });
  expect(data.records).toHaveLength(200);
});

import { expect } from "vitest";
import { BuiltServer } from "./built-server.ts";
import { proves } from "./proves.ts";

const server = new BuiltServer();

proves("security.wall-limit", "in time, and the server is whole again", async () => {
  const code = "while True:\n    try:\n        while True: pass\n    except BaseException: pass";
  const { status, limit, result, usage, error } = await server.run(code, { limits: { wallSeconds: 1 } });
  expect({ status, limit, result }).toEqual({ status: "limit", limit: "wall", result: null });
  expect(error?.message).toContain("1 s");
  expect(usage.wallMs).toBeGreaterThanOrEqual(990);
  expect(usage.wallMs).toBeLessThan(20_000);
  expect(await server.value("6 * 7")).toBe(42);
});

proves("security.memory-limit", "by Python and by numpy, though the caller asks for more", async () => {
  for (const code of ["b = bytearray(700 * 2**20)", "np.ones(90_000_000)", "s = 'x'\nwhile True: s += s"]) {
    const { status, limit } = await server.run(code, { limits: { memoryMb: 100_000 } });
    expect({ code, status, limit }).toEqual({ code, status: "limit", limit: "memory" });
  }
  expect(await server.value("len(bytearray(300 * 2**20))")).toBe(300 * 2 ** 20);
});

proves("security.memory-measured", "150 MiB more are 150 MiB more, within a tenth", async () => {
  const idle = (await server.run("1")).usage.peakMemoryMb;
  const { usage } = await server.run("b = bytearray(150 * 2**20)\nb[::4096] = b'x' * len(b[::4096])\ndel b\n1");
  expect(usage.peakMemoryMb - idle).toBeGreaterThan(135);
  expect(usage.peakMemoryMb - idle).toBeLessThan(175);
});

proves("security.output-cap", "print floods, and results too large to send", async () => {
  const flood = await server.run("for _ in range(300_000): print('0123456789')\n'done'");
  expect(flood).toMatchObject({ status: "ok", result: "done", truncated: ["stdout"] });
  expect(flood.stdout.length).toBeLessThanOrEqual(1_100_000);
  expect(await server.run("'x' * 5_000_000")).toMatchObject({ status: "limit", limit: "result", result: null });
  expect(await server.run("list(range(100_000))")).toMatchObject({ status: "ok", result: { type: "resource" } });
});

proves("security.early-exit", "by any of its names", async () => {
  for (const code of [
    "raise SystemExit",
    "raise SystemExit(0)",
    "raise KeyboardInterrupt",
    "raise GeneratorExit",
    "result = 1\nraise SystemExit",
  ])
    expect({ code, ...(await server.run(code)) }).toMatchObject({ code, status: "guest-error", result: null });
  for (const code of ["exit()", "quit()", "import sys\nsys.exit(0)", "import os\nos._exit(0)"])
    expect({ code, ...(await server.run(code)) }).toMatchObject({ code, status: "rejected", result: null });
});

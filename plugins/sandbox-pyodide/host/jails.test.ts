import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  first,
  layers,
  lines,
  make,
  neverAnswered,
  newWorld,
  type Process,
  processes,
  run,
  say,
  settle,
  stands,
  start,
  stats,
  wellAnswered,
  world,
} from "../../../test/played-jails.ts";

beforeEach(newWorld);
afterEach(() => void vi.useRealTimers());

describe("a process", () => {
  test("that ends takes its run along, and its client has another before it asks", async () => {
    neverAnswered();
    const outcome = run();
    await settle();
    first().diagnostics = "what it wrote";
    first().kill();
    expect(await outcome).toMatchObject({ status: "crashed", reason: "the sandbox process ended" });
    await settle();
    expect(processes).toHaveLength(2);
    expect(lines).toContainEqual(["the sandbox process ended", "what it wrote"]);
    wellAnswered();
    expect((await run()).status).toBe("ok");
    expect(processes).toHaveLength(2);
  });

  test("that ends again and again lets its client wait, and says how long", async () => {
    await run();
    for (let ended = 0; ended < 5; ended++) {
      await vi.advanceTimersByTimeAsync(3000);
      (processes.at(-1) as Process).kill();
      await settle();
    }
    const outcome = await run();
    expect(outcome).toMatchObject({ status: "busy", reason: expect.stringContaining("ended 5 times in a row") });
    expect(outcome.retryAfterMs).toBe(10_000);
    expect(stats()).toMatchObject({ ready: false, reason: expect.stringContaining("started again in 10 s") });
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await run()).status).toBe("ok");
  });

  test("that does not start says why, and a damaged image is made again, once", async () => {
    world.onStart = (process) => say(process, { op: "fault", message: "no memory" });
    await expect(start()).rejects.toThrow("did not start: no memory");
    expect([processes.length, first().closed, stats().reason]).toEqual([1, true, expect.stringContaining("no memory")]);
    world.image.damaged = true;
    await expect(start()).rejects.toThrow("no memory");
    expect(processes).toHaveLength(3);
    world.onStart = stands;
    const again = start();
    await vi.advanceTimersByTimeAsync(99);
    expect(processes).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1);
    await again;
    expect(stats()).toMatchObject({ ready: true, reason: null, pool: { workers: 1, ready: 1, queued: 0 } });
  });

  test("whose layer does not hold runs nothing, nor does any other from then on", async () => {
    const found = [{ name: "realm", active: false, detail: "fetch is reachable" }];
    world.onStart = (process) => {
      say(process, { op: "probed", layers: found });
      say(process, { op: "pool", workers: 1, ready: 1 });
    };
    await expect(start()).rejects.toThrow("does not hold (realm: fetch is reachable)");
    world.onStart = stands;
    expect(await run()).toMatchObject({ status: "unsafe", result: null });
    expect(stats()).toMatchObject({ ready: false, reason: expect.stringContaining("realm") });
    expect(stats().layers).toContainEqual({ name: "realm", active: false });
    expect([processes.length, first().gone]).toEqual([1, true]);
  });

  test("of which a layer is not there at all, which is no finding, runs", async () => {
    world.onStart = (process) => {
      say(process, { op: "probed", layers: [...layers, { name: "operating-system", active: false, detail: null }] });
      stands(process);
    };
    expect((await run()).status).toBe("ok");
    expect(stats().layers).toEqual(
      ["guest-runtime", "realm", "process-jail", "operating-system"].map((name) => ({ name, active: name === "realm" })),
    );
  });

  test("is looked at once more after the start: an image that somebody changed runs nothing", async () => {
    await run();
    world.image.intact = false;
    await vi.advanceTimersByTimeAsync(3000);
    expect(first().gone).toBe(true);
    expect(await run()).toMatchObject({ status: "unsafe", reason: expect.stringContaining("somebody changed it") });
  });
});

describe("clients", () => {
  test("never share a process, and from the second on a spare one is kept warm", async () => {
    await start();
    await run("1", { client: "one" });
    await run("2", { client: "one" });
    expect([processes.length, first().wanted]).toEqual([1, { image: "/image", workers: 1, eager: true, rehearse: false }]);
    await run("3", { client: "two" });
    expect(processes).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(99);
    expect(processes).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(processes[2]?.wanted).toMatchObject({ eager: false, rehearse: true });
    await run("4", { client: "three" });
    expect(processes.map((one) => one.sent.filter(({ op }) => op === "run").length)).toEqual([2, 1, 1]);
  });

  test("beyond those that have room, the one that rested longest gives up its process", async () => {
    make({ clients: 2 });
    for (const client of ["one", "two", "one", "three"]) await run("1", { client });
    await settle();
    const busy = processes.filter((one) => one.sent.length > 0);
    expect(busy.map(({ closed }) => closed)).toEqual([false, true, false]);
  });

  test("who stay away give up their process, but for the last", async () => {
    await run("1", { client: "one" });
    await run("1", { client: "two" });
    await vi.advanceTimersByTimeAsync(7 * 60_000);
    expect(processes.filter(({ sent, closed }) => sent.length > 0 && closed)).toHaveLength(1);
  });
});

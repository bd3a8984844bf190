import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  close,
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
} from "../tests/played-jails.ts";

const served = ({ sent }: Process) => sent.some(({ op }) => op === "run");

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

  test("that stood before its client came is that client's from then on, in its end too", async () => {
    await start();
    expect((await run()).status).toBe("ok");
    first().kill();
    await settle();
    expect(processes).toHaveLength(2);
    expect((await run()).status).toBe("ok");
    expect(processes.map(served)).toEqual([true, true]);
  });

  test.each([
    [3, 500, "ok"],
    [4, 2000, "busy"],
  ])(
    "that ended %i times in a row is started again after %i ms: a job waits for half a second, and not for two",
    async (ends, waitMs, status) => {
      await run();
      for (let ended = 0; ended < ends; ended++) {
        await vi.advanceTimersByTimeAsync(600);
        (processes.at(-1) as Process).kill();
        await settle();
      }
      const outcome = run();
      await vi.advanceTimersByTimeAsync(waitMs);
      expect(await outcome).toMatchObject({ status, retryAfterMs: status === "busy" ? waitMs : null });
    },
  );

  test("that does not start says why, and a damaged image is made again, once", async () => {
    world.onStart = (process) => say(process, { op: "fault", message: "no memory" });
    await expect(start()).rejects.toThrow("did not start: no memory");
    expect([processes.length, first().closed, stats().reason]).toEqual([1, true, expect.stringContaining("no memory")]);
    world.image.damaged = 2;
    await expect(start()).rejects.toThrow("no memory");
    expect(processes).toHaveLength(3);
    world.onStart = stands;
    world.image.damaged = 0;
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
    world.image.changed = true;
    await vi.advanceTimersByTimeAsync(3000);
    expect(first().gone).toBe(true);
    expect(await run()).toMatchObject({ status: "unsafe", reason: expect.stringContaining("somebody changed it") });
    expect(stats()).toMatchObject({ ready: false, reason: expect.stringContaining("somebody changed it") });
  });
});

describe("the process that stands before anybody asks", () => {
  test("is one, however often it is asked for, and the first client's", async () => {
    await Promise.all([start(), start()]);
    await run("1", { client: "one" });
    await start();
    expect(processes).toHaveLength(1);
  });

  test("is replaced when it ends, also where it is the spare one", async () => {
    await start();
    first().kill();
    await settle();
    expect([processes.length, stats().pool.ready]).toEqual([2, 1]);
    await run("1", { client: "one" });
    await run("1", { client: "two" });
    await vi.advanceTimersByTimeAsync(100);
    const spare = processes.at(-1) as Process;
    spare.kill();
    await vi.advanceTimersByTimeAsync(99);
    expect(processes.at(-1)).toBe(spare);
    await vi.advanceTimersByTimeAsync(1);
    expect(processes.at(-1)).not.toBe(spare);
  });

  test("counts among those that are ready, as do those of clients", async () => {
    make({ workers: 4 });
    world.onStart = (process) => say(process, { op: "pool", workers: 4, ready: 1 });
    for (const client of ["one", "two"]) await run("1", { client });
    expect(stats().pool.ready).toBe(2);
    await vi.advanceTimersByTimeAsync(100);
    expect(stats().pool.ready).toBe(3);
  });

  test("does not come up any more once the sandbox is closed, or found open", async () => {
    for (const client of ["one", "two"]) await run("1", { client });
    await close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([processes.length, vi.getTimerCount()]).toEqual([2, 0]);
    newWorld();
    await close();
    await expect(start()).rejects.toMatchObject({ code: "APP_CLOSED" });
    expect(processes).toHaveLength(0);
    newWorld();
    for (const client of ["one", "two"]) await run("1", { client });
    say(first(), { op: "probed", layers: [{ name: "realm", active: false, detail: "open" }] });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(processes.map(({ gone }) => gone)).toEqual([true, true]);
    await expect(start()).rejects.toThrow("does not hold");
    expect(processes).toHaveLength(2);
  });
});

describe("what health says", () => {
  test("of a layer: that it holds when it holds for all who probed it", async () => {
    await start();
    const active = () => stats().layers.find(({ name }) => name === "realm")?.active;
    expect(active()).toBe(true);
    say(first(), { op: "probed", layers: [{ name: "realm", active: false, detail: null }] });
    say(first(), { op: "probed", layers });
    expect(active()).toBe(false);
  });

  test("of all that was found open: each layer with what was found", async () => {
    const open = ["realm", "process-jail"].map((name) => ({ name, active: false, detail: `${name} open` }));
    world.onStart = (process) => say(process, { op: "probed", layers: [...open, { name: "x", active: false, detail: null }] });
    await expect(start()).rejects.toThrow("(realm: realm open; process-jail: process-jail open)");
  });

  test("of versions: those of Node, of Pyodide, and of what is in the image", async () => {
    expect(stats().versions).toMatchObject({ node: process.versions.node, pyodide: expect.stringMatching(/^\d/), numpy: "2" });
  });

  test("of an image that stays as it was made: nothing", async () => {
    await run();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([stats().reason, first().gone]).toEqual([null, false]);
  });
});

describe("clients", () => {
  test("never share a process, and from the second on a spare one is kept warm", async () => {
    await start();
    await run("1", { client: "one" });
    await run("2", { client: "one" });
    expect([processes.length, first().wanted]).toEqual([1, { image: "/image", workers: 1 }]);
    await run("3", { client: "two" });
    expect(processes).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(99);
    expect(processes).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(processes).toHaveLength(3);
    await run("4", { client: "three" });
    expect(processes.map((one) => one.sent.filter(({ op }) => op === "run").length)).toEqual([2, 1, 1]);
  });

  test("beyond those that have room, the one that rested longest gives up its process", async () => {
    make({ clients: 2 });
    for (const client of ["one", "two", "one", "three"]) await run("1", { client });
    await settle();
    const busy = processes.filter(served);
    expect(busy.map(({ closed }) => closed)).toEqual([false, true, false]);
  });

  const used = () => processes.filter(served);

  test("who stay away for more than five minutes give up their process, but for the last; not sooner, and not one that works", async () => {
    await run("1", { client: "one" });
    await run("1", { client: "two" });
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(used().map(({ closed }) => closed)).toEqual([false, false]);
    neverAnswered();
    void run("1", { client: "one", limits: { wallSeconds: 3600, memoryMb: 512 } });
    await vi.advanceTimersByTimeAsync(61_000);
    expect(used().map(({ closed }) => closed)).toEqual([false, true]);
    await vi.advanceTimersByTimeAsync(20 * 60_000);
    expect(used().map(({ closed }) => closed)).toEqual([false, true]);
  });

  test("who come back in time keep their process", async () => {
    for (let minutes = 0; minutes < 12; minutes += 4) {
      for (const client of ["one", "two"]) expect((await run("1", { client })).status).toBe("ok");
      await vi.advanceTimersByTimeAsync(4 * 60_000);
    }
    expect(used().map(({ closed }) => closed)).toEqual([false, false]);
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(used().map(({ closed }) => closed)).toEqual([true, false]);
  });

  test("who have a process are not kept waiting by the spare one's ends", async () => {
    for (const client of ["one", "two"]) await run("1", { client });
    for (let ended = 0; ended < 6; ended++) {
      await vi.advanceTimersByTimeAsync(3000);
      (processes.at(-1) as Process).kill();
      await settle();
    }
    expect((await run("1", { client: "one" })).status).toBe("ok");
    expect((await run("1", { client: "three" })).status).toBe("busy");
  });

  test("never take the place of one that works", async () => {
    make({ clients: 2, workers: 2 });
    await run("1", { client: "idle" });
    neverAnswered();
    void run("1", { client: "works" });
    await settle();
    wellAnswered();
    expect((await run("1", { client: "new" })).status).toBe("ok");
    expect(used().map(({ gone }) => gone)).toEqual([true, false, false]);
  });

  test("are four at once unless somebody says otherwise, and never fewer than may run at once", async () => {
    for (const client of ["one", "two", "three", "four"]) await run("1", { client });
    expect(used().map(({ gone }) => gone)).toEqual([false, false, false, false]);
    await run("1", { client: "five" });
    expect(used().map(({ gone }) => gone)).toEqual([true, false, false, false, false]);
    processes.length = 0;
    make({ clients: 1, workers: 2 });
    for (const client of ["one", "two"]) await run("1", { client });
    expect(used().map(({ gone }) => gone)).toEqual([false, false]);
  });

  test("whose processes end one after another wait alone: another one is served at once", async () => {
    neverAnswered();
    for (let ended = 0; ended < 6; ended++) {
      const outcome = run("1", { client: "hostile" });
      await vi.advanceTimersByTimeAsync(600 * ended);
      for (const one of used()) one.kill();
      await outcome;
    }
    wellAnswered();
    expect(await run("1", { client: "hostile" })).toMatchObject({ status: "busy", reason: expect.stringContaining("in a row") });
    expect((await run("1", { client: "honest" })).status).toBe("ok");
    expect(stats()).toMatchObject({ ready: true, reason: null });
  });

  test("that are new wait where no process starts, and are told for how long", async () => {
    world.onStart = (process) => say(process, { op: "fault", message: "no memory" });
    for (let failed = 0; failed < 5; failed++) {
      await expect(start()).rejects.toThrow("no memory");
      await vi.advanceTimersByTimeAsync(2000);
    }
    expect(await run("1", { client: "new" })).toMatchObject({ status: "busy", retryAfterMs: 8000 });
    expect(stats().reason).toBe("The sandbox process ended 5 times in a row; it is started again in 8 s.");
    await vi.advanceTimersByTimeAsync(7000);
    world.onStart = stands;
    const patient = run("1", { client: "new" });
    await vi.advanceTimersByTimeAsync(1000);
    expect((await patient).status).toBe("ok");
  });
});

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeHome } from "../host/home.ts";
import { permissions } from "../host/permissions.ts";
import { realmFlags } from "../host/realm-flags.ts";
import { ensureImage } from "../image/store.ts";
import { environments } from "../packages/environments.ts";
import { installed } from "../packages/store.ts";
import { encodeFrame, FrameReader } from "../protocol/frames.ts";
import type { FromJail, ToJail } from "../protocol/messages.ts";
import { prepared } from "../tests/prepared.ts";

/** The jailed process itself, spoken to as the server does: one worker, so that each job starts from what the last one left. */
type Heard = FromJail & { body: string };
interface Value {
  readonly result: unknown;
  readonly stdout: string;
  readonly error: { readonly type: string } | null;
}

describe.each(environments)("%s:", (environment) => {
  const main = fileURLToPath(new URL("./main.ts", import.meta.url));
  const home = makeHome();
  const listener = createServer((socket) => socket.destroy());
  const heard: Heard[] = [];
  let jail: ChildProcess;
  let wake = Promise.withResolvers<void>();
  let image: string;

  function start(setup: object): ChildProcess {
    const child = spawn(process.execPath, [...permissions(image), ...realmFlags, main], {
      cwd: home.cwd,
      env: {},
      stdio: ["pipe", "ignore", "ignore", "pipe"],
    });
    const port = (listener.address() as { port: number }).port;
    for (const part of encodeFrame({
      image,
      workers: 1,
      canary: { path: home.canary, port },
      ...setup,
    }))
      child.stdin?.write(part);
    return child;
  }
  const listen = (child: ChildProcess, to: (head: FromJail, body: Buffer) => void) => {
    const reader = new FrameReader({ head: 2 ** 26, body: 2 ** 26 }, (head, body) => to(head as FromJail, body));
    (child.stdio[3] as Readable).on("data", (chunk: Buffer) => reader.push(chunk));
  };

  beforeAll(async () => {
    image = (await ensureImage(environment, await installed(environment), prepared)).dir;
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    jail = start({});
    listen(jail, (head, body) => {
      heard.push({ ...head, body: body.toString("latin1") });
      wake.resolve();
      wake = Promise.withResolvers();
    });
    jail.once("exit", () => wake.resolve());
    await until(stood);
  });
  afterAll(() => {
    jail.kill();
    listener.close();
  });

  /** Not in vain: a jail that never stood, or is gone, will not say more. Later a worker that is replaced may be told as a fault. */
  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      const fault = heard.find(({ op }) => op === "fault");
      if ((fault !== undefined && !stood()) || jail.exitCode !== null)
        throw new Error(`the jail is of no use: ${JSON.stringify(fault)}`);
      await wake.promise;
    }
  }
  const stood = () => heard.some((one) => one.op === "pool" && one.ready === 1);
  let jobs = 0;
  const request = {
    code: "",
    persona: "",
    role: "",
    preamble: "",
    contextJson: "{}",
    seed: 0,
    canary: 2,
    outputBytes: 1e5,
    resultBytes: 1e5,
  };

  function job(run: object = {}, rest: { bodies?: Buffer[]; memoryMb?: number; wallMs?: number; datasets?: object[] } = {}) {
    const id = `job-${++jobs}`;
    const { bodies = [], datasets = [], wallMs = 20_000, memoryMb = 512 } = rest;
    const send = (message: object, body: Buffer[] = []) => {
      for (const part of encodeFrame(message as ToJail, body)) jail.stdin?.write(part);
    };
    send({ op: "run", job: id, trace: null, request: { ...request, ...run }, datasets, wallMs, memoryMb }, bodies);
    const told = async <T extends FromJail["op"]>(op: T): Promise<Extract<FromJail, { op: T }> & { body: string }> => {
      const find = () => heard.find((one) => one.op === op && "job" in one && one.job === id);
      await until(() => find() !== undefined);
      return find() as never;
    };
    return { send: (message: object) => send({ job: id, ...message }), told };
  }

  async function run(code: string, rest: Parameters<typeof job>[1] = {}, more: object = {}) {
    const { send, told } = job({ code, ...more }, rest);
    await told("ready");
    send({ op: "go" });
    const ended = await told("ended");
    const answer = heard.find((one) => one.op === "answer" && one.job === ended.job) as
      | (Extract<FromJail, { op: "answer" }> & { body: string })
      | undefined;
    return { ...answer, ended, value: answer === undefined ? null : (JSON.parse(answer.body) as Value) };
  }
  /** With the real builtins, which guest code is kept from. */
  const unconfined = async (preamble: string) => (await run("", {}, { preamble })).value?.result;

  test("before a job comes, main thread and interpreter have tried to get out, and nothing was found", async () => {
    const layers = heard.flatMap((one) => (one.op === "probed" ? one.layers : []));
    expect(layers.map(({ name }) => name).toSorted()).toEqual([
      "guest-runtime",
      "operating-system",
      "process-jail",
      "realm",
      "realm",
    ]);
    expect(layers.map(({ detail }) => detail)).toEqual([null, null, null, null, null]);
    expect(layers.filter(({ active }) => !active).map(({ name }) => name)).toEqual(["operating-system"]);
  });

  describe("a job", () => {
    test("is looked at and run, and answers before its worker is rewound", async () => {
      const { send, told } = job({ code: "print('said')\n6 * 7" });
      await told("ready");
      send({ op: "inspect", program: "output = input.upper()", input: "text" });
      expect(JSON.parse((await told("inspected")).answer)).toEqual({ output: "TEXT" });
      send({ op: "go" });
      const answer = await told("answer");
      expect(JSON.parse(answer.body)).toMatchObject({ result: 42, stdout: "said\n", error: null });
      expect(answer).toMatchObject({ refused: false, interrupted: false, tripwires: [] });
      expect([answer.ranMs > 0, answer.ranMs < 20_000, answer.peakMb > 10, answer.peakMb < 512]).toEqual([
        true,
        true,
        true,
        true,
      ]);
      const ended = await told("ended");
      expect(ended).toMatchObject({ reason: "stopped", replaced: false });
      expect(ended.rewindMs).toBeGreaterThan(0);
    });

    test("that is stopped before anything ran costs no rewind, and after an inspection it does", async () => {
      const { send, told } = job();
      await told("ready");
      send({ op: "stop" });
      expect(await told("ended")).toMatchObject({ reason: "stopped", rewindMs: 0, replaced: false });
      // What was looked at ran too, and is undone.
      const looked = job();
      await looked.told("ready");
      looked.send({ op: "inspect", program: "output = input", input: "" });
      looked.send({ op: "stop" });
      expect((await looked.told("ended")).rewindMs).toBeGreaterThan(0);
    });

    test("finds its datasets, and the next one finds none of them", async () => {
      const bodies = ["a,b\n1,2\n3,4\n", "c\n5\n"].map((text) => Buffer.from(text));
      const datasets = bodies.map(({ length: bytes }, at) => ({
        ...{ name: `set${at}`, format: "csv", packing: null, sheet: null, reader: null, key: null },
        files: [{ name: `set${at}`, bytes }],
      }));
      const { value } = await run("[int(datasets['set0'].a.sum()), int(datasets['set1'].c.sum())]", { bodies, datasets });
      expect(value?.result ?? value?.error).toEqual([4, 5]);
      expect(await unconfined("import os\nresult = os.listdir('/tmp/datasets')")).toEqual([]);
    });

    test("finds nothing that the last one left in memory, in files or in its working directory", async () => {
      await unconfined("import builtins, os\nbuiltins.left = 1\nopen('/tmp/left', 'w').write('x')\nos.chdir('/tmp')");
      const look =
        "import builtins, os\nresult = [hasattr(builtins, 'left'), os.path.exists('/tmp/left'), os.getcwd() == '/tmp']";
      expect(await unconfined(look)).toEqual([false, false, false]);
    });

    test("that runs too long is ended for it, and the next one is answered", async () => {
      const { ended } = await run("while True: pass", { wallMs: 100 });
      // Interrupted, or with its thread where a busy machine did not come to that in time.
      expect(ended.reason).toBe("wall");
      expect((await run("1 + 1")).value?.result).toBe(2);
    });

    test("that asks for more memory, or more room for files, than it may have is known for it, and the next one is not", async () => {
      const memory = await run("x = bytearray(300_000_000)", { memoryMb: 128 });
      expect([memory.refused, memory.value?.error?.type]).toEqual([true, "MemoryError"]);
      const files = await run("with open('/tmp/big', 'wb') as file:\n  for _ in range(70): file.write(bytes(1_000_000))");
      expect([files.refused, files.value?.error?.type]).toEqual([true, "OSError"]);
      expect((await run("1")).refused).toBe(false);
    });

    test("that made the heap large, or loaded a library, is answered, and its interpreter replaced; one of usual size is not", async () => {
      expect((await run("len(bytearray(20_000_000))")).ended.replaced).toBe(false);
      for (const code of ["len(bytearray(250_000_000))", "import pandas._libs.sas\n250_000_000"]) {
        const { value, ended } = await run(code);
        expect([value?.result, ended.replaced]).toEqual([250_000_000, true]);
      }
      expect((await run("1 + 1")).value?.result).toBe(2);
    });

    test("that reaches for what was cut ends with its interpreter, and the name is told", async () => {
      const { send, told } = job({ preamble: "import os\nos.pipe()" });
      await told("ready");
      send({ op: "go" });
      const ended = await told("ended");
      expect(ended).toMatchObject({ reason: "tripped", replaced: true });
      expect(ended.detail).toMatch(/pipe/);
      expect((await run("1 + 1")).value?.result).toBe(2);
    });
  });

  test("every interpreter has the same hash seed and home, and no stream that leads anywhere", async () => {
    const look = "import os, sys\nresult = [os.environ['PYTHONHASHSEED'], os.environ['HOME'], hash('a')]";
    expect(await unconfined(look)).toEqual(await unconfined(look));
    expect(await unconfined(look)).toEqual(expect.arrayContaining(["0", "/home/pyodide"]));
    expect(await unconfined("import os\nresult = [os.write(1, b'abc'), os.write(2, b'abcd')]")).toEqual([3, 4]);
  });

  test("a jail whose image is not there says what is wrong, and one whose server is gone ends", async () => {
    const none = start({ image: `${image}-none` });
    const faults: FromJail[] = [];
    const told = new Promise<void>((resolve) => {
      listen(none, (head) => {
        faults.push(head);
        resolve();
      });
    });
    await told;
    expect(faults).toMatchObject([{ op: "fault" }]);
    const exit = once(none, "exit");
    none.stdin?.end();
    expect((await exit)[0]).toBe(0);
  });
});

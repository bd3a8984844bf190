import { spawnSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { encodeFrame, FrameReader } from "../protocol/frames.ts";
import type { JailSetup } from "../protocol/messages.ts";
import { type JailAnswer, JailProcess } from "./jail-process.ts";

/** The child process is played by the test, down to its pipes. */
class Child extends EventEmitter {
  readonly stdin = new PassThrough();
  readonly stderr = new PassThrough();
  readonly out = new PassThrough();
  readonly stdio = [this.stdin, null, this.stderr, this.out];
  readonly pid = 4711;
  exitCode: number | null = null;
  signalCode: string | null = null;
  readonly signals: string[] = [];
  readonly #heard: Buffer[] = [];
  constructor() {
    super();
    this.stdin.on("data", (chunk: Buffer) => this.#heard.push(chunk));
  }
  kill(signal: string) {
    this.signals.push(signal);
    this.end(null, signal);
  }
  end(code: number | null, signal: string | null = null) {
    [this.exitCode, this.signalCode] = [code, signal];
    this.emit("exit", code, signal);
  }
  frames(): [unknown, string][] {
    const found: [unknown, string][] = [];
    const reader = new FrameReader({ head: 1e6, body: 1e6 }, (head, body) => found.push([head, body.toString()]));
    for (const chunk of this.#heard) reader.push(chunk);
    return found;
  }
}
const spawned = vi.hoisted(() => ({ calls: [] as unknown[][], child: null as unknown }));
vi.mock("node:child_process", async (original) => ({
  ...(await original<typeof import("node:child_process")>()),
  spawn: (...args: unknown[]) => {
    spawned.calls.push(args);
    return spawned.child;
  },
}));
vi.mock("./namespaces.ts", () => ({
  enclosed: ({ file, args }: { file: string; args: string[] }, dataBytes: number) => ({
    file: "/enclosed",
    args: [String(dataBytes), file, ...args],
  }),
}));

let tmp: string;
let child: Child;
let jail: JailProcess;
const answers: JailAnswer[] = [];
const reports: unknown[] = [];
const exits: string[] = [];
const start = async () => {
  jail = await JailProcess.start(
    { image: tmp, workers: 2 },
    {
      onAnswer: (answer) => void answers.push(answer),
      onWorkerEnded: (report) => void reports.push(report),
      onExit: (reason) => void exits.push(reason),
    },
  );
};
const setup = () => child.frames()[0]?.[0] as JailSetup;
const says = (head: object, body = "") => {
  for (const part of encodeFrame(head, [Buffer.from(body)])) child.out.write(part);
};
const settle = () => new Promise((resolve) => setImmediate(resolve));
const writes = async (text: string) => {
  child.stderr.write(text);
  await settle();
};

beforeEach(async () => {
  tmp = realpathSync(mkdtempSync(join(tmpdir(), "jail-process-")));
  vi.stubEnv("TMPDIR", tmp);
  answers.length = reports.length = exits.length = spawned.calls.length = 0;
  spawned.child = child = new Child();
  await start();
});
afterEach(() => {
  if (exits.length === 0) child.end(0);
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(tmp, { recursive: true, force: true });
});

describe("the jailed process", () => {
  test("is Node with its permissions, enclosed, in a folder of its own, with nothing of our environment", () => {
    const [file, args, options] = spawned.calls[0] as [string, string[], { cwd: string; env: object; stdio: unknown }];
    expect(file).toBe("/enclosed");
    // Two workers and the main thread, three times a GiB each.
    expect(args.slice(0, 2)).toEqual([String(9 * 1_073_741_824), process.execPath]);
    expect(args).toContain("--permission");
    expect(args).toContain("--disallow-code-generation-from-strings");
    expect(args.at(-1)).toBe(join(import.meta.dirname, "..", "jail", "main.ts"));
    expect(options).toEqual({
      cwd: join(setup().canary.path, "..", "cwd"),
      env: {},
      stdio: ["pipe", "ignore", "pipe", "pipe"],
    });
    expect(jail.pid).toBe(4711);
  });

  test("is told first what it is to be, then what is asked of it, with its bytes", async () => {
    jail.send({ op: "go", job: "a" });
    jail.send({ op: "stop", job: "b" }, [Buffer.from("by"), Buffer.from("tes")]);
    await settle();
    const [[first], ...rest] = child.frames() as [[JailSetup, string]];
    expect(first).toMatchObject({ image: tmp, workers: 2 });
    expect(readFileSync(first.canary.path, "utf8")).not.toBe("");
    expect(rest).toEqual([
      [{ op: "go", job: "a" }, ""],
      [{ op: "stop", job: "b" }, "bytes"],
    ]);
  });

  test("can try to reach a port that is open for that alone, until it has probed", async () => {
    const { port } = setup().canary;
    const reach = async (address = "127.0.0.1") => {
      const socket = connect(port, address);
      const [outcome] = await Promise.race([once(socket, "close"), once(socket, "error")]).catch((error) => [error]);
      return outcome instanceof Error ? (outcome as NodeJS.ErrnoException).code : "reached";
    };
    expect(await reach()).toBe("reached");
    // For this machine only: an address that any other one could be reached by answers nothing.
    expect(await reach("127.0.0.2")).not.toBe("reached");
    says({ op: "pool", workers: 1, ready: 0 });
    await settle();
    expect(await reach()).toBe("reached");
    says({ op: "probed", layers: [] });
    await settle();
    expect(await reach()).toBe("ECONNREFUSED");
    expect(answers.map(({ op }) => op)).toEqual(["pool", "probed"]);
  });

  test("that ends before it probed leaves no port open", async () => {
    child.end(1);
    const socket = connect(setup().canary.port, "127.0.0.1");
    const [error] = await once(socket, "error");
    expect((error as NodeJS.ErrnoException).code).toBe("ECONNREFUSED");
  });

  test("is heard with what it answers and the text that comes with it, and only with what it may say", async () => {
    says({ op: "inspected", job: "j", answer: "a", extra: 1 }, "text");
    await settle();
    expect(answers).toMatchObject([{ op: "inspected", job: "j", answer: "a" }]);
    expect(answers[0]).not.toHaveProperty("extra");
    expect(answers[0]?.body.toString()).toBe("text");
    expect(child.signals).toEqual([]);
  });

  test.each([
    ["a message that is none of ours", () => says({ op: "format-disk" })],
    ["an answer larger than any may be", () => child.out.write(Buffer.from([1, 0, 0, 0, 1, 0, 16, 2]))],
    ["a message larger than any may be", () => child.out.write(Buffer.from([1, 0, 64, 0, 0, 0, 0, 0]))],
  ])("that says %s is killed", async (_, say) => {
    say();
    await settle();
    expect([answers, child.signals, exits]).toEqual([[], ["SIGKILL"], ["signal SIGKILL"]]);
  });

  test("may say messages of four megabytes with answers of thirty-three", async () => {
    child.out.write(Buffer.from([0, 0, 64, 0, 0, 0, 16, 2]));
    await settle();
    expect(child.signals).toEqual([]);
  });

  test("that no longer listens is no trouble of ours", async () => {
    child.stdin.emit("error", new Error("EPIPE"));
    await settle();
    expect(exits).toEqual([]);
  });
});

test("folders that earlier servers left behind go when a jail starts", async () => {
  const { pid: gone } = spawnSync(process.execPath, ["--version"]);
  const left = join(tmp, `strategic-python-jail-${gone}-abc`);
  mkdirSync(left);
  await start();
  expect(existsSync(left)).toBe(false);
});

describe("its end", () => {
  const home = () => join(setup().canary.path, "..");

  test.each([
    ["exit code 3", () => child.end(3)],
    ["signal SIGSEGV", () => child.end(null, "SIGSEGV")],
    ["spawn ENOENT", () => child.emit("error", new Error("spawn ENOENT"))],
  ])("is told once, as %s, and its folder is gone with it", (reason, end) => {
    expect(existsSync(home())).toBe(true);
    end();
    child.end(0);
    expect([exits, existsSync(home())]).toEqual([[reason], false]);
  });

  test("is told also where somebody took its folder away before", () => {
    rmSync(home(), { recursive: true });
    child.end(0);
    expect(exits).toEqual(["exit code 0"]);
  });

  test("comes by itself when its input ends; who waits for it is told when it is gone", async () => {
    child.stdin.once("finish", () => setImmediate(() => child.end(0)));
    await jail.close();
    expect([child.signals, exits, existsSync(home())]).toEqual([[], ["exit code 0"], false]);
    // Once it is gone there is nothing left to wait for, nor to end.
    await jail.close();
    expect(child.signals).toEqual([]);
  });

  test("is made by force when it does not come within a second", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const closed = jail.close();
    await vi.advanceTimersByTimeAsync(999);
    expect(child.signals).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await closed;
    expect([child.signals, vi.getTimerCount()]).toEqual([["SIGKILL"], 0]);
  });

  test("by a signal leaves nothing to wait for either", async () => {
    jail.kill();
    await jail.close();
    expect(exits).toEqual(["signal SIGKILL"]);
  });

  test("leaves no timer behind", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    child.stdin.once("finish", () => child.end(0));
    await jail.close();
    expect([child.signals, vi.getTimerCount()]).toEqual([[], 0]);
  });
});

describe("what it writes to standard error", () => {
  const report = { event: "worker-ended", error: "RangeError", frames: ["a.ts:1"], trace: null };

  test("is kept for the operator, its last four thousand characters, the line that never ended too", async () => {
    await writes("one\ntwo");
    expect(jail.diagnostics).toBe("one\ntwo");
    await writes(" more\n");
    expect(jail.diagnostics).toBe("one\ntwo more\n");
    await writes(`${"x".repeat(5000)}\n`);
    expect(jail.diagnostics).toBe(`${"x".repeat(3999)}\n`);
    await writes("y".repeat(5000));
    expect(jail.diagnostics).toBe(`${"x".repeat(3999)}\n${"y".repeat(4000)}`);
  });

  test("is a report where a worker wrote one, whole and of its shape, however it arrives", async () => {
    const line = JSON.stringify(report);
    await writes(`before\n${line.slice(0, 20)}`);
    expect(reports).toEqual([]);
    await writes(`${line.slice(20)}\nafter\n`);
    expect([reports, jail.diagnostics]).toEqual([[report], "before\nafter\n"]);
  });

  test.each([
    ["another event", JSON.stringify({ ...report, event: "other" })],
    ["words that it may not say", JSON.stringify({ ...report, error: "a sentence of a guest" })],
    ["half a report", JSON.stringify(report).slice(0, -1)],
    ["a report in other words", ` ${JSON.stringify(report)}`],
  ])("is no report but text where it is %s", async (_, line) => {
    await writes(`${line}\n`);
    expect([reports, jail.diagnostics]).toEqual([[], `${line}\n`]);
  });
});

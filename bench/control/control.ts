import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { cpuOf, endedCpuOf, memoryOf, processTree } from "../process-tree.ts";
import { timed } from "../statistics.ts";

/** What a scenario is compared with: work of its own shape. */
export type ControlKind =
  /** One piece of work in another process, there and back. */
  | "work"
  /** Several pieces sent together to two processes, until the last is done. */
  | "together"
  /** A Node process that starts, starts a thread and does some work. */
  | "start"
  /** The memory of an idle Node process. */
  | "memory";

/** Plain Node, nothing of this project: as fast or slow as the machine is at this moment. */
export interface Control {
  measure(kind: ControlKind): Promise<number>;
  /** The shortest so far: what the machine can do when nothing else runs. */
  best(kind: ControlKind): number;
  /** Processor time that the controls of a kind have taken so far, in ms. */
  cpu(kind: ControlKind): number;
  close(): Promise<void>;
}

const PROCESSES = 2;
const TOGETHER = 8;
const WARM_UPS = 30;
const program = fileURLToPath(new URL("control-process.ts", import.meta.url));
const START = `
const http = require("node:http"), crypto = require("node:crypto"), zlib = require("node:zlib");
const { Worker } = require("node:worker_threads");
const bytes = crypto.createHash("sha512").update(zlib.deflateSync(Buffer.alloc(8e6, 7))).digest();
new Worker("let n = 0; for (let i = 0; i < 3e7; i++) n = (Math.imul(n, 31) + i) | 0; process.exit(0)", { eval: true });
`;

export async function startControl(): Promise<Control> {
  const children = Array.from({ length: PROCESSES }, () => fork(program, { execArgv: ["--no-warnings"], stdio: "ignore" }));
  await Promise.all(children.map((child) => once(child, "message")));
  // Never worked: its memory stays what it was at the start.
  const idle = fork(program, { execArgv: ["--no-warnings"], stdio: "ignore" });
  await once(idle, "message");
  for (let index = 0; index < WARM_UPS; index++) await Promise.all(children.map(ask));
  const together = () =>
    Promise.all(
      children.map(async (child) => {
        for (let index = 0; index < TOGETHER / PROCESSES; index++) await ask(child);
      }),
    );
  let started = 0;
  const start = async () => {
    const before = endedCpuOf(process.pid);
    await startNode();
    started += endedCpuOf(process.pid) - before;
  };
  const [first] = children as [ChildProcess];
  const kinds: Record<ControlKind, () => Promise<number>> = {
    work: () => timed(() => ask(first)),
    together: () => timed(together),
    start: () => timed(start),
    memory: async () => memoryOf(processTree(idle.pid as number)),
  };
  const best = new Map<ControlKind, number>();
  return {
    async measure(kind) {
      const value = await kinds[kind]();
      best.set(kind, Math.min(value, best.get(kind) ?? value));
      return value;
    },
    best: (kind) => best.get(kind) ?? Number.NaN,
    cpu: (kind) => (kind === "start" ? started : cpuOf(children.flatMap(({ pid }) => processTree(pid as number)))),
    async close() {
      const all = [...children, idle];
      for (const child of all) child.disconnect();
      await Promise.all(all.map((child) => child.exitCode ?? once(child, "exit")));
    },
  };
}

async function ask(child: ChildProcess): Promise<void> {
  const answered = once(child, "message");
  child.send("work");
  await answered;
}

async function startNode(): Promise<void> {
  const child = spawn(process.execPath, ["-e", START], { stdio: "ignore" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`the control ended with ${code}`);
}

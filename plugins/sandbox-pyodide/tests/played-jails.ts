import { vi } from "vitest";
import type { SandboxJob } from "../../../core/ports/sandbox.ts";
import type { Inspect, ScopePolicy, ScopeValidator, ScopeVerdict } from "../../../core/ports/scope-validator.ts";
import { answerOf, type FlatOutcome, sandboxJob } from "../../../core/testing/index.ts";
import type { JailHandlers, JailWanted } from "../host/jail-process.ts";
import { type PoolOptions, PyodideSandbox } from "../host/pool.ts";
import { quietReport } from "./guest-report.ts";

/** The sandbox's host over processes that are played by the test: one that is started stands, and answers as `play` says. */
export type Message = { op: string; job: string; request: { canary: number; code: string }; [key: string]: unknown };

export interface Process {
  readonly wanted: JailWanted;
  readonly handlers: JailHandlers;
  readonly sent: Message[];
  readonly bodies: Uint8Array[][];
  diagnostics: string;
  readonly gone: boolean;
  readonly closed: boolean;
  kill(): void;
}

const held = vi.hoisted(() => ({
  processes: [] as unknown[],
  onStart: (_process: unknown) => {},
  play: (_process: unknown, _message: unknown) => {},
  image: { changed: false, damaged: 0, discarded: 0, prepared: 0 },
}));

vi.mock("../host/jail-process.ts", () => ({
  JailProcess: class {
    readonly sent: unknown[] = [];
    readonly bodies: unknown[] = [];
    diagnostics = "";
    gone = false;
    closed = false;
    readonly wanted: JailWanted;
    readonly handlers: JailHandlers;
    constructor(wanted: JailWanted, handlers: JailHandlers) {
      this.wanted = wanted;
      this.handlers = handlers;
    }
    static async start(wanted: JailWanted, handlers: JailHandlers) {
      const made = new this(wanted, handlers);
      held.processes.push(made);
      // What a process says is heard when whoever started it has it in hand.
      void (async () => {
        for (let turns = 0; turns < 5; turns++) await null;
        held.onStart(made);
      })();
      return made;
    }
    send(message: unknown, body: unknown) {
      this.sent.push(message);
      this.bodies.push(body);
      queueMicrotask(() => !this.gone && held.play(this, message));
    }
    kill() {
      if (this.gone) return;
      this.gone = true;
      queueMicrotask(() => this.handlers.onExit("signal SIGKILL"));
    }
    async close() {
      this.closed = true;
      this.kill();
    }
  },
}));
vi.mock("../host/prepared-image.ts", () => ({
  PreparedImage: class {
    state = "ready";
    packages = { numpy: "2" };
    brought: { programs?: readonly string[] } = {};
    ready = async () => {
      held.image.prepared++;
      return { dir: "/image", kept: true, programs: this.brought.programs ?? [] };
    };
    isThere = () => true;
    isChanged = async () => held.image.changed;
    removedDamaged = async () => {
      return held.image.damaged-- > 0;
    };
    discard = async () => {
      held.image.discarded++;
    };
  },
}));

/** What a test may change: how processes start and answer, and what the image is. */
interface World {
  readonly processes: Process[];
  onStart: (process: Process) => void;
  play: (process: Process, message: Message) => void;
  image: { changed: boolean /** How often it will be found so. */; damaged: number; discarded: number; prepared: number };
}
export const world = held as unknown as World;
/** What a run answers, and how it ends; `null` never. */
export const script: { answers: (message: Message) => string | null; ends: object | null; told: object } = {
  answers: () => null,
  ends: null,
  told: {},
};
export const { processes } = world;

export const say = (to: Process, head: object, body = "") =>
  to.handlers.onAnswer({ ...head, body: Buffer.from(body, "latin1") } as never);

export const known = (x: number) => [
  x * Math.PI,
  -x,
  x / 7,
  Math.sqrt(x),
  x ** 3,
  ((x % 1000) * ((x % 1000) - 1)) / 2,
  String(x).split("").reverse().join(""),
  new Date(Date.UTC(2000, 0, 1 + x)).toISOString().slice(0, 10),
];
export const report = (canary: number, rest: object = {}) =>
  JSON.stringify({ ...quietReport, result: 42, stdout: "said\n", wallMs: 0, canary: known(canary), ...rest });
export const figures = { peakMb: 70, ranMs: 1, refused: false, interrupted: false, line: null, tripwires: [] as string[] };
export const over = { reason: "stopped", detail: null, line: null, rewindMs: 3, replaced: false };

export function ordinary(process: Process, message: Message): void {
  const { job } = message;
  if (message.op === "run") say(process, { op: "ready", job });
  if (message.op === "inspect")
    say(process, { op: "inspected", job, answer: JSON.stringify({ output: `saw ${message.input}` }) });
  if (message.op === "stop") say(process, { op: "ended", job, ...over });
  if (message.op !== "go") return;
  const text = script.answers(process.sent.find((one) => one.op === "run" && one.job === job) as Message);
  if (text !== null) say(process, { op: "answer", job, ...figures, ...script.told }, text);
  if (script.ends !== null) say(process, { op: "ended", job, ...script.ends });
}

export const layers = [{ name: "realm", active: true, detail: null }];
export function stands(process: Process): void {
  say(process, { op: "probed", layers });
  say(process, { op: "pool", workers: process.wanted.workers, ready: process.wanted.workers });
}

/** Every run is answered well. */
export const wellAnswered = () => Object.assign(script, { answers: well, ends: over, told: {} });
/** Runs begin, and are neither answered nor ended. */
export const neverAnswered = () => Object.assign(script, { answers: () => null, ends: null });
const well = ({ request }: Message) => report(request.canary);

export const lines: [string, string | undefined][] = [];
export const rewinds: number[] = [];
let made: PyodideSandbox;
export function make({ programs = [], ...options }: PoolOptions & { programs?: readonly string[] } = {}): PyodideSandbox {
  made = new PyodideSandbox(
    { programs, check },
    {
      workers: 1,
      progress: (line, diagnostics) => lines.push([line, diagnostics]),
      onRewind: (ms) => rewinds.push(ms),
      ...options,
    },
  );
  return made;
}

export const allowed: ScopeVerdict = { allowed: true, summary: { lines: 1, imports: [] } };
export const refused = { allowed: false, violations: [] } as const;
type Look = (inspect: Inspect) => Promise<ScopeVerdict>;
/** How a run is judged, where it is not just let through. Each has a policy of its own. */
const looks = new WeakMap<ScopePolicy, Look>();
const check: ScopeValidator["check"] = async (_code, policy, inspect) => looks.get(policy)?.(inspect) ?? allowed;

/** Before each test: time stands still, and all goes well. */
export function newWorld(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"] });
  // No clock says 0 when a run begins.
  vi.advanceTimersByTime(1000);
  processes.length = lines.length = rewinds.length = 0;
  world.onStart = stands;
  world.play = ordinary;
  world.image = { changed: false, damaged: 0, discarded: 0, prepared: 0 };
  wellAnswered();
  make();
}

export function run(
  code = "1",
  rest: Partial<SandboxJob> = {},
  { signal, look }: { readonly signal?: AbortSignal; readonly look?: Look } = {},
): Promise<FlatOutcome> {
  const policy = { imports: null };
  if (look !== undefined) looks.set(policy, look);
  return answerOf(made, sandboxJob(code, { policy, ...rest }), signal);
}
export const stats = () => made.stats();
export const start = () => made.start();
export const close = () => made.close();
export const first = () => processes[0] as Process;
export const ops = (process = first()) => process.sent.map(({ op }) => op);
export const settle = () => vi.advanceTimersByTimeAsync(0);

import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { z } from "zod";
import { fromJail, workerReport } from "../protocol/answers.ts";
import { encodeFrame, FrameReader } from "../protocol/frames.ts";
import type { JailSetup, ToJail } from "../protocol/messages.ts";
import { dataMax } from "../protocol/process-memory.ts";
import { makeHome, sweepHomes } from "./home.ts";
import { enclosed } from "./namespaces.ts";
import { permissions } from "./permissions.ts";
import { realmFlags } from "./realm-flags.ts";

/** `body`: the text of an answer, empty for all else. */
export type JailAnswer = z.infer<typeof fromJail> & { readonly body: Buffer };

export type JailWanted = Omit<JailSetup, "canary">;

export interface JailHandlers {
  readonly onWorkerEnded: (report: z.infer<typeof workerReport>) => void;
  readonly onAnswer: (answer: JailAnswer) => void;
  /** The process is gone, whatever the reason; called once. */
  readonly onExit: (reason: string) => void;
}

/** Larger than the jail's main thread lets a worker say. */
const HEAD_MAX = 4 * 1_048_576;
const BODY_MAX = 33 * 1_048_576;
/** A function is checked when it is first called, not all of them before any runs: a tenth of the processor time of a start. */
const STARTS_FASTER = "--wasm-lazy-validation";
const plugin = dirname(dirname(fileURLToPath(import.meta.url)));

/** The jailed child process, seen from the server. */
export class JailProcess {
  readonly #child: ChildProcess;
  #said = "";
  #line = "";

  private constructor(child: ChildProcess, home: string, handlers: JailHandlers) {
    this.#child = child;
    const reader = new FrameReader({ head: HEAD_MAX, body: BODY_MAX }, (head, body) =>
      handlers.onAnswer({ ...fromJail.parse(head), body }),
    );
    (child.stdio[3] as Readable).on("data", (chunk: Buffer) => {
      try {
        reader.push(chunk);
      } catch {
        // A frame that is none: whatever sends it is not our program any more.
        this.kill();
      }
    });
    child.stdin?.on("error", () => {});
    child.stderr?.on("data", (chunk: Buffer) => {
      this.#hear(chunk.toString("utf8"), handlers);
    });
    let gone = false;
    const exit = (reason: string) => {
      if (gone) return;
      gone = true;
      rmSync(home, { recursive: true, force: true });
      handlers.onExit(reason);
    };
    child.once("error", (error) => exit(error.message));
    child.once("exit", (code, signal) => exit(signal === null ? `exit code ${code}` : `signal ${signal}`));
  }

  static async start(wanted: JailWanted, handlers: JailHandlers): Promise<JailProcess> {
    const home = makeHome();
    const listener = createServer((socket) => socket.destroy());
    const node = {
      file: process.execPath,
      args: [...permissions(wanted.image), ...realmFlags, STARTS_FASTER, join(plugin, "jail", `main.${extension()}`)],
    };
    // Neither waits for a turn of the event loop, which may be long in coming while the rest of the program is loaded.
    const { file, args } = enclosed(node, dataMax(wanted.workers));
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    const port = (listener.address() as { port: number }).port;
    const child = spawn(file, [...args], {
      cwd: home.cwd,
      env: {},
      stdio: ["pipe", "ignore", "pipe", "pipe"],
    });
    // First on standard input, not on the command line: it may be longer than an argument can be.
    const setup: JailSetup = { ...wanted, canary: { path: home.canary, port } };
    for (const part of encodeFrame(setup)) child.stdin?.write(part);
    const jail = new JailProcess(child, home.dir, {
      ...handlers,
      onAnswer(answer) {
        if (answer.op === "probed") listener.close();
        handlers.onAnswer(answer);
      },
      onExit(reason) {
        listener.close();
        handlers.onExit(reason);
      },
    });
    listener.unref();
    // While the jail starts, which takes longer.
    sweepHomes();
    return jail;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The end of what the process wrote to its standard error: for the operator, never for a client. */
  get diagnostics(): string {
    return this.#said + this.#line;
  }

  /** A report of a worker is handed on when its line ends; what else is written is kept for the end of the process. */
  #hear(text: string, handlers: JailHandlers): void {
    const lines = (this.#line + text).split("\n");
    this.#line = (lines.pop() as string).slice(-4000);
    for (const line of lines) {
      const report = reported(line);
      if (report === null) this.#said = `${this.#said}${line}\n`.slice(-4000);
      else handlers.onWorkerEnded(report);
    }
  }

  send(message: ToJail, body: readonly Uint8Array[] = []): void {
    for (const part of encodeFrame(message, body)) this.#child.stdin?.write(part);
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** Ends the process and its folder; resolves when it is gone. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.stdin?.end();
    const timer = setTimeout(() => this.kill(), 1000);
    await gone;
    clearTimeout(timer);
  }
}

function reported(line: string): z.infer<typeof workerReport> | null {
  if (!line.startsWith('{"event":"worker-ended"')) return null;
  try {
    return workerReport.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** The jail runs what runs here: sources in the repository, `dist/` when published. */
function extension(): "ts" | "cjs" {
  return import.meta.url.endsWith(".ts") ? "ts" : "cjs";
}

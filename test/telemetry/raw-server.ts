import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment, launcher } from "../e2e/server.ts";

export interface Answer {
  readonly id: number;
  readonly result?: { readonly structuredContent?: Record<string, unknown>; readonly isError?: boolean };
  readonly error?: { readonly code: number };
}

interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly "error.type"?: string;
}

/** The built server by its pipes: what it writes to each of them is the matter here. */
export class RawServer implements AsyncDisposable {
  readonly child: ChildProcess;
  readonly #home = mkdtempSync(join(tmpdir(), "telemetry-"));
  readonly #exited: Promise<unknown>;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #out = "";
  #err = "";
  #next = 1;

  constructor(env: Record<string, string> = {}, args: readonly string[] = [], program = launcher) {
    this.child = spawn(process.execPath, [program, "serve", ...args], {
      env: { ...environment(this.#home), ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#exited = once(this.child, "exit");
    this.child.stderr?.on("data", (chunk: Buffer) => {
      this.#err += chunk.toString("utf8");
    });
    let rest = "";
    this.child.stdout?.on("data", (chunk: Buffer) => {
      this.#out += chunk.toString("utf8");
      const lines = (rest + chunk.toString("utf8")).split("\n");
      rest = lines.pop() as string;
      for (const line of lines) {
        const answer = parsed(line) as Answer | null;
        this.#waiting.get(answer?.id ?? -1)?.(answer as Answer);
      }
    });
  }

  /** Opened by a client of the 2025 revisions. */
  static async start(...of: ConstructorParameters<typeof RawServer>): Promise<RawServer> {
    const server = new RawServer(...of);
    const clientInfo = { name: "raw", version: "1" };
    await server.ask("initialize", { protocolVersion: "2025-06-18", capabilities: {}, clientInfo });
    server.tell("notifications/initialized", {});
    return server;
  }

  /** Every line of standard output; a line that is no JSON-RPC message is one too many. */
  get strayLines(): string[] {
    return this.#out.split("\n").filter((line) => line !== "" && (parsed(line) as { jsonrpc?: string })?.jsonrpc !== "2.0");
  }

  get stderr(): string {
    return this.#err;
  }

  get log(): LogLine[] {
    return this.#err.split("\n").flatMap((line) => (parsed(line) as LogLine | null) ?? []);
  }

  tell(method: string, params: unknown): void {
    this.child.stdin?.write(`${JSON.stringify({ jsonrpc: "2.0", method, params })}\n`);
  }

  /** The id of what is asked next. */
  get nextId(): number {
    return this.#next;
  }

  ask(method: string, params: unknown): Promise<Answer> {
    const id = this.#next++;
    this.child.stdin?.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, resolve);
      this.#exited.then(() => reject(new Error(`the server ended before it answered ${method}: ${this.#err}`)));
    });
  }

  async call(name: string, args: Record<string, unknown>, meta?: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { result } = await this.ask("tools/call", { name, arguments: args, ...(meta && { _meta: meta }) });
    return result?.structuredContent ?? {};
  }

  /** Hangs up, as a client does; how the server took it. */
  async end(): Promise<{ code: number | null; ms: number }> {
    const started = performance.now();
    this.child.stdin?.end();
    await this.#exited;
    return { code: this.child.exitCode, ms: performance.now() - started };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill("SIGKILL");
      await this.#exited;
    }
    rmSync(this.#home, { recursive: true, force: true });
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

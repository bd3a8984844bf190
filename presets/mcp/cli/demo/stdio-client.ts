import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** Longer than the first start of all takes, which makes an image. */
const PATIENCE_MS = 300_000;
const PROTOCOL = "2025-11-25";

interface Reply {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** The least of an MCP client: requests one after the other, over the standard input and output of a server that it starts. */
export class StdioClient implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #said = "";
  #id = 0;

  constructor(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
    this.#child = spawn(command, args, { env, stdio: ["pipe", "pipe", "pipe"] });
    this.#child.stderr?.on("data", (chunk: Buffer) => {
      this.#said = (this.#said + chunk.toString()).slice(-4000);
    });
    // A server that has ended takes nothing any more: its end is told below.
    this.#child.stdin?.on("error", () => {});
    createInterface({ input: this.#child.stdout as NodeJS.ReadableStream }).on("line", (line) => this.#read(line));
    this.#child.once("error", (error) => this.#fail(error.message));
    this.#child.once("exit", (code) => this.#fail(`the server ended with ${code}: ${this.#said}`));
  }

  async hello(name: string): Promise<void> {
    await this.ask("initialize", { protocolVersion: PROTOCOL, capabilities: {}, clientInfo: { name, version: "1" } });
    this.#send({ method: "notifications/initialized" });
  }

  /** The result of a request. Throws what the server answers instead of one. */
  async ask<T>(method: string, params: object = {}): Promise<T> {
    const id = ++this.#id;
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(id, answer);
    const late = setTimeout(
      () => answer.reject(new Error(`${method} was not answered in ${PATIENCE_MS / 1000} s: ${this.#said}`)),
      PATIENCE_MS,
    );
    this.#send({ id, method, params });
    try {
      return (await answer.promise) as T;
    } finally {
      clearTimeout(late);
      this.#waiting.delete(id);
    }
  }

  /** It ends when its input does. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin?.end();
    if (this.#child.exitCode === null && this.#child.signalCode === null && this.#child.pid !== undefined)
      await once(this.#child, "exit");
  }

  #send(message: object): void {
    this.#child.stdin?.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }

  #read(line: string): void {
    try {
      this.#heard(JSON.parse(line) as Reply);
    } catch {
      this.#fail(`the server wrote what is no message: ${line.slice(0, 200)}`);
    }
  }

  #heard({ id, result, error, method }: Reply): void {
    // What the server asks or tells is not for this client.
    const answer = method === undefined && id !== undefined ? this.#waiting.get(id) : undefined;
    if (error !== undefined) answer?.reject(new Error(error.message));
    else answer?.resolve(result);
  }

  #fail(why: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
  }
}

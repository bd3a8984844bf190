import { Worker } from "node:worker_threads";
import type { Decoded, Packed } from "../decoding/decode.ts";

/** The thread leaves when nobody has asked it for so long. */
const REST_MS = 30_000;
/** What a workbook may take as JavaScript's objects. Buffers are not counted in it; they are bounded where they are made. */
const HEAP_MB = 1024;

interface Asked {
  readonly packed: Packed;
  readonly signal: AbortSignal;
  readonly wallMs: number;
  readonly resolve: (decoded: Bytes) => void;
}

type Bytes = Decoded & { readonly bytes: Uint8Array<ArrayBuffer> };

/**
 * Reads the formats that Python does not read by itself, in a thread without an interpreter: what a hostile file does to the
 * parser, it does to a thread that can be ended, and no guest shares the realm in which it is parsed.
 */
export class Decoder {
  readonly #program: string;
  readonly #waiting: Asked[] = [];
  #thread: Worker | null = null;
  #busy = false;
  #rest: NodeJS.Timeout | undefined;

  constructor(program: string) {
    this.#program = program;
  }

  /** Never rejects: what can't be read is told in place of what it holds. */
  decode(packed: Packed, { signal, wallMs }: { readonly signal: AbortSignal; readonly wallMs: number }): Promise<Bytes> {
    return new Promise((resolve) => {
      this.#waiting.push({ packed, signal, wallMs, resolve });
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    if (this.#busy) return;
    const asked = this.#waiting.shift();
    if (asked === undefined) return;
    this.#busy = true;
    clearTimeout(this.#rest);
    asked.resolve(await this.#ask(asked));
    this.#busy = false;
    this.#rest = setTimeout(() => this.#end(), REST_MS).unref();
    void this.#next();
  }

  #ask({ packed, signal, wallMs }: Asked): Promise<Bytes> {
    const { promise, resolve } = Promise.withResolvers<Bytes>();
    if (signal.aborted) return Promise.resolve(refused("it was not read: the run was cancelled"));
    const thread = this.#started();
    const cut = (why: string) => {
      this.#end();
      resolve(refused(why));
    };
    const timer = setTimeout(
      () => cut(`it took longer than ${Math.ceil(wallMs / 1000)} s to read; keep only what is needed`),
      wallMs,
    );
    const cancelled = () => cut("it was not read: the run was cancelled");
    const gone = (error?: NodeJS.ErrnoException) =>
      cut(
        error?.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? "it needs more memory to read than there is; keep only the columns and rows that are needed"
          : "reading it ended the reader; it may be damaged",
      );
    signal.addEventListener("abort", cancelled);
    thread.once("message", resolve);
    thread.once("error", gone);
    const left = () => gone();
    thread.once("exit", left);
    thread.postMessage(packed, [packed.bytes.buffer as ArrayBuffer]);
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancelled);
      thread.off("message", resolve);
      thread.off("error", gone);
      thread.off("exit", left);
    });
  }

  #started(): Worker {
    if (this.#thread !== null) return this.#thread;
    const thread = new Worker(this.#program, { env: {}, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    // One that ended while nobody waited for it is not asked again.
    thread.on("error", () => {
      if (this.#thread === thread) this.#thread = null;
    });
    thread.unref();
    this.#thread = thread;
    return thread;
  }

  #end(): void {
    void this.#thread?.terminate();
    this.#thread = null;
  }
}

const refused = (why: string): Bytes => ({ format: "refused", bytes: new TextEncoder().encode(why) });

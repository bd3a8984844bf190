import type { FromWorker, ToWorker, WorkerTask } from "../jail/messages.ts";
import { findings, type Layer } from "../jail/probes.ts";
import { Checkpoint } from "../rewind/checkpoint.ts";
import type { Epochs } from "../rewind/epoch.ts";
import type { SharedMemoryCopy } from "../rewind/memory-copy.ts";
import type { Interpreter } from "./boot.ts";
import { closeGuest } from "./guest-runtime.ts";
import { selfTest } from "./self-test.ts";

const RUNS_MAX = 10_000;
const HEAP_MAX = 192 * 1_048_576;
const DATASETS = "/tmp/datasets";

export interface TaskReport {
  readonly rewindMs: number;
  /** The worker must be replaced: its next rewind would be slow, or its state is no longer what the checkpoint knew. */
  readonly spent: boolean;
}

type Entry = (operation: string, payload: string) => unknown;

/** One ready interpreter, used for one job after another. */
export class Session {
  readonly #interpreter: Interpreter;
  readonly #entry: Entry;
  readonly #checkpoint: Checkpoint;
  #runs = 0;
  #untouched = true;
  /** What the self-test found. */
  layers: readonly Layer[] = [];

  constructor(interpreter: Interpreter, epochs: Epochs, shared: SharedMemoryCopy | null) {
    const { py, module, dedup } = interpreter;
    this.#interpreter = interpreter;
    closeGuest(py);
    module.FS.mkdirTree(DATASETS);
    this.#entry = py.runPython("from strategic_runtime.entry import entry as _f; _f") as Entry;
    py.runPython("del _f");
    py.setInterruptBuffer(new Uint8Array(new SharedArrayBuffer(1)));
    this.#checkpoint = new Checkpoint(module, dedup, epochs, shared);
  }

  /** Tries to escape, before anybody else does. */
  selfTest(): void {
    try {
      this.layers = selfTest((operation, payload) => this.#call(operation, payload));
    } catch (error) {
      this.layers = [findings("guest-runtime", [`the self-test did not end: ${(error as Error).message}`])];
    }
    this.#checkpoint.rewind();
    this.#untouched = true;
  }

  /** Serves one job over its port: inspections, then `go` or `stop`. The answer leaves before the rewind begins. */
  serve(task: WorkerTask): Promise<TaskReport> {
    const { promise, resolve, reject } = Promise.withResolvers<TaskReport>();
    const send = (message: FromWorker) => task.port.postMessage(message);
    task.port.on("message", (message: ToWorker) => {
      try {
        if (message.kind === "inspect") {
          send({ kind: "inspected", answer: this.#call("inspect", { program: message.program, input: message.input }) });
          return;
        }
        if (message.kind === "go") send(this.#run(task));
        resolve(this.#rewind());
      } catch (error) {
        reject(error);
      }
    });
    send({ kind: "ready", layers: this.layers });
    return promise.finally(() => task.port.close());
  }

  #run(task: WorkerTask): FromWorker {
    const { py, module, memory } = this.#interpreter;
    py.setInterruptBuffer(new Uint8Array(task.control));
    memory.begin(task.memoryMb);
    const datasets = task.datasets.map(({ name, format, bytes }, index) => {
      const path = `${DATASETS}/${index}`;
      module.FS.writeFile(path, bytes, { canOwn: true });
      return { name, format, path };
    });
    const started = performance.now();
    const answer = this.#call("run", { ...task.request, datasets });
    const ranMs = performance.now() - started;
    return { kind: "answer", answer, peakMb: memory.peakMb(), ranMs, refused: memory.refused || this.#checkpoint.filesFull };
  }

  #call(operation: string, payload: unknown): string {
    this.#untouched = false;
    const answer = this.#entry(operation, JSON.stringify(payload));
    // Anything else, a proxy say, could act when it is cloned or awaited.
    if (typeof answer !== "string") throw new Error("the interpreter answered with something that is not text");
    return answer;
  }

  #rewind(): TaskReport {
    // A greeting, or a job that was cancelled first: there is nothing to undo.
    if (this.#untouched) return { rewindMs: 0, spent: false };
    const started = performance.now();
    const spent =
      this.#checkpoint.lateLibraries > 0 || this.#interpreter.module.HEAPU8.length > HEAP_MAX || ++this.#runs >= RUNS_MAX;
    if (!spent) this.#checkpoint.rewind();
    this.#untouched = true;
    return { rewindMs: performance.now() - started, spent };
  }
}

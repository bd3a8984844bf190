import type { FromWorker, ToWorker, WorkerTask } from "../jail/messages.ts";
import { Checkpoint } from "../rewind/checkpoint.ts";
import type { Epochs } from "../rewind/epoch.ts";
import type { SharedMemoryCopy } from "../rewind/memory-copy.ts";
import type { Interpreter } from "./boot.ts";
import type { PyodideInstance } from "./pyodide-types.ts";

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

  constructor(interpreter: Interpreter, epochs: Epochs, shared: SharedMemoryCopy | null) {
    const { py, module, dedup } = interpreter;
    this.#interpreter = interpreter;
    silence(py);
    module.FS.mkdirTree(DATASETS);
    py.runPython("from strategic_runtime import entry as _e; _e.close()");
    this.#entry = py.runPython("_f = _e.entry; del _e; _f") as Entry;
    py.runPython("del _f");
    py.setInterruptBuffer(new Uint8Array(new SharedArrayBuffer(1)));
    this.#checkpoint = new Checkpoint(module, dedup, epochs, shared);
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
    send({ kind: "ready" });
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
    const answer = this.#call("run", { ...task.request, datasets });
    return { kind: "answer", answer, peakMb: memory.peakMb(), refused: memory.refused };
  }

  #call(operation: string, payload: unknown): string {
    const answer = this.#entry(operation, JSON.stringify(payload));
    // Anything else, a proxy say, could act when it is cloned or awaited.
    if (typeof answer !== "string") throw new Error("the interpreter answered with something that is not text");
    return answer;
  }

  #rewind(): TaskReport {
    const started = performance.now();
    const spent =
      this.#checkpoint.lateLibraries > 0 || this.#interpreter.module.HEAPU8.length > HEAP_MAX || ++this.#runs >= RUNS_MAX;
    if (!spent) this.#checkpoint.rewind();
    return { rewindMs: performance.now() - started, spent };
  }
}

/** The guest's descriptors 0–2 never touch the process's own, which carry the protocol. */
function silence(py: PyodideInstance): void {
  py.setStdin({ error: true });
  py.setStdout({ write: (bytes) => bytes.length });
  py.setStderr({ write: (bytes) => bytes.length });
}

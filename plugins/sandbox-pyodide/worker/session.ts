import type { Restored } from "../interpreter/boot.ts";
import { closeGuest } from "../interpreter/guest-runtime.ts";
import type { ImageMeta } from "../interpreter/image-format.ts";
import { Control } from "../protocol/control.ts";
import type { FromWorker, JobTask, Layer, TaskReport, ToWorker, WorkerTask } from "../protocol/messages.ts";
import { Checkpoint } from "../rewind/checkpoint.ts";
import { Entry } from "./call.ts";
import { findings } from "./probes.ts";
import { request, TYPICAL } from "./rehearsal.ts";
import { selfTest } from "./self-test.ts";

const RUNS_MAX = 10_000;
/** How far linear memory may grow beyond the image's before an interpreter is replaced: each rewind writes all of it. */
const GROWTH_MAX = 117 * 1_048_576;
const DATASETS = "/tmp/datasets";

interface Served extends TaskReport {
  /** The worker must be replaced: its next rewind would be slow, or its state is no longer what the checkpoint knew. */
  readonly spent: boolean;
}

/** One ready interpreter, used for one job after another. */
export class Session {
  readonly #interpreter: Restored;
  readonly #entry: Entry;
  readonly #checkpoint: Checkpoint;
  readonly #end: () => never;
  /** From Python to JavaScript, at the checkpoint. */
  readonly #references: number;
  readonly #heapMax: number;
  #control = new Control();
  #runs = 0;
  #untouched = true;
  /** The run reached for what no analysis needs. */
  #tripped = false;
  #task: JobTask | null = null;
  /** What the self-test found. */
  layers: readonly Layer[] = [];

  /** `end` ends this thread at once; nothing after it runs. */
  constructor(interpreter: Restored, meta: ImageMeta, end: () => never) {
    const { py, module, exports, surface, heap } = interpreter;
    this.#interpreter = interpreter;
    this.#end = end;
    closeGuest(py, (line) => this.#control.begun(line));
    module.FS.mkdirTree(DATASETS);
    const address = py.runPython("from strategic_runtime.entry import entry as _f; id(_f)") as number;
    py.runPython("del _f");
    this.#entry = new Entry(exports, module, address);
    // Has the interpreter ask at all; what it is told is not of this buffer.
    py.setInterruptBuffer(new Uint8Array(1));
    this.#checkpoint = new Checkpoint(module, heap, meta, (name) => surface.contact(name));
    this.#references = exports.hiwire_num_refs();
    this.#heapMax = meta.heapLength + GROWTH_MAX;
    surface.close((name) => this.#contact(name));
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

  /** Typical work, done before anybody waits: V8 makes good code of what ran a few times. */
  #rehearse(): Served {
    this.#call("run", { ...request, code: TYPICAL });
    return this.#rewind();
  }

  async serve(task: WorkerTask): Promise<Served> {
    if (task.kind === "job") return this.#serve(task);
    if (task.kind === "rehearsal") return this.#rehearse();
    return this.#served(0, task.kind === "leave");
  }

  /** One job over its port: inspections, then `go` or `stop`. The answer leaves before the rewind begins. */
  #serve(task: JobTask): Promise<Served> {
    const { promise, resolve, reject } = Promise.withResolvers<Served>();
    const send = (message: FromWorker) => task.port.postMessage(message);
    this.#task = task;
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
    return promise.finally(() => {
      this.#task = null;
      task.port.close();
    });
  }

  #run(task: JobTask): FromWorker {
    const { memory, interrupts } = this.#interpreter;
    this.#control = new Control(task.control);
    interrupts.listen(this.#control);
    memory.begin(task.memoryMb);
    const started = performance.now();
    if (task.datasets.length > 0) this.#checkpoint.uncounted(() => this.#load(task));
    const answer = this.#call("run", task.request);
    const ranMs = performance.now() - started;
    const peakMb = memory.peakMb();
    const tripwires = this.#tripwires();
    this.#tripped = tripwires.length > 0;
    const refused = memory.refused || this.#checkpoint.filesFull;
    return { kind: "answer", answer, peakMb, ranMs, refused, tripwires };
  }

  /** Before the run, so that what is kept of a table was in no guest's hands. */
  #load({ datasets, port }: JobTask): void {
    const { FS } = this.#interpreter.module;
    const keepAt = (index: number) => `${DATASETS}/${index}.table`;
    const placed = datasets.map(({ name, reader, key, parts }, index) => ({
      name,
      keep: key === null ? null : keepAt(index),
      parts: parts.map(({ name: file, format, bytes }, part) => {
        const path = `${DATASETS}/${index}.${part}`;
        FS.writeFile(path, bytes, { canOwn: true });
        return { name: file, format, reader, path };
      }),
    }));
    const { kept = [] } = JSON.parse(this.#call("load", { datasets: placed })) as { kept?: number[] };
    const tables = kept.map((index) => {
      const bytes = FS.readFile(keepAt(index)).slice();
      FS.unlink(keepAt(index));
      return { key: datasets[index]?.key as string, bytes };
    });
    // Told even when there are none: from here on nobody is believed who tells of tables.
    port.postMessage(
      { kind: "tables", tables } satisfies FromWorker,
      tables.map(({ bytes }) => bytes.buffer),
    );
  }

  #call(operation: string, payload: unknown): string {
    this.#untouched = false;
    return this.#entry.call(operation, JSON.stringify(payload));
  }

  /** What the run did that no analysis does, by Python's account and by the linker's. */
  #tripwires(): readonly string[] {
    const { tripwires } = JSON.parse(this.#call("tripwires", null)) as { tripwires?: unknown };
    const told = Array.isArray(tripwires) ? tripwires.map(String) : ["the runtime did not answer"];
    const referring = this.#interpreter.exports.hiwire_num_refs() !== this.#references;
    return referring ? [...told, "a reference to JavaScript was made"] : told;
  }

  /** A function that was cut was called: there is nothing to go on with. */
  #contact(name: string): never {
    // The self-test's own attempt: a finding, told by whoever waits for it.
    if (this.#task === null) throw new Error(`${name} could be called`);
    this.#task.port.postMessage({ kind: "tripped", name } satisfies FromWorker);
    return this.#end();
  }

  #rewind(): Served {
    // A job that was cancelled first: there is nothing to undo.
    if (this.#untouched) return this.#served(0, false);
    const started = performance.now();
    const spent =
      this.#tripped ||
      this.#checkpoint.linkerChanged ||
      this.#interpreter.module.HEAPU8.length > this.#heapMax ||
      ++this.#runs >= RUNS_MAX;
    if (!spent) this.#checkpoint.rewind();
    this.#untouched = true;
    return this.#served(performance.now() - started, spent);
  }

  #served(rewindMs: number, spent: boolean): Served {
    return { rewindMs, layers: this.layers, spent };
  }
}

import { createWriteStream } from "node:fs";
import { fileURLToPath } from "node:url";
import type { MessagePort } from "node:worker_threads";
import { Piscina } from "piscina";
import type { SharedImage } from "../interpreter/boot.ts";
import { type Compiling, compile } from "../interpreter/compile.ts";
import { readMeta } from "../interpreter/image-format.ts";
import { SharedHeap } from "../interpreter/shared-heap.ts";
import { encodeFrame, FrameReader } from "../protocol/frames.ts";
import type { FromJail, JailSetup, ToJail } from "../protocol/messages.ts";
import { probeLayers } from "../worker/probes.ts";
import type { WorkerSetup } from "../worker/worker.ts";
import { Decoder } from "./decoder.ts";
import { Interpreters } from "./interpreters.ts";
import { JobTable } from "./jobs.ts";
import { watchMemory } from "./memory-watch.ts";

/**
 * The jailed process: started with Node's permission model and an empty environment, it holds the pool and nothing else.
 * Requests come on standard input, answers leave on descriptor 3; the guest's own descriptors lead nowhere.
 */
const DATASETS_MAX = 128 * 1_048_576;
const HEAD_MAX = 32 * 1_048_576;

const answers = createWriteStream("", { fd: 3 });
const send = (message: FromJail, body?: Uint8Array): void => {
  for (const part of encodeFrame(message, body === undefined ? [] : [body])) answers.write(part);
};

let jobs: JobTable | null = null;
const reader = new FrameReader({ head: HEAD_MAX, body: DATASETS_MAX }, (head, body) => {
  if (jobs === null)
    start(head as JailSetup).catch((error: unknown) =>
      send({ op: "fault", message: error instanceof Error ? error.message : String(error) }),
    );
  else jobs.receive(head as ToJail, body);
});
process.stdin.on("data", (chunk: Buffer) => reader.push(chunk));
// The server is gone: nobody is left to answer to.
process.stdin.on("end", () => process.exit(0));

/** The server sends jobs only after the first worker was reported ready. */
async function start(setup: JailSetup): Promise<void> {
  const meta = readMeta(setup.image);
  const heap = new SharedHeap(setup.image, meta);
  const image: SharedImage = { dir: setup.image, meta, heap: { bytes: heap.bytes, state: heap.state } };
  const workerSetup: WorkerSetup = { image, compiled: null };
  const pool = new Piscina({
    filename: program("worker", "worker"),
    name: "handle",
    workerData: workerSetup,
    // One first, alone on the machine; the others come when they are wanted.
    minThreads: 1,
    maxThreads: setup.workers,
    idleTimeout: Number.POSITIVE_INFINITY,
    env: {},
    recordTiming: false,
    // CPython bounds its own stack, 10 MB in linear memory, and raises RecursionError there; V8's must not overflow first, which
    // no interpreter survives. Reserved, not used, until a guest recurses that deep.
    resourceLimits: { stackSizeMb: 256 },
  });
  // A file that ends too early ends this process: nothing may run from half of it.
  const interpreters = new Interpreters(pool, setup.workers, send, () => void heap.read());
  jobs = new JobTable(interpreters, heap, new Decoder(program("decoding", "thread")), send);
  // While the first worker starts.
  const compiling = compile(setup.image, meta);
  // Of modules that can't be compiled whoever starts this is told, below.
  const hand = (port: MessagePort) => void handOver(compiling, port).catch(() => {});
  pool.on("message", hand);
  const [layers, main, libraries] = await Promise.all([probeLayers(setup.canary), compiling.main, compiling.libraries]);
  workerSetup.compiled = { main, libraries };
  send({ op: "probed", layers });
  watchMemory(setup.workers, () => jobs?.endAll("memory"));
  await interpreters.warmUp();
  // Whoever serves has them: from here on nobody hears what a worker says in this way.
  pool.off("message", hand);
}

async function handOver({ main, libraries }: Compiling, port: MessagePort): Promise<void> {
  port.postMessage(await main);
  port.postMessage(await libraries);
  port.close();
}

/** Another of our programs, which lies beside this one in the sources and in what is published. */
function program(room: string, name: string): string {
  return fileURLToPath(import.meta.url).replace(/jail([/\\])main\.(ts|cjs)$/, `${room}$1${name}.$2`);
}

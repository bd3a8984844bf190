/**
 * One copy of the checkpoint for all workers: 75 MB once instead of per worker. The jail's main thread fills it from the image
 * while the first worker boots; that worker then corrects the blocks that booting changed, a few hundred of 19,000. A booted heap
 * is the same in every worker, bit for bit; where it is not, that worker keeps a copy of its own.
 */
export interface SharedMemoryCopy {
  readonly state: Int32Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
}

const PREFILLING = 0;
const PREFILLED = 1;
const CORRECTING = 2;
const COMPLETE = 3;
const BLOCK = 65_536;
const WAIT_MS = 500;

export function sharedMemoryCopy(length: number): SharedMemoryCopy {
  return { state: new Int32Array(new SharedArrayBuffer(4)), bytes: new Uint8Array(new SharedArrayBuffer(length)) };
}

/** Called once, by whoever made the copy, with what writes the image into it. */
export function prefill({ state, bytes }: SharedMemoryCopy, fill: (bytes: Uint8Array) => void): void {
  fill(bytes);
  advance(state, PREFILLED);
}

export function takeCopy(heap: Uint8Array<ArrayBuffer>, shared: SharedMemoryCopy | null): Uint8Array {
  if (shared === null || shared.bytes.length !== heap.length) return heap.slice();
  const { state, bytes } = shared;
  Atomics.wait(state, 0, PREFILLING, WAIT_MS);
  if (Atomics.compareExchange(state, 0, PREFILLED, CORRECTING) === PREFILLED) {
    correct(heap, bytes);
    advance(state, COMPLETE);
    return bytes;
  }
  // A worker that dies while correcting leaves the state there for good: others then keep their own copies.
  Atomics.wait(state, 0, CORRECTING, WAIT_MS);
  const same = Atomics.load(state, 0) === COMPLETE && view(heap).equals(view(bytes));
  return same ? bytes : heap.slice();
}

function correct(heap: Uint8Array<ArrayBuffer>, bytes: Uint8Array<SharedArrayBuffer>): void {
  const [from, to] = [view(heap), view(bytes)];
  for (let at = 0; at < heap.length; at += BLOCK) {
    const end = Math.min(at + BLOCK, heap.length);
    if (from.compare(to, at, end, at, end) !== 0) from.copy(to, at, at, end);
  }
}

function advance(state: Int32Array<SharedArrayBuffer>, to: number): void {
  Atomics.store(state, 0, to);
  Atomics.notify(state, 0);
}

const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * One copy of the checkpoint for all workers: 75 MB once instead of per worker. A booted heap is the same in every worker,
 * bit for bit; where it is not, that worker keeps its own copy.
 */
export interface SharedMemoryCopy {
  readonly state: Int32Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
}

const EMPTY = 0;
const FILLING = 1;
const FILLED = 2;

export function sharedMemoryCopy(length: number): SharedMemoryCopy {
  return { state: new Int32Array(new SharedArrayBuffer(4)), bytes: new Uint8Array(new SharedArrayBuffer(length)) };
}

export function takeCopy(heap: Uint8Array<ArrayBuffer>, shared: SharedMemoryCopy | null): Uint8Array {
  if (shared === null || shared.bytes.length !== heap.length) return heap.slice();
  const { state, bytes } = shared;
  if (Atomics.compareExchange(state, 0, EMPTY, FILLING) === EMPTY) {
    bytes.set(heap);
    Atomics.store(state, 0, FILLED);
    Atomics.notify(state, 0);
    return bytes;
  }
  // A worker that dies while filling leaves the state at FILLING for good: others then keep their own copies.
  Atomics.wait(state, 0, FILLING, 200);
  const same =
    Atomics.load(state, 0) === FILLED &&
    Buffer.from(heap.buffer, 0, heap.length).equals(Buffer.from(bytes.buffer, 0, bytes.length));
  return same ? bytes : heap.slice();
}
